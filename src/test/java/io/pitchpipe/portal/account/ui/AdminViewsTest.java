package io.pitchpipe.portal.account.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.portal.account.AdminService;
import io.pitchpipe.portal.audit.AuditLogs;
import io.pitchpipe.portal.audit.AuditSeals;
import io.pitchpipe.portal.audit.LogCheck;
import io.pitchpipe.testing.PortalTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class AdminViewsTest extends PortalTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private JdbcClient jdbc;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private AdminService admin;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private AuditSeals seals;

    @ParameterizedTest
    @ValueSource(strings = {"admin", "admin/teams", "admin/instance", "admin/log"})
    void administration_is_refused_to_everyone_else(String route) {
        signIn(newTeam());
        UI.getCurrent().navigate(route);
        assertThat($(H1.class).single().getText()).isEqualTo("Your role does not allow this");
    }

    @Test
    void a_user_is_found_by_address_and_the_search_is_in_the_url() {
        var user = newUser();
        signIn(newAdmin().id());
        UI.getCurrent().navigate("admin", com.vaadin.flow.router.QueryParameters.simple(Map.of("q", user.email())));
        await(() -> $(Span.class).withText(user.name()).exists());
        assertThat($(TextField.class).withAriaLabel("Name or e-mail").single().getValue())
                .isEqualTo(user.email());
    }

    @Test
    void a_user_is_listed_with_their_teams_and_their_last_sign_in() {
        var team = newTeam();
        var user = team.owner();
        signIn(newAdmin().id());
        UI.getCurrent().navigate("admin", com.vaadin.flow.router.QueryParameters.simple(Map.of("q", user.email())));
        await(() -> $(Span.class).withText(team.team().name()).exists());
        assertThat($(Span.class).withText("No sign-in recorded").exists()).isTrue();
        jdbc.sql("update app_user set last_sign_in_at = created_at where id = ?")
                .param(user.id().value())
                .update();
        UI.getCurrent().navigate("admin/teams");
        UI.getCurrent().navigate("admin", com.vaadin.flow.router.QueryParameters.simple(Map.of("q", user.email())));
        await(() -> $(Span.class).withText("last sign-in ").exists());
    }

    @Test
    void nobody_found_is_said() {
        signIn(newAdmin().id());
        UI.getCurrent().navigate("admin", com.vaadin.flow.router.QueryParameters.simple(Map.of("q", "nobody at all")));
        await(() -> $(Span.class)
                .withText("No user matches. Try part of a name or address.")
                .exists());
    }

    @Test
    void the_place_gets_another_name() {
        signIn(newAdmin().id());
        UI.getCurrent().navigate("admin/instance");
        test($(TextField.class).single()).setValue("Lighthouse");
        test($(Button.class).withText("Save the name").single()).click();
        await(() -> $(Span.class).withText("Saved.").exists());
        signOut();
        UI.getCurrent().navigate("login");
        assertThat($(H1.class).single().getText()).isEqualTo("Sign in to Lighthouse");
    }

    @Test
    void the_place_says_how_its_tuning_server_is() {
        signIn(newAdmin().id());
        UI.getCurrent().navigate("admin/instance");
        assertThat($(H2.class).all().stream().map(H2::getText))
                .containsExactly("Tuning server", "Dataset storage", "Room for datasets");
        assertThat($(Span.class).withText("Switched off").exists()).isTrue();
    }

    @Test
    void the_team_of_a_stranger_s_bookmark_is_not_there() {
        signIn(newUser().id());
        UI.getCurrent().navigate("team");
        assertThat($(H1.class).single().getText()).isEqualTo("You are in no team yet");
        UI.getCurrent().navigate("activity");
        assertThat($(H1.class).single().getText()).isEqualTo("You are in no team yet");
    }

    @Test
    void the_log_of_a_team_is_filtered_by_url() {
        signIn(newTeam());
        UI.getCurrent().navigate("activity", com.vaadin.flow.router.QueryParameters.simple(Map.of("kind", "member")));
        assertThat(getCurrentView()).isInstanceOf(ActivityView.class);
        UI.getCurrent()
                .navigate(
                        "activity",
                        com.vaadin.flow.router.QueryParameters.simple(Map.of("kind", "';--", "before", "x")));
        assertThat(getCurrentView()).isInstanceOf(ActivityView.class);
    }

    @Test
    void the_log_is_checked_at_the_press_of_a_button_and_a_changed_entry_is_named() {
        signIn(newAdmin().id());
        admin.renameInstance("Check the log");
        var entry = jdbc.sql("select max(id) from audit_entry where subject = 'Check the log'")
                .query(Long.class)
                .single();
        AuditLogs.sealAll(seals);
        UI.getCurrent().navigate("admin/log");
        check();
        await(() -> said("as written."));
        assertThat(said("Last seal: number ")).isTrue();
        assertThat($(Div.class).withClassName("pp-note").exists()).isTrue();
        jdbc.sql("update audit_entry set subject = 'Nothing' where id = ?")
                .param(entry)
                .update();
        try {
            check();
            await(() -> $(ListItem.class).all().stream()
                    .anyMatch(range -> range.getText().contains("an entry or its seal was changed")));
            assertThat(said("as written.")).isFalse();
            assertThat($(Div.class).withClassName("pp-error-panel").exists()).isTrue();
        } finally {
            jdbc.sql("update audit_entry set subject = 'Check the log' where id = ?")
                    .param(entry)
                    .update();
        }
    }

    @Test
    void what_is_newer_than_the_last_seal_is_said() {
        var now = Instant.parse("2026-11-30T12:00:00Z");
        var fine = new LogCheck(
                12, Optional.of(now.minusSeconds(700)), 3, "abc", List.of(), 0, 2, Optional.of(now.minusSeconds(61)));
        assertThat(new LogCheckPanel(fine, now).getElement().getTextRecursively())
                .contains("All 12 entries up to 2026-11-30 11:48:20 UTC are as written.")
                .contains("2 entries of the last 2 minutes are not sealed yet.")
                .contains("Last seal: number 3, abc.");
        var late = new LogCheckPanel(fine, now.plusSeconds(7_200));
        assertThat(late.getElement().getTextRecursively()).contains("have not been sealed for more than an hour");
        assertThat(late.hasClassName("pp-error-panel")).isTrue();
    }

    private void check() {
        test($(Button.class).withText("Check the log").single()).click();
    }

    private boolean said(String part) {
        return $(Paragraph.class).all().stream()
                .anyMatch(paragraph -> paragraph.getText().contains(part));
    }
}
