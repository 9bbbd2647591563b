package io.pitchpipe.portal.backend.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.testing.Databases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SecretMarkTest {

    @TempDir
    Path folder;

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    private SecretBox start(DataSource database, String data, boolean acceptsNew) {
        return new SecretBox("", folder.resolve(data), new SecretMark(JdbcClient.create(database), acceptsNew));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_second_portal_with_a_key_of_its_own_does_not_start_and_makes_none(DataSource database) {
        start(database, "one", false);
        assertThatThrownBy(() -> start(database, "two", false)).isInstanceOf(ForeignSecretException.class);
        assertThat(folder.resolve("two").resolve("secret.key")).doesNotExist();
        assertThatCode(() -> start(database, "one", false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void another_key_by_the_environment_does_not_start_either(DataSource database) {
        start(database, "one", false);
        var other = Base64.getEncoder().encodeToString(new byte[32]);
        var mark = new SecretMark(JdbcClient.create(database), false);
        assertThatThrownBy(() -> new SecretBox(other, folder, mark))
                .isInstanceOf(ForeignSecretException.class)
                .satisfies(refused -> assertThat(new ForeignSecretAnalyzer()
                                .analyze(refused, (ForeignSecretException) refused)
                                .getAction())
                        .contains("secret.key", "PITCHPIPE_SECRET_KEY", "accept-new-secret"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void the_same_key_on_another_node_starts(DataSource database) throws Exception {
        start(database, "one", false);
        var key = Files.readString(folder.resolve("one").resolve("secret.key"));
        assertThatCode(() -> new SecretBox(key, folder, new SecretMark(JdbcClient.create(database), false)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_key_that_is_lost_for_good_can_be_replaced_knowingly(DataSource database) {
        start(database, "one", false);
        start(database, "two", true);
        assertThatCode(() -> start(database, "two", false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> start(database, "one", false)).isInstanceOf(ForeignSecretException.class);
    }
}
