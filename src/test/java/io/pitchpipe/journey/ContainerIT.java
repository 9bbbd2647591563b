package io.pitchpipe.journey;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The image in its container, with PostgreSQL in another: set up, and a model tuned. Started by bin/lib/containers.sh. */
@EnabledIfEnvironmentVariable(named = "PITCHPIPE_CONTAINER_SETUP", matches = "http.*")
class ContainerIT {

    @Test
    void a_portal_in_a_container_is_set_up_and_tunes_a_model() {
        var portal = PortalProcess.elsewhere(System.getenv("PITCHPIPE_CONTAINER_SETUP"));
        try (var browser = new ABrowser()) {
            var ada = new Person(browser.person(), portal, "ada@example.org");
            ada.setsUp("Ada Lovelace", "Atlas");
            ada.goesTo("/datasets/new?then=teach");
            ada.button("Take the sample").click();
            ada.page.waitForURL(Pattern.compile(".*/teach(\\?.*)?"));
            ada.field("Name").fill("in a container");
            ada.field("Name").press("Tab");
            ada.button("Start tuning").click();
            ada.page.getByText("Step 19 of 19").first().waitFor(new Locator.WaitForOptions().setTimeout(300_000));
            ABrowser.keep(ada.page, "container");
        }
    }
}
