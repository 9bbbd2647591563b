package io.pitchpipe.journey;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Chromium under Playwright, and where its screenshots go: {@code target/screenshots}. */
public final class ABrowser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Generous: it is waited for in vain only where something is broken. */
    private static final double PATIENCE_MS = 120_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    private final Playwright playwright = Playwright.create();
    private final Browser browser;
    private final List<String> blocked = new CopyOnWriteArrayList<>();

    public ABrowser() {
        var options = new BrowserType.LaunchOptions()
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
        var installed = System.getenv("PITCHPIPE_CHROMIUM");
        if (installed != null && !installed.isBlank()) {
            options.setExecutablePath(Path.of(installed));
        } else if (Files.isExecutable(Path.of("/usr/bin/chromium"))) {
            options.setExecutablePath(Path.of("/usr/bin/chromium"));
        }
        browser = playwright.chromium().launch(options);
    }

    /** A person at a desk: a session of its own, 1280 × 860, light. */
    public Page person() {
        return context(1280, 860, ColorScheme.LIGHT).newPage();
    }

    /** A person whose browser and machine speak German, who writes a comma before decimals. */
    public Page german() {
        return context(
                        1280,
                        860,
                        ColorScheme.LIGHT,
                        new Browser.NewContextOptions().setLocale("de-DE").setTimezoneId("Europe/Berlin"))
                .newPage();
    }

    /** A person on a slow line: 100 kB a second, and 400 ms until anything comes. */
    public Page onASlowLine() {
        var page = person();
        var line = page.context().newCDPSession(page);
        var conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 400);
        conditions.addProperty("downloadThroughput", 100_000);
        conditions.addProperty("uploadThroughput", 50_000);
        line.send("Network.enable");
        line.send("Network.emulateNetworkConditions", conditions);
        return page;
    }

    /** A session of its own with the given window. */
    public BrowserContext context(int width, int height, ColorScheme scheme) {
        return context(width, height, scheme, new Browser.NewContextOptions());
    }

    private BrowserContext context(int width, int height, ColorScheme scheme, Browser.NewContextOptions options) {
        var context = browser.newContext(options.setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setAcceptDownloads(true));
        context.setDefaultTimeout(PATIENCE_MS);
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                blocked.add(message.text());
            }
        });
        return context;
    }

    /** Keeps what the page shows as {@code target/screenshots/name.png}. */
    public static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** In every journey: the policy of the pages must not stand in the way of what is on them. */
    @Override
    public void close() {
        playwright.close();
        if (!blocked.isEmpty()) {
            throw new AssertionError("The content security policy blocked something of ours: " + blocked);
        }
    }
}
