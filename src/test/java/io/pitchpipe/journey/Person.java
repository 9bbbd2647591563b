package io.pitchpipe.journey;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForURLOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at a browser, and what people do with the portal, in their words. */
final class Person {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

    final Page page;
    private final PortalProcess portal;
    private final String email;
    private final String password;

    Person(Page page, PortalProcess portal, String email) {
        this(page, portal, email, "a passphrase for " + UUID.randomUUID());
    }

    private Person(Page page, PortalProcess portal, String email, String password) {
        this.page = page;
        this.portal = portal;
        this.email = email;
        this.password = password;
    }

    String password() {
        return password;
    }

    /** The same person at another browser. */
    Person at(Page elsewhere) {
        return new Person(elsewhere, portal, email, password);
    }

    /** The same person at another browser, before another portal. */
    Person at(Page elsewhere, PortalProcess other) {
        return new Person(elsewhere, other, email, password);
    }

    /** Opens the set-up link of a fresh instance and becomes its administrator and first owner. */
    Person setsUp(String name, String team) {
        page.navigate(portal.setupLink());
        field("Your name").fill(name);
        field("E-mail").fill(email);
        field("Password").fill(password);
        field("Team name").fill(team);
        ABrowser.keep(page, "01-set-up");
        var before = session();
        button("Finish set-up").click();
        arrivesSignedIn(before);
        return this;
    }

    /** At home, in a session with another id than the one that anybody could have given this browser before. */
    private void arrivesSignedIn(String before) {
        page.waitForURL(portal.url("/"));
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile("^Hello, ")))
                .waitFor();
        if (session().equals(before)) {
            throw new AssertionError("The session kept its id when somebody signed in");
        }
    }

    private String session() {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("pitchpipe"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElse("");
    }

    Person signsIn() {
        page.navigate(portal.url("/login"));
        field("E-mail").fill(email);
        field("Password").fill(password);
        button("Sign in").click();
        page.waitForURL(url -> !url.contains("/login"), new WaitForURLOptions());
        return this;
    }

    void signsOut() {
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("^You")))
                .click();
        page.locator("vaadin-menu-bar-item")
                .filter(new Locator.FilterOptions().setHasText("Sign out"))
                .last()
                .click();
        page.waitForURL(url -> url.contains("/login"), new WaitForURLOptions());
    }

    /** As administrator: makes a team, and stays in it as its owner. */
    void makesATeam(String name) {
        goesTo("/admin/teams");
        field("Team name").fill(name);
        button("Create team").click();
        page.getByText(name).first().waitFor();
    }

    void switchesTo(String team) {
        goesTo("/");
        var switcher =
                page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("switch team")));
        switcher.click();
        page.locator("vaadin-menu-bar-item")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile(team + "[\\s\\S]*project")))
                .last()
                .click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Team " + team + ": switch team"))
                .waitFor();
    }

    /** @return the project number that the Team view shows */
    String readsTheProjectNumber() {
        goesTo("/team");
        var text = page.getByText(Pattern.compile("Project \\d+")).first().textContent();
        var digits = Pattern.compile("\\d{6,}").matcher(text);
        if (!digits.find()) {
            throw new AssertionError("No project number in: " + text);
        }
        return digits.group();
    }

    /** @return the link that lets one person join the team of the moment as a viewer */
    String invitesAViewer() {
        goesTo("/team");
        button("Invite").click();
        button("Create link").click();
        return field("Invitation link").inputValue();
    }

    void joinsBy(String link, String name) {
        page.navigate(link);
        field("Your name").fill(name);
        field("E-mail").fill(email);
        field("Password").fill(password);
        var before = session();
        button("Create account and join").click();
        arrivesSignedIn(before);
    }

    void goesTo(String path) {
        page.navigate(portal.url(path));
        page.locator("main").first().waitFor();
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .locator("visible=true")
                .first();
    }

    Locator button(String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .locator("visible=true")
                .first();
    }

    /** The id of the dataset or model that the address names. */
    String idInTheAddress() {
        Matcher matcher = ID.matcher(page.url());
        if (!matcher.find()) {
            throw new AssertionError("No id in " + page.url());
        }
        return matcher.group();
    }
}
