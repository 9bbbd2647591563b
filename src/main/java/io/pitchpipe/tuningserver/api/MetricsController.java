package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.metrics.Scrape;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the server measures, for Prometheus. docs/operator-guide.md has a table of it. */
@RestController
class MetricsController {

    private final Scrape scrape;

    MetricsController(Scrape scrape) {
        this.scrape = scrape;
    }

    @GetMapping("/metrics")
    @Allow(Allow.Who.SCRAPER)
    ResponseEntity<byte[]> metrics(Call call) {
        return ResponseEntity.ok()
                .header("Content-Type", Scrape.TYPE)
                .header("X-Content-Type-Options", "nosniff")
                .body(scrape.text().getBytes(StandardCharsets.UTF_8));
    }
}
