package io.pitchpipe.tuningserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.testing.Databases;
import io.pitchpipe.tuningserver.access.Principal;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database of the first version, with data, becomes one of today's and loses nothing. */
class MigrationTest {

    static Stream<String> urls() {
        return Stream.of(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
                Databases.postgresUrl());
    }

    @ParameterizedTest
    @MethodSource("urls")
    void keys_and_models_of_the_first_version_belong_to_their_projects_principal(String url) {
        var database = new DriverManagerDataSource(url);
        var flyway = Flyway.configure().dataSource(database).locations("classpath:db/tuningserver");
        flyway.target("001").load().migrate();
        var sql = JdbcClient.create(database);
        for (long project : List.of(7L, Long.MAX_VALUE)) {
            sql.sql("insert into project (number, display_name, create_time) values (?, 'p', current_timestamp)")
                    .param(project)
                    .update();
            sql.sql("""
                    insert into api_key (id, project, display_name, sha256, create_time) values (?, ?, 'k', ?, current_timestamp)""").params("k" + project, project, "sha" + project).update();
            sql.sql("""
                    insert into tuned_model (id, project, api_version, base_model, display_name, description, state, create_time, update_time,
                      temperature, top_p, top_k, epoch_count, batch_size, learning_rate, seed, example_count, total_steps, operation_id,
                      operation_done, cancel_requested)
                    values (?, ?, 'v1beta', 'models/b', '', '', 'ACTIVE', current_timestamp, current_timestamp, 1, 1, 1, 1, 1, 1, 1, 1, 1, 'op', true, false)""").params("m" + project, project).update();
        }

        flyway.target("latest").load().migrate();

        for (long project : List.of(7L, Long.MAX_VALUE)) {
            var principal = Principal.ofProject(new ProjectNumber(project));
            assertThat(sql.sql("select principal from api_key where project = ?")
                            .param(project)
                            .query(String.class)
                            .single())
                    .isEqualTo(principal.email());
            assertThat(sql.sql("select id, grantee_type, email, role from model_permission where tuned_model = ?")
                            .param("m" + project)
                            .query()
                            .singleRow()
                            .values())
                    .map(Object::toString)
                    .containsExactly(principal.permissionId(), "USER", principal.email(), "OWNER");
        }
    }
}
