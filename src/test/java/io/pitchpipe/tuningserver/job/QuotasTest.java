package io.pitchpipe.tuningserver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.testing.Databases;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What projects may use, on both databases and to the last example and the last second; and the settings that say so. */
class QuotasTest {

    private static final ProjectNumber ann = new ProjectNumber(1);
    private static final ProjectNumber bob = new ProjectNumber(2);
    private static final Instant now = Instant.parse("2026-11-22T12:00:00Z");

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/tuningserver");
    }

    private static ServerSettings settings(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("pitchpipe.server", ServerSettings.class);
    }

    private static Quotas quotas(JdbcClient sql, Map<String, String> settings) {
        for (var project : new ProjectNumber[] {ann, bob}) {
            sql.sql("insert into project (number, display_name, create_time) values (?, 'p', current_timestamp)")
                    .param(project.value())
                    .update();
        }
        return new Quotas(sql, settings(settings), () -> now);
    }

    /** A training of a project: asked for, begun so long ago, over so long ago; null for not yet. */
    private static void training(
            JdbcClient sql,
            ProjectNumber project,
            String id,
            int examples,
            @Nullable Duration begun,
            @Nullable Duration over) {
        sql.sql("""
                        insert into tuned_model (id, project, api_version, base_model, display_name, description, state, create_time, update_time, start_time, complete_time,
                          temperature, top_p, top_k, epoch_count, batch_size, learning_rate, seed, example_count, total_steps, operation_id, operation_done, cancel_requested)
                        values (:id, :project, 'v1beta', 'models/b', '', '', 'CREATING', current_timestamp, current_timestamp,
                          cast(:begun as timestamp with time zone), cast(:over as timestamp with time zone), 1, 1, 1, 1, 1, 1, 1, :examples, 1, :id, :done, false)""")
                .param("id", id)
                .param("project", project.value())
                .param("begun", begun == null ? null : now.minus(begun).atOffset(ZoneOffset.UTC))
                .param("over", over == null ? null : now.minus(over).atOffset(ZoneOffset.UTC))
                .param("examples", examples)
                .param("done", over != null)
                .update();
    }

    private static void assertRefused(Quotas quotas, ProjectNumber project, int examples, String limit) {
        assertThatThrownBy(() -> quotas.check(project, examples))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(limit);
    }

    private static void assertTaken(Quotas quotas, ProjectNumber project, int examples) {
        assertThatCode(() -> quotas.check(project, examples)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void the_last_training_and_the_last_example_are_taken_and_the_next_are_not(DataSource database) {
        var sql = JdbcClient.create(database);
        var quotas = quotas(sql, Map.of("pitchpipe.server.quota.jobs", "2", "pitchpipe.server.quota.examples", "10"));
        training(sql, ann, "over", 9, Duration.ofMinutes(2), Duration.ofMinutes(1));
        training(sql, ann, "running", 4, Duration.ofMinutes(1), null);

        assertTaken(quotas, ann, 6);
        assertRefused(quotas, ann, 7, "10 examples in trainings at once");
        training(sql, ann, "waiting", 1, null, null);
        assertRefused(quotas, ann, 1, "2 trainings at once");
        assertTaken(quotas, bob, 10);
        assertThat(quotas.used(ann)).isEqualTo(new Quotas.Used(2, 5, Duration.ofMinutes(2)));

        quotas.set(ann, 3, 0, null);
        assertTaken(quotas, ann, 1_000_000);
        training(sql, ann, "another", 1, null, null);
        assertRefused(quotas, ann, 1, "3 trainings at once");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void minutes_are_used_up_to_the_second_and_come_back_after_a_day(DataSource database) {
        var sql = JdbcClient.create(database);
        var quotas = quotas(sql, Map.of("pitchpipe.server.quota.minutes", "60"));
        var hour = Duration.ofHours(1);
        var day = Duration.ofDays(1);
        training(sql, ann, "yesterday", 1, day.plusHours(5), day);
        assertThat(quotas.used(ann).time()).isZero();
        // Of its two hours, half of one was within the last day.
        training(sql, ann, "since-yesterday", 1, day.plusMinutes(90), day.minusMinutes(30));
        assertThat(quotas.used(ann).time()).isEqualTo(Duration.ofMinutes(30));
        training(sql, ann, "running", 1, Duration.ofSeconds(30 * 60 - 1), null);

        assertThat(quotas.used(ann).time()).isEqualTo(hour.minusSeconds(1));
        assertTaken(quotas, ann, 1);
        quotas.checkMinutes(ann);

        sql.sql("update tuned_model set start_time = ? where id = 'running'")
                .param(now.minusSeconds(30 * 60).atOffset(ZoneOffset.UTC))
                .update();
        assertRefused(quotas, ann, 1, "60 minutes of training within 24 hours");
        assertThatThrownBy(() -> quotas.checkMinutes(ann)).isInstanceOf(Refusal.class);
        assertTaken(quotas, bob, 1);
        quotas.set(ann, null, null, 61);
        assertTaken(quotas, ann, 1);
    }

    @Test
    void settings_that_make_no_sense_are_refused_by_name() {
        assertThat(settings(Map.of()).adapterMemory().toMegabytes()).isEqualTo(128);
        assertThat(settings(Map.of("pitchpipe.server.adapter-memory", "0"))
                        .adapterMemory()
                        .toBytes())
                .isZero();
        assertThatThrownBy(() -> settings(Map.of("pitchpipe.server.adapter-memory", "-1MB")))
                .isInstanceOf(BindException.class)
                .hasStackTraceContaining("pitchpipe.server.adapter-memory is 0 or more");
        assertThatThrownBy(() -> settings(Map.of("pitchpipe.server.adapter-memory", "plenty")))
                .isInstanceOf(BindException.class);
        assertThat(settings(Map.of()).checkpointInterval()).hasSeconds(4);
        assertThatThrownBy(() -> settings(Map.of("pitchpipe.server.checkpoint-interval", "-1s")))
                .hasStackTraceContaining("pitchpipe.server.checkpoint-interval is 0 or more");
        assertThatThrownBy(() -> settings(Map.of("pitchpipe.server.quota.minutes", "-1")))
                .hasStackTraceContaining("A quota's limits are 0 or more");
    }
}
