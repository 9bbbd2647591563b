package io.pitchpipe.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.pitchpipe.journey.ABrowser;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The chart in a browser: run with ECharts by default, and with Vaadin Charts by {@code bin/charts}. */
@SpringBootTest(
        classes = ChartApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=chart-test",
            "vaadin.launch-browser=false",
            "vaadin.devmode.devTools.enabled=false"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LossChartIT {

    /** Asks the element itself what it drew; the one place where the two libraries differ. */
    private static final String DRAWN = """
            plot => {
              if (plot.localName !== 'vaadin-chart') return plot.drawn();
              const series = plot.configuration?.series ?? [];
              return Object.fromEntries(series.map(one => [one.options.id, one.xData?.length ?? one.data.length]));
            }""";

    @LocalServerPort
    private int port;

    private ABrowser browser;

    @BeforeAll
    void open() {
        browser = new ABrowser();
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @Test
    void a_curve_is_drawn_with_every_point_and_grows_while_one_looks() {
        var page = visit(ColorScheme.LIGHT, 1280);
        eventually(page, "train", 200);
        eventually(page, "held-out", 4);

        press(page, "Append five");
        eventually(page, "train", 205);

        press(page, "Repeat the last");
        press(page, "Append five");
        eventually(page, "train", 210);
        assertThat(width(page)).isGreaterThan(600);
        ABrowser.keep(page, "chart-light");
    }

    @Test
    void smoothing_keeps_the_raw_line_behind_the_smoothed_one() {
        var page = visit(ColorScheme.DARK, 1280);
        eventually(page, "train", 200);
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Smoothing"))
                .or(page.locator("vaadin-select"))
                .first()
                .click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Strong"))
                .click();
        eventually(page, "train-raw", 200);
        eventually(page, "train", 200);
        page.getByLabel("Log scale").check();
        page.waitForTimeout(500);
        eventually(page, "train-raw", 200);
        ABrowser.keep(page, "chart-dark-smoothed-log");
    }

    @Test
    void five_thousand_points_redraw_without_a_stutter_while_more_stream_in() {
        var page = visit(ColorScheme.LIGHT, 1280);
        press(page, "Five thousand");
        drawsBetween(page, 900, 5000);
        page.evaluate("""
                () => {
                  window.longest = 0;
                  let last = performance.now();
                  const tick = now => { window.longest = Math.max(window.longest, now - last); last = now; requestAnimationFrame(tick); };
                  requestAnimationFrame(tick);
                }""");
        press(page, "Stream");
        PlaywrightAssertions.assertThat(page.locator(".loss-chart-stage"))
                .hasAttribute(
                        "aria-label",
                        Pattern.compile(".*5,400 steps.*", Pattern.DOTALL),
                        new LocatorAssertions.HasAttributeOptions().setTimeout(60_000));
        var longest = ((Number) page.evaluate("() => window.longest")).intValue();
        System.out.println("Longest frame while 400 points streamed into 5,000: " + longest + " ms");
        ABrowser.keep(page, "chart-5000");
    }

    @Test
    void the_same_figures_are_there_in_words_and_as_a_table() {
        var page = visit(ColorScheme.LIGHT, 1280);
        eventually(page, "train", 200);
        var said = page.locator(".loss-chart-stage").getAttribute("aria-label");
        assertThat(said)
                .contains("200 steps", "best held-out loss is 0.5, at step 100", "Resumed <b>here</b> at step 120");
        page.getByText("Show as table").click();
        PlaywrightAssertions.assertThat(page.locator("vaadin-grid")).isVisible();
        PlaywrightAssertions.assertThat(
                        page.locator("vaadin-grid-cell-content").getByText(Double.toString(2.5 + 0.2 * Math.sin(1))))
                .isVisible();
        ABrowser.keep(page, "chart-table");
    }

    @Test
    void it_fits_a_narrow_window_in_the_dark_and_asks_no_other_host() {
        var asked = new ArrayList<String>();
        var context = browser.context(360, 740, ColorScheme.DARK);
        var page = context.newPage();
        page.onRequest(request -> asked.add(request.url()));
        page.navigate("http://localhost:" + port + "/chart-alone");
        eventually(page, "train", 200);
        assertThat(((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(360);
        ABrowser.keep(page, "chart-360-dark");
        assertThat(asked).allSatisfy(url -> assertThat(url).contains("localhost:" + port));
        assertThat(asked.stream().filter(url -> url.startsWith("http")).toList())
                .isNotEmpty();
    }

    private Page visit(ColorScheme scheme, int width) {
        var page = browser.context(width, 860, scheme).newPage();
        page.onPageError(error -> System.out.println("Page error: " + error));
        page.navigate("http://localhost:" + port + "/chart-alone");
        return page;
    }

    private static Locator plot(Page page) {
        return page.getByTestId("loss-plot");
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    private static void eventually(Page page, String series, int points) {
        plot(page).waitFor();
        page.waitForCondition(() -> drawn(page).getOrDefault(series, -1) == points);
        assertThat(drawn(page)).containsEntry(series, points);
    }

    private static void drawsBetween(Page page, int least, int most) {
        page.waitForCondition(() -> {
            var points = drawn(page).getOrDefault("train", -1);
            return points >= least && points <= most && points != 200;
        });
    }

    private static Map<String, Integer> drawn(Page page) {
        @SuppressWarnings("unchecked")
        var found = (Map<String, Integer>) plot(page).evaluate(DRAWN);
        return found;
    }

    private static int width(Page page) {
        return (int) plot(page).boundingBox().width;
    }
}
