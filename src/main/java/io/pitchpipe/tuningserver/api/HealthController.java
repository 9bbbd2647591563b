package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.job.Readiness;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the process lives, and whether it can do its work: for probes, which have no key, and so in words that tell nothing else. */
@RestController
class HealthController {

    private final Readiness readiness;

    HealthController(Readiness readiness) {
        this.readiness = readiness;
    }

    record Checks(String database, String engine, String disk) {}

    record Health(String status, Checks checks) {}

    @GetMapping("/healthz")
    @Allow(Allow.Who.ANYONE)
    ResponseEntity<byte[]> alive(Call call) {
        return call.answer(Map.of("status", "UP"));
    }

    /** 503 as long as one of the checks says DOWN; the log says why. */
    @GetMapping("/readyz")
    @Allow(Allow.Who.ANYONE)
    ResponseEntity<byte[]> ready(Call call) {
        var found = readiness.look();
        var body = call.answer(new Health(
                word(found.ready()), new Checks(word(found.database()), word(found.engine()), word(found.disk()))));
        return found.ready()
                ? body
                : ResponseEntity.status(503).headers(body.getHeaders()).body(body.getBody());
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
