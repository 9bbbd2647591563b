package io.pitchpipe.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people do with datasets, in a real browser against the packaged portal, without a tuning server. Each journey brings its own file,
 * so they may come in any order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatasetJourneyIT {

    private PortalProcess portal;
    private ABrowser browser;
    private Person ada;

    @BeforeAll
    void a_fresh_portal_and_its_first_user(@TempDir Path folder) {
        portal = new PortalProcess(folder.resolve("data"), "--pitchpipe.embedded.enabled=false").start();
        browser = new ABrowser();
        ada = new Person(browser.person(), portal, "ada@example.org");
        ada.setsUp("Ada Lovelace", "Atlas");
    }

    @AfterEach
    void keep_where_it_ended(TestInfo journey) {
        ABrowser.keep(
                ada.page, "dataset-" + journey.getTestMethod().orElseThrow().getName());
    }

    @AfterAll
    void leave() {
        if (browser != null) {
            browser.close();
        }
        if (portal != null) {
            portal.close();
        }
    }

    private static String questions(int count) {
        return "question,answer\n"
                + IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "what is item " + i + "?,item " + i + "\n")
                        .collect(Collectors.joining());
    }

    /** @return the id of the dataset that was made of the file */
    private String brings(String name, String csv) {
        ada.goesTo("/datasets/new");
        ada.page
                .locator("input[type=file]")
                .first()
                .setInputFiles(new FilePayload(name + ".csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        ada.button("Continue").click();
        ada.page.waitForURL(Pattern.compile(".*/datasets/[0-9a-f]{8}-.*"));
        return ada.idInTheAddress();
    }

    private Locator cell(Page page, String text) {
        return page.locator("vaadin-grid-cell-content")
                .getByText(text, new Locator.GetByTextOptions().setExact(true))
                .locator("visible=true")
                .first();
    }

    @Test
    void a_broken_file_is_mended_to_green_in_under_a_minute() {
        var began = Instant.now();
        brings(
                "broken",
                questions(30) + ",nobody asked\nwhat is item 1?,item 1\n  what is item 31?  ,item 31\nitem 32,\n");
        ada.page.getByText("Fix these problems first").waitFor();

        ada.button("Fix all…").click();
        ada.button("Apply (creates version 2)").click();
        ada.page.getByText("All is well: this dataset is ready for tuning.").waitFor();

        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofMinutes(1));
        ada.page.getByText("31 rows").first().waitFor();
    }

    @Test
    void a_grid_of_a_hundred_thousand_rows_is_scrolled_and_filtered() {
        var rows = IntStream.rangeClosed(1, 100_000)
                .mapToObj(i -> "q " + i + ",yes\n")
                .collect(Collectors.joining());
        var dataset = brings("large", "question,answer\n" + rows);
        ada.goesTo("/datasets/" + dataset);
        cell(ada.page, "q 1").waitFor();

        ada.page.evaluate("document.querySelector('vaadin-grid').scrollToIndex(99999)");
        cell(ada.page, "q 100000").waitFor();
        ada.page.evaluate("document.querySelector('vaadin-grid').scrollToIndex(49999)");
        cell(ada.page, "q 50000").waitFor();

        ada.field("Find in rows").fill("q 77777");
        cell(ada.page, "q 77777").waitFor();
        ada.page.getByText("1 row found").first().waitFor();
        ada.page.waitForURL(url -> url.contains("q=q"));
    }

    @Test
    void what_a_version_changed_is_shown_and_an_old_one_brought_back() {
        var dataset = brings("versions", questions(25) + "what is item 1?,item 1\n");
        ada.goesTo("/datasets/" + dataset + "/check");
        ada.button("Fix all…").click();
        ada.button("Apply (creates version 2)").click();
        ada.page.getByText("All is well").waitFor();

        ada.goesTo("/datasets/" + dataset + "/versions");
        ada.button("Actions for version 2").click();
        ada.button("What changed").click();
        ada.page.getByText("0 rows added, 0 rows changed, 1 row removed.").waitFor();
        ada.button("Actions for version 1").click();
        ada.button("Restore").click();
        ada.page.getByText("Version 1 is restored as version 3.").waitFor();

        ada.goesTo("/datasets/" + dataset);
        ada.page.getByText("26 rows").first().waitFor();
    }

    @Test
    void of_two_tabs_on_one_row_the_second_is_told_and_loses_nothing() {
        var dataset = brings("tabs", questions(25));
        ada.goesTo("/datasets/" + dataset);
        var other = ada.at(ada.page.context().newPage());
        other.goesTo("/datasets/" + dataset);
        for (var tab : new Person[] {ada, other}) {
            cell(tab.page, "item 7").click();
            tab.field("Output").waitFor();
        }

        ada.field("Output").fill("the first tab's answer");
        ada.button("Save").click();
        cell(ada.page, "the first tab's answer").waitFor();
        other.field("Output").fill("the second tab's answer");
        other.button("Save").click();
        other.page
                .getByText(Pattern.compile("Ada Lovelace made version 2 in the meantime"))
                .first()
                .waitFor();
        ABrowser.keep(other.page, "dataset-second-tab-is-told");

        assertThat(other.field("Output").inputValue()).isEqualTo("the second tab's answer");
        other.page.reload();
        cell(other.page, "the first tab's answer").waitFor();
        other.page.close();
    }
}
