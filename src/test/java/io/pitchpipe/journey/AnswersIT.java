package io.pitchpipe.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.pitchpipe.testing.RawHttp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real server answers, header by header, to a browser and to what is no browser; and what it does with pages that have to go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersIT {

    private PortalProcess portal;
    private ABrowser browser;
    private Person ada;
    private final List<Response> seen = new ArrayList<>();
    private Path data;

    @BeforeAll
    void a_portal_and_its_first_user(@TempDir Path folder) {
        data = folder.resolve("data");
        portal = new PortalProcess(
                        data,
                        "--pitchpipe.embedded.enabled=false",
                        "--pitchpipe.trusted-proxies=10.99.0.0/16",
                        "--pitchpipe.metrics-token=a-token-for-scrapes")
                .start();
        browser = new ABrowser();
        ada = new Person(browser.person(), portal, "ada@example.org");
        ada.page.onResponse(seen::add);
        ada.setsUp("Ada Lovelace", "Atlas");
    }

    @AfterAll
    void leave() {
        if (portal != null) {
            portal.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    private static void carriesTheHeaders(String what, Map<String, String> headers) {
        assertThat(headers)
                .as(what)
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("referrer-policy", "same-origin")
                .containsKey("permissions-policy")
                .containsKey("cache-control")
                .hasEntrySatisfying(
                        "content-security-policy",
                        policy -> assertThat(policy)
                                .contains("frame-ancestors 'none'")
                                .contains("default-src")
                                .doesNotContain("http", "*", "script-src 'self' 'unsafe-inline'"));
    }

    @Test
    void every_answer_that_a_browser_gets_on_its_way_through_the_portal_carries_the_headers() {
        for (var path :
                List.of("/", "/datasets", "/models", "/playground", "/activity", "/team", "/admin", "/nowhere")) {
            ada.goesTo(path);
        }
        ada.goesTo("/datasets/new");
        ada.button("Take the sample").click();
        ada.page.waitForURL(Pattern.compile(".*/datasets/[0-9a-f-]{36}.*"));
        var download = ada.page.waitForDownload(
                () -> ada.page.getByText("JSON lines").first().click());
        assertThat(download.path()).isNotEmptyFile();
        ada.page.waitForTimeout(1_000);
        var kinds = new ArrayList<String>();
        for (var response : seen) {
            if (response.url().startsWith(portal.url("/"))) {
                var headers = response.allHeaders();
                if (!headers.isEmpty() && response.status() != 101) {
                    carriesTheHeaders(response.status() + " " + response.url(), headers);
                    kinds.add(response.request().resourceType());
                }
            }
        }
        assertThat(kinds).contains("document", "script", "stylesheet");
        assertThat(seen)
                .filteredOn(response -> response.url().contains("/VAADIN/build/"))
                .as("what never changes is kept by the browser")
                .allSatisfy(response ->
                        assertThat(response.allHeaders().get("cache-control")).contains("max-age"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/setup?token=x",
                "/invite/x",
                "/datasets",
                "/?v-r=init&location=login",
                "/?v-r=uidl&v-uiId=0",
                "/?v-r=heartbeat&v-uiId=0",
                "/VAADIN/push",
                "/VAADIN/dynamic/resource/0/x/y",
                "/VAADIN/nothing.js",
                "/portal/styles/tokens.css",
                "/portal/nothing.css",
                "/aura/aura.css",
                "/favicon.ico",
                "/error",
                "/actuator/health",
                "/actuator/health/readiness",
                "/actuator/prometheus",
                "/actuator/env",
                "/nowhere",
                "/login;pitchpipe=0123",
                "/..;/login",
                "/%2e%2e/login",
                "/a%00b",
                "/login?%",
                "/\"<script>",
                "/h2-console"
            })
    void answers_to_whoever_has_not_signed_in_carry_the_headers(String path) throws Exception {
        var answer =
                RawHttp.ask(portal.port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n");
        carriesTheHeaders("GET " + path + " -> " + answer.status(), answer.headers());
        assertThat(answer.headers().getOrDefault("location", "")).doesNotContain(";pitchpipe=");
        assertThat(answer.text()).doesNotContain("Exception", "\tat ", "Whitelabel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: evil.example\r\n",
                "GET / HTTP/1.1\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nContent-Length: 0\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n",
                "GET /<> HTTP/1.1\r\nHost: localhost\r\n",
                "GET / HTTP/1.1\r\nHost: local host\r\n",
                "BREW /login HTTP/1.1\r\nHost: localhost\r\n",
                "TRACE / HTTP/1.1\r\nHost: localhost\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n",
            })
    void what_is_refused_or_malformed_is_answered_with_the_headers_too(String request) throws Exception {
        var answer = RawHttp.ask(portal.port(), request);
        carriesTheHeaders(request, answer.headers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: evil.example",
                "Forwarded: host=evil.example",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Port: 666",
                "X-Forwarded-Prefix: //evil.example",
                "X-Original-URL: //evil.example"
            })
    void no_header_of_a_stranger_gets_into_a_location(String header) throws Exception {
        var answer = RawHttp.ask(portal.port(), "GET /datasets HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers().get("location")).isEqualTo("/login");
    }

    @Test
    void the_link_that_sets_the_instance_up_names_its_real_port_and_is_in_no_log_file() throws Exception {
        assertThat(portal.setupLink()).startsWith(portal.url("/setup?token="));
        assertThat(Files.readString(data.resolve("logs").resolve("portal.log")))
                .isNotBlank()
                .doesNotContain("token=");
    }

    @Test
    void signing_in_by_a_post_from_nowhere_signs_nobody_in() throws Exception {
        var body = "username=ada%40example.org&password=" + ada.password().replace(" ", "+");
        var answer = RawHttp.ask(
                portal.port(),
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                        + body.length() + "\r\n",
                body);
        assertThat(answer.headers().get("location")).isEqualTo("/login?again");
    }

    @Test
    void garbage_of_strangers_leaves_no_stack_traces_in_the_log() throws Exception {
        for (var each = 0; each < 3; each++) {
            RawHttp.begin(
                    portal.port(),
                    "GET /VAADIN/push?v-r=push&X-Atmosphere-Framework=3.1 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
            RawHttp.ask(
                    portal.port(),
                    "POST /?v-r=uidl&v-uiId=0 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n",
                    "{}");
        }
        assertThat(portal.output().lines().filter(line -> line.startsWith("\tat ")))
                .isEmpty();
    }

    private Page bobJoins() {
        var link = ada.invitesAViewer();
        var bob = new Person(browser.person(), portal, "bob" + System.nanoTime() + "@example.org");
        bob.joinsBy(link, "Bob");
        bob.goesTo("/datasets");
        return bob.page;
    }

    @Test
    void a_page_whose_access_ended_leaves_and_says_why_and_an_invitation_leads_on_to_the_team() {
        var bob = bobJoins();
        ada.goesTo("/team");
        ada.button("Remove Bob").click();
        ada.page
                .locator("vaadin-confirm-dialog vaadin-button")
                .filter(new Locator.FilterOptions().setHasText("Remove Bob"))
                .click();
        bob.getByText("You are no longer a member of the team").first().waitFor();
        // The address loses what it said of the reason a moment after the reason is shown.
        bob.waitForURL(portal.url("/"));
        assertThat(bob.content()).doesNotContain("Atlas");
        ABrowser.keep(bob, "answers-removed");

        ada.goesTo("/admin/log");
        assertThat(ada.page.locator("main").innerText())
                .doesNotContain("Access denied")
                .contains("Signed in");
        ABrowser.keep(ada.page, "answers-log");

        bob.navigate(ada.invitesAViewer());
        bob.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Join Atlas"))
                .click();
        bob.waitForURL(portal.url("/"));
        bob.getByText("Atlas").first().waitFor();
    }
}
