package io.pitchpipe.portal.account.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.testing.PortalTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class AdminViewsTest extends PortalTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private JdbcClient jdbc;

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
}
