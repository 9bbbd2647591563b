package io.pitchpipe.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.pitchpipe.testing.Databases;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same jar on PostgreSQL, by one setting. */
class PostgresIT {

    @Test
    void the_portal_teaches_a_model_on_postgresql(@TempDir Path folder) {
        try (var portal = new PortalProcess(
                                folder.resolve("data"),
                                "--spring.datasource.url=" + Databases.postgresUrl(),
                                "--spring.datasource.username=postgres",
                                "--spring.datasource.password=")
                        .start();
                var browser = new ABrowser()) {
            var ada = new Person(browser.person(), portal, "ada@example.org");
            ada.setsUp("Ada Lovelace", "Atlas");
            portal.child();
            ada.goesTo("/datasets/new?then=teach");
            ada.button("Take the sample").click();
            ada.page.waitForURL(Pattern.compile(".*/teach(\\?.*)?"));
            ada.field("Name").fill("on PostgreSQL");
            ada.field("Name").press("Tab");
            ada.button("Start tuning").click();
            ada.page.getByText("Step 19 of 19").first().waitFor(new Locator.WaitForOptions().setTimeout(180_000));
            assertThat(folder.resolve("data").resolve("pitchpipe.mv.db")).doesNotExist();
        }
    }
}
