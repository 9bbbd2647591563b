package io.pitchpipe.tuningserver.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The surface as an OpenAPI file and as a page to read, which loads nothing from anywhere. */
@RestController
class DocsController {

    /** docs/openapi.yaml, which the build puts beside this class. */
    private static final String FILE = "openapi.yaml";

    private final String yaml = read();
    private final String page = new ApiPage(yaml).html();

    @GetMapping("/openapi.yaml")
    @Allow(Allow.Who.ANYONE)
    ResponseEntity<byte[]> file(Call call) {
        return text("application/yaml; charset=UTF-8", yaml);
    }

    @GetMapping("/docs")
    @Allow(Allow.Who.ANYONE)
    ResponseEntity<byte[]> page(Call call) {
        return text("text/html; charset=UTF-8", page);
    }

    private static ResponseEntity<byte[]> text(String type, String body) {
        return ResponseEntity.ok()
                .header("Content-Type", type)
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String read() {
        try (var in = Objects.requireNonNull(DocsController.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
