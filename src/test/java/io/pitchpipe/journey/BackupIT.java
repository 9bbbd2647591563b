package io.pitchpipe.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy made while people work and a model trains, and a portal that starts from it. */
class BackupIT {

    @Test
    void a_copy_made_under_load_starts_and_its_training_goes_on_to_the_end(@TempDir Path folder) throws Exception {
        var copy = folder.resolve("copy");
        String training;
        Person ada;
        try (var portal = new PortalProcess(folder.resolve("data")).start();
                var browser = new ABrowser()) {
            ada = new Person(browser.person(), portal, "ada@example.org");
            ada.setsUp("Ada Lovelace", "Atlas");
            portal.child();
            ada.goesTo("/datasets/new?then=teach");
            ada.button("Take the sample").click();
            ada.page.waitForURL(Pattern.compile(".*/teach(\\?.*)?"));
            ada.field("Name").fill("copied in mid-run");
            ada.field("Name").press("Tab");
            ada.button("Start tuning").click();
            ada.page.getByText(Pattern.compile("Step \\d+ of 19")).first().waitFor();
            training = ada.page.url().substring(portal.url("").length());
            backup(folder.resolve("data"), copy);
            assertThat(ada.page.locator("main").innerText()).contains("copied in mid-run");
        }
        assertThat(copy.resolve("pitchpipe.mv.db")).isNotEmptyFile();
        assertThat(copy.resolve("secret.key")).isNotEmptyFile();
        try (var restored = new PortalProcess(copy).start();
                var browser = new ABrowser()) {
            var again = ada.at(browser.person(), restored).signsIn();
            again.goesTo(training);
            again.page.getByText("Step 19 of 19").first().waitFor(new Locator.WaitForOptions().setTimeout(180_000));
        }
    }

    private static void backup(Path data, Path copy) throws Exception {
        var log = copy.resolveSibling("backup.log");
        var process = new ProcessBuilder("bash", "bin/backup", copy.toString(), "--data", data.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
