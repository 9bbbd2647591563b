package io.pitchpipe.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job, end to end, in a real browser against the packaged portal and its tuning server on the demo base: from a fresh
 * instance to a model that another team prompts. Each station's screenshot is kept in {@code target/screenshots}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GoldenPathIT {

    /** Tuning the larger set on a busy machine of two cores takes minutes. */
    private static final double PATIENCE_MS = 5 * 60_000;

    /** Each training draws its own seed otherwise, and fifteen pairs leave some of them guessing at a number. This is the benchmark's. */
    private static final String SEED = "--pitchpipe.embedded.arguments=--pitchpipe.server.seed=0";

    private static final Path REVIEWS = Path.of("src", "test", "resources", "datasets", "product-reviews.csv");

    private PortalProcess portal;
    private ABrowser browser;
    private Person ada;
    private String model = "";
    private int reached;

    /** Each station builds on the one before: where one failed, the rest would only wait in vain. */
    @BeforeEach
    void the_stations_before_were_reached(TestInfo station) {
        assertThat(reached).as("the station before this one").isEqualTo(station(station) - 1);
    }

    @AfterEach
    void keep_where_it_ended(TestInfo station) {
        ABrowser.keep(ada.page, "station-" + station(station) + "-end");
    }

    private static int station(TestInfo test) {
        return test.getTestMethod().orElseThrow().getAnnotation(Order.class).value();
    }

    @BeforeAll
    void a_fresh_portal_and_its_first_user(@TempDir Path folder) {
        portal = new PortalProcess(folder.resolve("data"), SEED).start();
        portal.holdsItsServer();
        browser = new ABrowser();
        ada = new Person(browser.german(), portal, "ada@example.org");
        ada.setsUp("Ada Lovelace", "Atlas");
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

    @Test
    @Order(1)
    void the_sample_becomes_a_model_in_a_few_clicks() {
        var page = ada.page;
        ada.goesTo("/");
        ABrowser.keep(page, "02-home-empty");
        ada.goesTo("/datasets/new?then=teach");
        ada.button("Take the sample").waitFor();
        ABrowser.keep(page, "03-bring-examples");
        ada.button("Take the sample").click();
        page.waitForURL(Pattern.compile(".*/teach(\\?.*)?"));
        // The tuning server has not started yet; the page is there, and goes on by itself when it has.
        ada.button("Choose a base model").waitFor();
        ABrowser.keep(page, "04-while-the-server-starts");
        portal.letsItsServerGoOn();
        ada.field("Name").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
        ada.field("Name").fill("number generator model");
        ada.field("Name").press("Tab");
        // The default rate, as a German types it.
        page.getByText("Advanced", new Page.GetByTextOptions().setExact(true)).click();
        ada.field("Learning rate").fill("0,001");
        ada.field("Learning rate").press("Tab");
        ABrowser.keep(page, "04-teach");
        ada.button("Start tuning").click();
        page.waitForURL(Pattern.compile(".*/models/.*/training.*"));
        model = ada.idInTheAddress();
        ABrowser.keep(page, "05-training");
        ready().waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
        page.getByText("Step 19 of 19").first().waitFor();
        assertThat(page.locator("main").innerText())
                .as("the rate that was typed")
                .containsPattern("Learning rate\\s+0.001\\b");
        ABrowser.keep(page, "06-trained");
        reached = 1;
    }

    @Test
    @Order(2)
    void it_says_whether_it_learned() {
        ada.goesTo("/models/" + model);
        ada.page
                .getByText(Pattern.compile("\\d+ of \\d+"))
                .first()
                .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
        ABrowser.keep(ada.page, "07-did-it-learn");
        reached = 2;
    }

    @Test
    @Order(3)
    void base_and_tuned_answer_side_by_side() {
        ada.goesTo("/playground?model=" + model);
        var answers = asks(ada, "41");
        assertThat(answers).hasSize(2).allSatisfy(answer -> assertThat(answer).isNotBlank());
        ABrowser.keep(ada.page, "08-playground");
        assertThat(answers.getLast().strip()).isEqualTo("42");
        reached = 3;
    }

    @Test
    @Order(4)
    void another_teams_viewer_prompts_the_shared_model_with_their_own_key() {
        ada.makesATeam("Borealis");
        var inBorealis = ada.at(browser.person()).signsIn();
        inBorealis.switchesTo("Borealis");
        var number = inBorealis.readsTheProjectNumber();
        var invitation = inBorealis.invitesAViewer();
        ada.switchesTo("Atlas");
        ada.goesTo("/models/" + model + "/access");
        ada.field("Project number").fill(number);
        ada.page
                .getByText(Pattern.compile("This is the team .*Borealis"))
                .first()
                .waitFor();
        ABrowser.keep(ada.page, "09-share");
        ada.button("Share").click();
        ada.page
                .getByText(Pattern.compile("Borealis \\(project " + number + "\\)"))
                .first()
                .waitFor();
        ABrowser.keep(ada.page, "10-access");

        var bo = new Person(browser.onASlowLine(), portal, "bo@example.org");
        bo.joinsBy(invitation, "Bo Tester");
        bo.goesTo("/models?tab=shared");
        var shared = bo.page.getByText("number generator model").first();
        shared.waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        ABrowser.keep(bo.page, "11-shared-with-us");
        bo.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Try number generator model"))
                .first()
                .click();
        bo.page.waitForURL(Pattern.compile(".*/playground.*"));
        var answers = asks(bo, "86");
        assertThat(answers.getLast().strip()).isEqualTo("87");
        ABrowser.keep(bo.page, "12-the-other-team-prompts-it");
        reached = 4;
    }

    @Test
    @Order(5)
    void a_csv_of_450_reviews_is_learned_from() {
        var page = ada.page;
        ada.goesTo("/datasets/new?then=teach");
        page.locator("input[type=file]").first().setInputFiles(REVIEWS);
        ada.button("Continue").waitFor();
        ABrowser.keep(page, "13-csv-columns");
        ada.button("Continue").click();
        page.waitForURL(Pattern.compile(".*/teach(\\?.*)?"));
        ada.field("Name").fill("review sentiment");
        ada.field("Name").press("Tab");
        ada.button("Start tuning").click();
        page.waitForURL(Pattern.compile(".*/models/.*/training.*"));
        assertThat(page.locator("main h1").first().boundingBox().y)
                .as("a new page begins at its top")
                .isPositive();
        page.waitForTimeout(6_000);
        ABrowser.keep(page, "14-csv-training");
        var reviews = ada.idInTheAddress();
        ready().waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
        ABrowser.keep(page, "15-csv-trained");
        ada.goesTo("/models/" + reviews);
        page.getByText(Pattern.compile("\\d+ of \\d+"))
                .first()
                .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
        ABrowser.keep(page, "16-csv-did-it-learn");
        ada.goesTo("/playground?model=" + reviews);
        var answers = asks(ada, "it works very well and i love the picture quality.");
        assertThat(answers.getLast().strip()).isIn("positive", "negative", "neutral");
        ABrowser.keep(page, "17-csv-playground");
        reached = 5;
    }

    @Test
    @Order(6)
    void every_view_is_right_by_day_by_night_and_on_a_telephone() {
        var dataset = datasetOfTheModel();
        var views = new LinkedHashMap<String, String>();
        views.put("home", "/");
        views.put("datasets", "/datasets");
        views.put("dataset-new", "/datasets/new");
        views.put("dataset-rows", "/datasets/" + dataset);
        for (var tab : List.of("check", "versions", "used-by")) {
            views.put("dataset-" + tab, "/datasets/" + dataset + "/" + tab);
        }
        views.put("teach", "/teach?dataset=" + dataset);
        views.put("models", "/models");
        views.put("models-shared", "/models?tab=shared");
        views.put("model", "/models/" + model);
        for (var tab : List.of("training", "compare", "access", "use")) {
            views.put("model-" + tab, "/models/" + model + "/" + tab);
        }
        views.put("playground", "/playground?model=" + model);
        for (var name : List.of("activity", "team", "account", "admin", "admin/teams", "admin/instance", "admin/log")) {
            views.put(name.replace('/', '-'), "/" + name);
        }
        views.put("dataset-card", "/datasets/" + dataset + "/card");
        views.put("nothing-here", "/nothing-here");
        assertThat(new Sweep(browser, portal).complaints(ada.page.context(), views))
                .isEmpty();
        assertThat(new Sweep(browser, portal)
                        .jumps(
                                ada.page.context(),
                                tabs("/datasets/" + dataset, "check", "versions", "used-by", "card")))
                .isEmpty();
        assertThat(new Sweep(browser, portal)
                        .jumps(ada.page.context(), tabs("/models/" + model, "training", "compare", "access", "use")))
                .isEmpty();
        reached = 6;
    }

    @Test
    @Order(7)
    void after_signing_out_neither_back_nor_an_address_shows_anything_of_the_team() {
        ada.goesTo("/models/" + model);
        ada.signsOut();
        for (Runnable attempt :
                List.<Runnable>of(() -> ada.page.goBack(), () -> ada.page.navigate(portal.url("/team")))) {
            attempt.run();
            // The address of the page that was left stands for a moment, over nothing, until the server sends to the
            // login.
            ada.page.waitForURL(url -> url.contains("/login"));
            ada.field("E-mail").waitFor();
            assertThat(ada.page.content()).doesNotContain("number generator model", "Atlas");
        }
        reached = 7;
    }

    private static List<String> tabs(String first, String... others) {
        return Stream.concat(Stream.of(first), Stream.of(others).map(tab -> first + "/" + tab))
                .toList();
    }

    private String datasetOfTheModel() {
        ada.goesTo("/models/" + model + "/training");
        var link = ada.page.locator("main a[href*='datasets/']").first();
        link.waitFor();
        var address = link.getAttribute("href");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private Locator ready() {
        return ada.page
                .locator(".pp-status")
                .filter(new Locator.FilterOptions().setHasText("Ready"))
                .first();
    }

    /** Sends a prompt and waits until every column has its figures. */
    private static List<String> asks(Person person, String prompt) {
        var page = person.page;
        page.locator(".playground-column").nth(1).waitFor();
        person.field("Prompt").fill(prompt);
        person.field("Prompt").press("Enter");
        var figures = page.getByText(Pattern.compile("\\d+ tokens? in"));
        figures.nth(1).waitFor(new Locator.WaitForOptions().setTimeout(120_000));
        return page.locator(".playground-answer").allTextContents();
    }
}
