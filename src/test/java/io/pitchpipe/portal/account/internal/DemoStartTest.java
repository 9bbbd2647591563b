package io.pitchpipe.portal.account.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.pitchpipe.testing.Databases;
import java.time.Clock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(OutputCaptureExtension.class)
class DemoStartTest {

    private static final Pattern PERSON = Pattern.compile("\\S+@example\\.org +(\\S{20}) ");

    private static DemoStart demo() {
        var database = Databases.h2("db/portal");
        var jdbc = JdbcClient.create(database);
        var users = new UserRepository(jdbc);
        var teams = new TeamRepository(jdbc);
        var clock = Clock.systemUTC();
        var writer = new AccountWriter(
                users,
                teams,
                new PasswordRules(),
                PasswordEncoderFactories.createDelegatingPasswordEncoder(),
                event -> {},
                clock);
        return new DemoStart(
                users,
                teams,
                new SettingRepository(jdbc),
                writer,
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                clock,
                new MockEnvironment());
    }

    @Test
    void the_passwords_of_the_demo_are_printed_once_and_are_in_no_log(CapturedOutput output) {
        var kept = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var level = root.getLevel();
        kept.start();
        root.addAppender(kept);
        root.setLevel(Level.TRACE);
        try {
            demo().fillEmptyDatabase();
        } finally {
            root.setLevel(level);
            root.detachAppender(kept);
        }

        var passwords = PERSON.matcher(output.getOut())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(passwords).hasSize(4).doesNotHaveDuplicates();
        assertThat(kept.list)
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.getFormattedMessage()).doesNotContain(passwords.toArray(String[]::new)));
    }
}
