package io.pitchpipe.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.pitchpipe.journey.ABrowser;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
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

    /** The texts that each library drew, and where, within the plot. */
    private static final String LABELS = """
            plot => {
              if (plot.localName !== 'vaadin-chart') {
                const across = plot.querySelector('.loss-plot-canvas').clientWidth;
                return plot.labels().map(label => ({ ...label, across }));
              }
              const ground = plot.getBoundingClientRect();
              return [...plot.shadowRoot.querySelectorAll('text')]
                .filter(text => text.textContent.trim() && !text.closest('.highcharts-tooltip') && getComputedStyle(text).visibility !== 'hidden' && text.getBoundingClientRect().width)
                .map(text => {
                  const box = text.getBoundingClientRect();
                  return { text: text.textContent, x: box.x - ground.x, y: box.y - ground.y, width: box.width, height: box.height, across: ground.width };
                });
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
                .contains("200 steps", "best held-out loss is 0.500, at step 100", "Resumed <b>here</b> at step 120");
        page.getByText("Show as table").click();
        PlaywrightAssertions.assertThat(page.locator("vaadin-grid")).isVisible();
        PlaywrightAssertions.assertThat(page.locator("vaadin-grid-cell-content")
                        .getByText("2.668", new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.locator("vaadin-grid-cell-content").allInnerTexts())
                .as("epochs count from 1")
                .contains("Epoch", "1")
                .doesNotContain(Double.toString(2.5 + 0.2 * Math.sin(1)));
        ABrowser.keep(page, "chart-table");
    }

    @Test
    void no_label_is_cut_off_or_over_another_whatever_the_width_and_the_run() {
        for (var width : List.of(1280, 700, 360)) {
            var page = visit(ColorScheme.LIGHT, width);
            eventually(page, "train", 200);
            assertThat(readable(page)).as("%d px", width).contains("Epoch 1", "Best 0.500");
            press(page, "Running");
            eventually(page, "train", 4);
            assertThat(readable(page))
                    .as(
                            "the axis ends at the last step there will be, and an untrained start is not the best: %d px",
                            width)
                    .contains("60", "Epoch 1")
                    .noneMatch(text -> text.startsWith("Best") || text.equals("Loss"));
            ABrowser.keep(page, "chart-running-" + width);
            press(page, "Go on");
            eventually(page, "train", 60);
            assertThat(readable(page))
                    .as("%d px", width)
                    .contains("Best 0.145", "Cancelled", "Resumed", "↑ up to 4.943 at the start")
                    .doesNotContain("Epoch 4");
            ABrowser.keep(page, "chart-ended-" + width);
            press(page, "Spike");
            eventually(page, "train", 40);
            assertThat(readable(page))
                    .as("a jump is shown whole")
                    .contains("15")
                    .noneMatch(text -> text.startsWith("↑"));
            page.context().close();
        }
    }

    @Test
    void a_step_is_read_off_by_pointer_and_by_key_with_the_digits_a_person_reads() {
        var page = visit(ColorScheme.DARK, 1280);
        eventually(page, "train", 200);
        press(page, "Running");
        press(page, "Go on");
        eventually(page, "train", 60);
        if (!"pitchpipe-loss-plot".equals(plot(page).evaluate("plot => plot.localName"))) {
            plot(page).hover();
            PlaywrightAssertions.assertThat(
                            plot(page).locator(".highcharts-tooltip").first())
                    .containsText(Pattern.compile("Step \\d+.*Epoch \\d · Training 0\\.\\d{3}", Pattern.DOTALL));
            return;
        }
        var readout = page.locator(".loss-plot-readout");
        var area = page.locator(".loss-plot-area");
        PlaywrightAssertions.assertThat(readout).hasText("Step 60Epoch 3Training 0.366Held-out 0.145");
        area.focus();
        area.press("Home");
        PlaywrightAssertions.assertThat(readout).hasText("Step 0Before trainingHeld-out 4.943");
        area.press("End");
        for (var i = 0; i < 20; i++) {
            area.press("ArrowLeft");
        }
        PlaywrightAssertions.assertThat(readout).hasText("Step 40Epoch 2Training 0.374Held-out 0.412");
        area.press("ArrowRight");
        PlaywrightAssertions.assertThat(readout).hasText("Step 41Epoch 3Training 0.374");
        PlaywrightAssertions.assertThat(area).hasAttribute("aria-valuetext", "Step 41, Epoch 3, Training 0.374");
        var box = area.boundingBox();
        page.mouse().move(box.x + box.width - 22, box.y + 100);
        PlaywrightAssertions.assertThat(readout).containsText("Step 60");
        assertThat(page.evaluate("() => getComputedStyle(document.querySelector('.loss-plot-readout')).fontFamily"))
                .isEqualTo(page.evaluate("() => getComputedStyle(document.body).fontFamily"));
        assertThat(readout.boundingBox().y + readout.boundingBox().height)
                .as("what is read off covers no line")
                .isLessThanOrEqualTo(box.y);
        ABrowser.keep(page, "chart-readout-dark");
    }

    @Test
    void a_range_is_zoomed_into_and_left_again() {
        var page = visit(ColorScheme.LIGHT, 1280);
        eventually(page, "train", 200);
        var vaadin = "vaadin-chart".equals(plot(page).evaluate("plot => plot.localName"));
        var box = (vaadin ? plot(page) : page.locator(".loss-plot-area")).boundingBox();
        page.mouse().move(box.x + box.width * 0.5, box.y + box.height / 2);
        page.mouse().down();
        page.mouse().move(box.x + box.width * 0.9, box.y + box.height / 2, new Mouse.MoveOptions().setSteps(5));
        page.mouse().up();
        var reset = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Reset zoom"));
        PlaywrightAssertions.assertThat(reset).isVisible();
        ABrowser.keep(page, "chart-zoomed");
        if (!vaadin) {
            page.waitForCondition(() -> drawn(page).getOrDefault("train", 100) < 100);
            assertThat(readable(page)).contains("Epoch 3", "Epoch 4").doesNotContain("Epoch 1", "200");
            press(page, "Append five");
            page.waitForCondition(
                    () -> String.valueOf(page.locator(".loss-chart-stage").getAttribute("aria-label"))
                            .contains("205"));
            assertThat(drawn(page).get("train"))
                    .as("it stays zoomed while the run goes on")
                    .isLessThan(100);
        }
        reset.click();
        PlaywrightAssertions.assertThat(reset).isHidden();
        eventually(page, "train", vaadin ? 200 : 205);
    }

    @Test
    void the_curve_is_saved_as_an_image_and_with_every_digit_as_csv() throws IOException {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var page = visit(scheme, 1280);
            eventually(page, "train", 200);
            var image = page.waitForDownload(
                    () -> page.getByTestId("loss-chart-png").click());
            assertThat(image.suggestedFilename()).isEqualTo("tickets-more-loss.png");
            var picture = ImageIO.read(image.path().toFile());
            assertThat(picture.getWidth()).isGreaterThan(1200);
            assertThat(picture.getHeight()).isGreaterThan(500);
            var corner = new Color(picture.getRGB(2, 2));
            assertThat(corner.getRed() > 128)
                    .as("the ground of the theme in use")
                    .isEqualTo(scheme == ColorScheme.LIGHT);
            assertThat(inked(picture, 20, 70)).as("the title").isGreaterThan(100);
            assertThat(inked(picture, 90, 140)).as("the legend").isGreaterThan(100);
            assertThat(inked(picture, 200, picture.getHeight())).as("the curve").isGreaterThan(1000);
            Files.copy(
                    image.path(),
                    Path.of(
                            "target",
                            "screenshots",
                            "chart-saved-" + scheme.name().toLowerCase(Locale.ROOT) + ".png"),
                    StandardCopyOption.REPLACE_EXISTING);
            page.context().close();
        }
        var page = visit(ColorScheme.LIGHT, 1280);
        eventually(page, "train", 200);
        press(page, "Five thousand");
        drawsBetween(page, 900, 5000);
        var csv = page.waitForDownload(() -> page.getByTestId("loss-chart-csv").click());
        assertThat(csv.suggestedFilename()).isEqualTo("tickets-more-loss.csv");
        var lines = Files.readAllLines(csv.path());
        assertThat(lines)
                .hasSize(5_001)
                .startsWith("step,epoch,training_loss,held_out_loss", "1,1," + (2.5 + 0.05 * Math.sin(1)) + ",");
        assertThat(lines.get(50)).startsWith("50,1,").endsWith(",0.99");
    }

    /** How many pixels of these rows have another colour than the corner. */
    private static int inked(BufferedImage picture, int from, int to) {
        var ground = picture.getRGB(2, 2);
        var count = 0;
        for (var y = from; y < to; y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                count += picture.getRGB(x, y) == ground ? 0 : 1;
            }
        }
        return count;
    }

    /** Every text that the plot drew; each within it, and none over another. */
    private static List<String> readable(Page page) {
        // A painting may still be on its way.
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        @SuppressWarnings("unchecked")
        var labels = (List<Map<String, Object>>) plot(page).evaluate(LABELS);
        for (var i = 0; i < labels.size(); i++) {
            var one = labels.get(i);
            assertThat(number(one, "x")).as("%s", one).isGreaterThanOrEqualTo(0);
            assertThat(number(one, "y")).as("%s", one).isGreaterThanOrEqualTo(0);
            assertThat(number(one, "x") + number(one, "width"))
                    .as("%s", one)
                    .isLessThanOrEqualTo(number(one, "across") + 0.5);
            for (var other : labels.subList(i + 1, labels.size())) {
                assertThat(overlap(one, other)).as("%s over %s", one, other).isFalse();
            }
        }
        return labels.stream().map(label -> String.valueOf(label.get("text"))).toList();
    }

    /** A pixel of each side is leading, not letter. */
    private static boolean overlap(Map<String, Object> one, Map<String, Object> other) {
        return number(one, "x") + number(one, "width") - 1 > number(other, "x")
                && number(other, "x") + number(other, "width") - 1 > number(one, "x")
                && number(one, "y") + number(one, "height") - 2 > number(other, "y")
                && number(other, "y") + number(other, "height") - 2 > number(one, "y");
    }

    private static double number(Map<String, Object> label, String name) {
        return ((Number) Objects.requireNonNull(label.get(name), name)).doubleValue();
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
