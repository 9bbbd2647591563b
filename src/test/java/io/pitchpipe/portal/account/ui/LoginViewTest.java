package io.pitchpipe.portal.account.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinServletRequest;
import io.pitchpipe.portal.account.TypedEmail;
import io.pitchpipe.testing.PortalTest;
import java.util.List;
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
        assertThat(texts()).contains("Wrong e-mail or password");
    }

    @Test
    void who_failed_too_often_is_told_to_wait() {
        UI.getCurrent().navigate("login", QueryParameters.simple(Map.of("wait", "")));
        assertThat(texts()).contains("Too many attempts");
    }

    @Test
    void the_address_of_a_failed_attempt_is_filled_in_again_once() {
        var request = VaadinServletRequest.getCurrent().getHttpServletRequest();
        request.getSession(true);
        TypedEmail.remember(request, "ada@example.org");
        UI.getCurrent().navigate("login", QueryParameters.simple(Map.of("error", "")));
        assertThat(filledIn()).containsExactly("ada@example.org");
        UI.getCurrent().navigate("team");
        UI.getCurrent().navigate("login", QueryParameters.simple(Map.of("error", "")));
        assertThat(filledIn()).isEmpty();
    }

    private static List<Object> filledIn() {
        UI.getCurrent().getInternals().getStateTree().runExecutionsBeforeClientResponse();
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .map(pending -> pending.getInvocation())
                .filter(script -> script.getExpression().contains("vaadinLoginUsername"))
                .map(script -> script.getParameters().getFirst())
                .toList();
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
