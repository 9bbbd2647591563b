package io.pitchpipe.portal.account.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.testing.PortalTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginViewTest extends PortalTest {

    @Test
    void it_says_where_one_signs_in_and_posts_to_the_filter() {
        UI.getCurrent().navigate("login");
        assertThat($(H1.class).single().getText()).startsWith("Sign in to ");
        assertThat($(LoginForm.class).single().getAction()).isEqualTo("login");
        assertThat($(LoginForm.class).single().isError()).isFalse();
    }

    @Test
    void a_failed_attempt_is_explained_without_saying_what_was_wrong() {
        UI.getCurrent().navigate("login", QueryParameters.simple(Map.of("error", "")));
        assertThat($(LoginForm.class).single().isError()).isTrue();
        assertThat(texts()).contains("Check the e-mail address and the password, then try again.");
    }

    @Test
    void who_failed_too_often_is_told_to_wait() {
        UI.getCurrent().navigate("login", QueryParameters.simple(Map.of("wait", "")));
        assertThat(texts()).contains("Too many attempts from here");
    }

    @Test
    void who_is_signed_in_already_goes_home() {
        signIn(newTeam());
        UI.getCurrent().navigate("login");
        assertThat(getCurrentView()).isInstanceOf(HomeView.class);
    }

    @Test
    void who_is_not_signed_in_sees_no_team() {
        UI.getCurrent().navigate("team");
        assertThat(getCurrentView()).isInstanceOf(LoginView.class);
    }

    private String texts() {
        return String.valueOf($(LoginForm.class).single().getElement().getPropertyRaw("i18n"));
    }
}
