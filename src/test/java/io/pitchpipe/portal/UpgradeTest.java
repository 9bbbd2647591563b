package io.pitchpipe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.core.io.ClassPathResource;

class UpgradeTest {

    /** The portal's parts number their migrations side by side: an update brings numbers below those a database has seen. */
    @Test
    void a_database_of_an_earlier_build_takes_a_migration_that_is_numbered_among_its_own(@TempDir Path migrations)
            throws IOException {
        Files.writeString(migrations.resolve("V070__later_part.sql"), "create table later_part (id int)");
        var first = flyway(migrations).migrate();
        Files.writeString(migrations.resolve("V022__earlier_part.sql"), "create table earlier_part (id int)");

        assertThat(first.migrationsExecuted).isEqualTo(1);
        assertThat(flyway(migrations).migrate().migrationsExecuted).isEqualTo(1);
    }

    /** As the portal's own configuration has it. */
    private static Flyway flyway(Path migrations) throws IOException {
        var yaml = new YamlPropertySourceLoader().load("portal", new ClassPathResource("application.yaml"));
        var settings = new Binder(ConfigurationPropertySources.from(yaml))
                .bind("spring.flyway", FlywayProperties.class)
                .get();
        return Flyway.configure()
                .dataSource("jdbc:h2:mem:upgrade;DB_CLOSE_DELAY=-1", "sa", "")
                .locations("filesystem:" + migrations)
                .outOfOrder(settings.isOutOfOrder())
                .load();
    }
}
