package io.pitchpipe.tuningserver.api;

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
    ResponseEntity<byte[]> alive(Call call) {
        return call.answer(Map.of("status", "UP"));
    }

    /** Fails, with 500, while the database does not answer. */
    @GetMapping("/readyz")
    @Allow(Allow.Who.ANYONE)
    ResponseEntity<byte[]> ready(Call call) {
        sql.sql("select 1").query(Integer.class).single();
        return call.answer(Map.of("status", "UP"));
    }
}
