package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.pitchpipe.portal.account.TypedEmail;
import io.pitchpipe.portal.design.Viewer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/** Signing in; the form posts to Spring Security's filter, past the UI. */
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
class LoginView extends PlainPage implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final LoginForm form = new LoginForm();
    private final Paragraph ended = new Paragraph(getTranslation("account.login.ended"));
    private final transient Viewer viewer;

    LoginView(Viewer viewer) {
        this.viewer = viewer;
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(texts("account.login.error"));
        var help = new Paragraph(getTranslation("account.login.help"));
        help.addClassNames("pp-secondary", "pp-small");
        ended.addClassName("pp-note");
        ended.getElement().setAttribute("role", "status");
        ended.setVisible(wasEnded());
        show(getTranslation("account.login.title", viewer.instanceName()), "", ended, form, help);
    }

    /** Whether the session before this page was ended from elsewhere; asking forgets it. */
    private static boolean wasEnded() {
        var request = VaadinRequest.getCurrent();
        var cookies = request == null ? null : request.getCookies();
        var told = cookies != null
                && Arrays.stream(cookies).anyMatch(cookie -> cookie.getName().equals(AccountNavigation.ENDED));
        var response = VaadinResponse.getCurrent();
        // Beside the cookies that are set already, of the session and of the page's token.
        if (told && response instanceof VaadinServletResponse servlet) {
            servlet.addHeader(
                    HttpHeaders.SET_COOKIE,
                    AccountNavigation.endedIsSaid(request.getContextPath()).toString());
        }
        return told;
    }

    private LoginI18n texts(String errorKey) {
        var texts = LoginI18n.createDefault();
        texts.getForm().setTitle("");
        texts.getForm().setUsername(getTranslation("account.field.email"));
        texts.getForm().setPassword(getTranslation("account.field.password"));
        texts.getForm().setSubmit(getTranslation("account.login.submit"));
        texts.getErrorMessage().setUsername(getTranslation("account.login.email.missing"));
        texts.getErrorMessage().setPassword(getTranslation("account.login.password.missing"));
        texts.getErrorMessage().setTitle(getTranslation(errorKey + ".title"));
        texts.getErrorMessage().setMessage(getTranslation(errorKey + ".text"));
        return texts;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        if (viewer.person().isPresent()) {
            entering.forwardTo("");
            return;
        }
        var parameters = entering.getLocation().getQueryParameters().getParameters();
        if (parameters.containsKey("ended")) {
            ended.setVisible(true);
        }
        Stream.of("wait", "fault", "again", "error")
                .filter(parameters::containsKey)
                .findFirst()
                .ifPresent(why -> {
                    form.setI18n(texts("account.login." + why));
                    form.setError(true);
                    Optional.ofNullable(VaadinServletRequest.getCurrent())
                            .flatMap(request -> TypedEmail.take(request.getHttpServletRequest()))
                            .filter(typed -> !typed.isEmpty())
                            .ifPresent(this::fillIn);
                });
    }

    /** Only the password is to be typed again. */
    private void fillIn(String email) {
        form.getElement().executeJs("""
                        const fill = tries => {
                          const email = this.querySelector('#vaadinLoginUsername');
                          const password = this.querySelector('#vaadinLoginPassword');
                          if (email && password) {
                            email.value = $0;
                            setTimeout(() => password.focus());
                          } else if (tries > 0) {
                            setTimeout(() => fill(tries - 1), 20);
                          }
                        };
                        fill(100);""", email);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("account.login.pageTitle");
    }
}
