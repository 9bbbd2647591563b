package io.pitchpipe.tuningserver.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the process lives, and whether it can do its work. */
@RestController
class HealthController {

    private final JdbcClient sql;

    HealthController(JdbcClient sql) {
        this.sql = sql;
    }

    @GetMapping("/healthz")
    @Allow(Allow.Who.ANYONE)
    ResponseEntity<byte[]> alive(HttpServletRequest request) {
        return Reply.ok(Map.of("status", "UP"), Query.of(request));
    }

    /** Fails, with 500, while the database does not answer. */
    @GetMapping("/readyz")
    @Allow(Allow.Who.ANYONE)
    ResponseEntity<byte[]> ready(HttpServletRequest request) {
        sql.sql("select 1").query(Integer.class).single();
        return Reply.ok(Map.of("status", "UP"), Query.of(request));
    }
}
