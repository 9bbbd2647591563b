package io.pitchpipe.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Copies this process's H2 database while it is in use, when {@code bin/backup} asks for it: only the process that has the file open can. Who may
 * write beside the database may have it anyway, so a file there is the request. With PostgreSQL there is none: it has tools of its own.
 */
final class BackupOnRequest implements ApplicationListener<ApplicationReadyEvent> {

    static final String REQUEST = "backup.request";
    static final String DONE = "backup.zip";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Pattern FILE = Pattern.compile("jdbc:h2:file:([^;]+).*");
    private static final Logger log = LoggerFactory.getLogger(BackupOnRequest.class);

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        var context = ready.getApplicationContext();
        var url = FILE.matcher(context.getEnvironment().getProperty("spring.datasource.url", ""));
        var database = context.getBeanProvider(DataSource.class).getIfAvailable();
        if (database != null && url.matches()) {
            var folder = Path.of(url.group(1)).toAbsolutePath().getParent();
            if (folder != null) {
                Thread.ofVirtual().name("backup").start(() -> watch(folder, database, context::isActive));
            }
        }
    }

    private static void watch(Path folder, DataSource database, java.util.function.BooleanSupplier running) {
        while (running.getAsBoolean()) {
            try {
                if (Files.exists(folder.resolve(REQUEST))) {
                    copy(folder, database);
                }
                Thread.sleep(LOOK);
            } catch (IOException | SQLException failed) {
                log.error("The database could not be copied", failed);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    /** Whoever asked waits for the file under its name, which it gets when it is whole. */
    static void copy(Path folder, DataSource database) throws IOException, SQLException {
        Files.delete(folder.resolve(REQUEST));
        var growing = folder.resolve(DONE + ".part");
        Files.deleteIfExists(growing);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("backup to ?")) {
            statement.setString(1, growing.toString());
            statement.execute();
        }
        Files.move(growing, folder.resolve(DONE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
