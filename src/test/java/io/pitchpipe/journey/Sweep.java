package io.pitchpipe.journey;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at views as three people would: at a desk by day, at night, and on a telephone of 360 px. Each look is kept as a screenshot; what
 * axe calls serious or critical, what makes a page wider than its window, type that is not of the scale, and a second main button, is a complaint.
 */
final class Sweep {

    private static final Set<String> TOO_BAD = Set.of("serious", "critical");

    /** Every text on the page whose computed size or weight is none of the type scale's, once for each kind of element. */
    private static final String OFF_THE_SCALE = """
            () => {
              const sizes = ['12px', '13px', '14px', '20px'], weights = ['400', '500', '600'], found = new Set();
              const walk = (root) => {
                for (const element of root.querySelectorAll('*')) {
                  if (element.shadowRoot) walk(element.shadowRoot);
                  const said = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
                  if (!said || element instanceof SVGElement || /^(style|script|title)$/.test(element.localName) || !element.getClientRects().length) continue;
                  const { fontSize, fontWeight } = getComputedStyle(element);
                  if (!sizes.includes(fontSize) || !weights.includes(fontWeight)) {
                    const host = element.getRootNode().host;
                    found.add(`${fontSize}/${fontWeight} at ${host ? host.localName + ' ' : ''}${element.localName}.${element.className}`);
                  }
                }
              };
              walk(document.body);
              return [...found];
            }
            """;

    /** How many buttons stand out as the one thing to do. */
    private static final String PRIMARY = """
            () => {
              const probe = document.createElement('div');
              document.body.append(probe);
              probe.style.background = 'var(--pp-accent)';
              const accent = getComputedStyle(probe).backgroundColor;
              probe.remove();
              return [...document.querySelectorAll('main .pp-button-primary, main vaadin-button[theme~="primary"]')].filter(
                (button) => button.getClientRects().length && getComputedStyle(button).backgroundColor === accent,
              ).length;
            }
            """;

    private record Look(String name, int width, int height, ColorScheme scheme) {}

    private static final List<Look> LOOKS = List.of(
            new Look("light", 1280, 860, ColorScheme.LIGHT),
            new Look("dark", 1280, 860, ColorScheme.DARK),
            new Look("narrow", 360, 740, ColorScheme.LIGHT));

    private final ABrowser browser;
    private final PortalProcess portal;

    Sweep(ABrowser browser, PortalProcess portal) {
        this.browser = browser;
        this.portal = portal;
    }

    /**
     * @param whose the person who is signed in there looks
     * @param views what each view is called, and its path
     * @return one complaint per view, look and finding; empty when all is well
     */
    List<String> complaints(BrowserContext whose, Map<String, String> views) {
        var complaints = new ArrayList<String>();
        for (var look : LOOKS) {
            try (var context = browser.context(look.width(), look.height(), look.scheme())) {
                context.addCookies(whose.cookies());
                var page = context.newPage();
                views.forEach((name, path) -> {
                    page.navigate(portal.url(path));
                    settle(page);
                    ABrowser.keep(page, "view-" + name + "-" + look.name());
                    complaints(page).forEach(complaint -> complaints.add(name + ", " + look.name() + ": " + complaint));
                });
            }
        }
        return complaints;
    }

    /**
     * What moves when one goes from tab to tab of one thing, on a window as wide as they come.
     *
     * @param tabs the paths of its tabs
     * @return one complaint for each tab whose title or tabs stand elsewhere than those of the first
     */
    List<String> jumps(BrowserContext whose, List<String> tabs) {
        var complaints = new ArrayList<String>();
        try (var context = browser.context(1920, 900, ColorScheme.LIGHT)) {
            context.addCookies(whose.cookies());
            var page = context.newPage();
            var places = new LinkedHashMap<String, String>();
            for (var path : tabs) {
                page.navigate(portal.url(path));
                settle(page);
                var title = page.locator("main h1").first().boundingBox();
                var nav = page.locator("main .pp-tabs").first().boundingBox();
                places.put(
                        path,
                        Math.round(title.x) + "," + Math.round(title.y) + " and " + Math.round(nav.x) + ","
                                + Math.round(nav.y));
            }
            var first = places.get(tabs.getFirst());
            places.forEach((path, place) -> {
                if (!place.equals(first)) {
                    complaints.add(path + ": title and tabs at " + place + ", on the first tab at " + first);
                }
            });
        }
        return complaints;
    }

    /** What is still loading shows skeletons; nothing is judged before they have gone. */
    private static void settle(Page page) {
        page.waitForLoadState(LoadState.DOMCONTENTLOADED);
        page.locator("main h1, h1").first().waitFor();
        page.waitForCondition(() -> page.locator(".pp-skeleton").count() == 0);
        page.waitForTimeout(400);
    }

    private static List<String> complaints(Page page) {
        var found = new ArrayList<String>();
        var beyond = ((Number)
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
        if (beyond > 0) {
            found.add("wider than the window by " + beyond + " px");
        }
        var offTheScale = (List<?>) page.evaluate(OFF_THE_SCALE);
        offTheScale.forEach(type -> found.add("type " + type));
        var primary = ((Number) page.evaluate(PRIMARY)).intValue();
        if (primary > 1) {
            found.add(primary + " main buttons");
        }
        new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> TOO_BAD.contains(rule.getImpact()))
                        .map(rule -> rule.getId() + " at "
                                + rule.getNodes().getFirst().getTarget())
                        .forEach(found::add);
        return found;
    }
}
