package io.pitchpipe.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.pitchpipe.portal.account.AdminService;
import io.pitchpipe.portal.account.TypedEmail;
import io.pitchpipe.portal.account.User;
import io.pitchpipe.testing.PortalFixtures;
import io.pitchpipe.testing.PortalTest;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Spring Security's filters as they stand before the servlets. */
class PortalSecurityTest extends PortalTest {

    @Autowired
    WebApplicationContext application;

    @Autowired
    AdminService admin;

    @Autowired
    JdbcClient jdbc;

    private MockMvc mvc;

    @BeforeEach
    void filters() {
        mvc = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
    }

    private static MockHttpServletRequestBuilder signIn(User user, String password) {
        return post("/login")
                .param("username", user.email())
                .param("password", password)
                .with(csrf());
    }

    private MockHttpSession session(User user) throws Exception {
        var session = new MockHttpSession();
        mvc.perform(signIn(user, PortalFixtures.PASSWORD).session(session)).andExpect(status().is3xxRedirection());
        return session;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/datasets", "/models/1", "/admin", "/activity", "/nowhere", "/actuator/env", "/h2-console"
            })
    void who_has_not_signed_in_is_sent_to_the_sign_in_page(String path) throws Exception {
        mvc.perform(get(path)).andExpect(status().is3xxRedirection()).andExpect(redirectedUrl("/login"));
    }

    @Test
    void only_health_is_shown_of_the_actuator() throws Exception {
        mvc.perform(get("/actuator/health"))
                .andExpect(
                        result -> assertThat(result.getResponse().getStatus()).isIn(200, 503))
                .andExpect(result ->
                        assertThat(result.getResponse().getContentAsString()).doesNotContain("components", "details"));
    }

    @Test
    void signing_in_changes_the_session_s_id() throws Exception {
        var user = newUser();
        var session = new MockHttpSession();
        var before = session.getId();
        mvc.perform(signIn(user, PortalFixtures.PASSWORD).session(session)).andExpect(redirectedUrl("/"));
        assertThat(session.getId()).isNotEqualTo(before);
    }

    @Test
    void a_wrong_password_and_an_unknown_user_look_the_same() throws Exception {
        var user = newUser();
        mvc.perform(signIn(user, "wrong").with(from("10.1.0.1"))).andExpect(redirectedUrl("/login?error"));
        mvc.perform(post("/login")
                        .param("username", "nobody@example.org")
                        .param("password", "wrong")
                        .with(csrf())
                        .with(from("10.1.0.1")))
                .andExpect(redirectedUrl("/login?error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.5", "10.1.0.6"})
    void the_address_that_was_typed_waits_for_the_page_whether_it_has_an_account_or_not(String from) throws Exception {
        var known = from.endsWith("5");
        var email = known ? newUser().email() : "nobody@example.org";
        var session = new MockHttpSession();
        mvc.perform(post("/login")
                .session(session)
                .param("username", " " + email)
                .param("password", "wrong")
                .with(csrf())
                .with(from(from)));
        var next = new MockHttpServletRequest();
        next.setSession(session);
        assertThat(TypedEmail.take(next)).contains(email);
        assertThat(TypedEmail.take(next)).as("once").isEmpty();
    }

    @Test
    void guessing_on_is_told_to_wait_and_others_at_the_same_address_get_in() throws Exception {
        var user = newUser();
        for (var attempt = 0; attempt < 20; attempt++) {
            mvc.perform(signIn(newUser(), "wrong").with(from("10.1.0.2"))).andExpect(redirectedUrl("/login?error"));
        }
        for (var attempt = 0; attempt < 5; attempt++) {
            mvc.perform(signIn(user, "guess").with(from("10.1.0.2"))).andExpect(redirectedUrl("/login?error"));
        }
        mvc.perform(signIn(user, PortalFixtures.PASSWORD).with(from("10.1.0.2")))
                .andExpect(redirectedUrl("/login?wait"));
        mvc.perform(signIn(newUser(), PortalFixtures.PASSWORD).with(from("10.1.0.2")))
                .andExpect(redirectedUrl("/"));
    }

    @Test
    void a_forwarded_address_of_a_stranger_is_not_believed() throws Exception {
        for (var attempt = 0; attempt < 20; attempt++) {
            mvc.perform(
                    signIn(newUser(), "wrong").with(from("10.1.0.4")).header("X-Forwarded-For", "1.2.3." + attempt));
        }
        var user = newUser();
        for (var attempt = 0; attempt < 6; attempt++) {
            mvc.perform(signIn(user, "wrong").with(from("10.1.0.4")).header("X-Forwarded-For", "9.9.9." + attempt));
        }
        mvc.perform(signIn(user, PortalFixtures.PASSWORD).with(from("10.1.0.4")).header("X-Forwarded-For", "8.8.8.8"))
                .andExpect(redirectedUrl("/login?wait"));
    }

    @Test
    void signing_in_without_the_token_of_the_page_signs_nobody_in() throws Exception {
        var user = newUser();
        var session = new MockHttpSession();
        mvc.perform(post("/login")
                        .session(session)
                        .param("username", user.email())
                        .param("password", PortalFixtures.PASSWORD))
                .andExpect(redirectedUrl("/login?again"));
        mvc.perform(get("/datasets").session(session)).andExpect(redirectedUrl("/login"));
        mvc.perform(signIn(user, PortalFixtures.PASSWORD)).andExpect(redirectedUrl("/"));
    }

    @Test
    void no_parameter_leads_elsewhere_after_signing_in() throws Exception {
        mvc.perform(signIn(newUser(), PortalFixtures.PASSWORD)
                        .param("continue", "https://evil.example")
                        .param("redirect", "//evil.example"))
                .andExpect(redirectedUrl("/"));
    }

    @Test
    void the_session_of_a_disabled_user_ends_with_its_next_request() throws Exception {
        var user = newUser();
        var session = session(user);
        assertThat(passes("/datasets", session)).isTrue();
        signIn(newAdmin().id());
        admin.setEnabled(user.id(), false);
        signOut();
        assertThat(passes("/datasets", session)).isFalse();
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void who_was_signed_out_by_a_new_password_is_told_so_where_they_sign_in_again() throws Exception {
        var user = newUser();
        var session = session(user);
        signIn(newAdmin().id());
        admin.resetPassword(user.id());
        signOut();
        try (var thread = Executors.newSingleThreadExecutor()) {
            assertThat(thread.submit(() -> mvc.perform(get("/datasets").session(session))
                                    .andReturn()
                                    .getResponse()
                                    .getHeader("Set-Cookie"))
                            .get())
                    .startsWith("pitchpipe-session-ended=1")
                    .contains("HttpOnly");
        }
        assertThat(mvc.perform(get("/datasets")).andReturn().getResponse().getHeader("Set-Cookie"))
                .as("of one who never signed in")
                .isNull();
    }

    /**
     * Whether the request gets past the filters, to Vaadin's servlet: there is none here, which is how one can tell. On a thread of
     * its own, as requests are: this one has the UI of the test, whose identity would count.
     */
    private boolean passes(String path, MockHttpSession session) throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            return thread.submit(() -> {
                        try {
                            mvc.perform(get(path).session(session));
                            return false;
                        } catch (ServletException arrived) {
                            assertThat(arrived).hasMessageContaining("No servlet with name");
                            return true;
                        }
                    })
                    .get();
        }
    }

    private static org.springframework.test.web.servlet.request.RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    @Test
    void signing_in_and_out_are_on_record_with_who_it_was() throws Exception {
        var user = newUser();
        mvc.perform(post("/logout").session(session(user)).with(csrf())).andExpect(status().is3xxRedirection());

        assertThat(jdbc.sql("select action from audit_entry where subject = ? order by id")
                        .param(user.email())
                        .query(String.class)
                        .list())
                .containsExactly("signin.succeeded", "signin.ended");
    }

    @Test
    void a_sign_in_of_yesterday_has_ended_however_much_it_was_used_since() throws Exception {
        var session = session(newUser());
        assertThat(passes("/datasets", session)).isTrue();
        session.setAttribute("io.pitchpipe.signed-in-at", Instant.now().minus(Duration.ofHours(25)));
        assertThat(passes("/datasets", session)).isFalse();
        assertThat(session.isInvalid()).isTrue();
    }
}
