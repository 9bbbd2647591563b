package io.pitchpipe.portal.account.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.portal.account.internal.SettingRepository;
import io.pitchpipe.portal.account.internal.Tokens;
import io.pitchpipe.testing.PortalTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The first start, on a database of its own; one test, because the way leads only forward. */
@TestPropertySource(
        properties = "spring.datasource.url=jdbc:h2:mem:setup-test;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
                + "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1")
class SetupViewTest extends PortalTest {

    @Autowired
    SettingRepository settings;

    @Override
    protected boolean startsSetUp() {
        return false;
    }

    private String title() {
        return $(H1.class).single().getText();
    }

    private void open(String token) {
        UI.getCurrent().navigate("setup", QueryParameters.simple(Map.of("token", token)));
    }

    @Test
    void the_instance_is_set_up_by_the_link_from_the_terminal_and_only_once() {
        UI.getCurrent().navigate("login");
        assertThat(title()).isEqualTo("Use the link from the terminal");
        assertThat(getCurrentView().getElement().getTextRecursively())
                .as("the address is the one that this page was asked for at")
                .contains("It looks like http://127.0.0.1:8080/setup?token=… ");
        open("guessed");
        assertThat(title()).isEqualTo("This link does not work");

        var token = Tokens.create();
        settings.set(SettingRepository.SETUP_TOKEN, Tokens.digest(token));
        open(token);
        assertThat(title()).isEqualTo("Set up Pitchpipe");
        test($(TextField.class).withLabel("Instance name").single()).setValue("  ");
        test($(PasswordField.class).single()).setValue("too short");
        test($(TextField.class).withLabel("Project number").single()).setValue("0");
        var finish = $(Button.class).withText("Finish set-up").single();
        test(finish).click();
        await(finish::isEnabled);
        assertThat(wrong())
                .as("all at once, each at its field")
                .containsExactlyInAnyOrder(
                        "Instance name: Enter a name for this instance.",
                        "Your name: Enter your name.",
                        "E-mail: Enter an e-mail address, such as ada@example.org.",
                        "Password: Too short: use at least 12 characters.",
                        "Team name: Enter a name for the team.",
                        "Project number: A project number has digits only, 19 at most. Leave it empty to get one.");
        assertThat($(PasswordField.class).single().getValue())
                .as("what was typed stays")
                .isEqualTo("too short");
        assertThat(scripts()).as("the focus goes to the first").anyMatch(script -> script.contains("focus"));

        test($(TextField.class).withLabel("Instance name").single()).setValue("Harbour");
        test($(TextField.class).withLabel("Your name").single()).setValue("Ada");
        test($(EmailField.class).single()).setValue("ada@example.org");
        test($(PasswordField.class).single()).setValue("adaadaadaada");
        test($(TextField.class).withLabel("Team name").single()).setValue("Atlas");
        test($(TextField.class).withLabel("Project number").single()).setValue("");
        assertThat(wrong()).as("what was changed is not said to be wrong").isEmpty();
        test(finish).click();
        await(finish::isEnabled);
        assertThat(wrong()).singleElement().asString().contains("easy to guess");

        test($(PasswordField.class).single()).setValue("seven-lanterns-drift-home");
        test(finish).click();
        await(() -> finish.getText().equals("Signing you in …"));
        assertThat(finish.isEnabled()).as("nothing is sent twice").isFalse();
        assertThat(scripts())
                .as("the browser signs in by the page's own way")
                .anyMatch(script -> script.contains("form.action = 'login'"));

        open(token);
        assertThat(title()).isEqualTo("Sign in to Harbour");
    }

    private List<String> wrong() {
        return Stream.<TextFieldBase<?, ?>>concat(
                        $(TextField.class).all().stream(),
                        Stream.concat($(EmailField.class).all().stream(), $(PasswordField.class).all().stream()))
                .filter(TextFieldBase::isInvalid)
                .map(field -> field.getLabel() + ": " + field.getErrorMessage())
                .toList();
    }

    /** What the browser is asked to run with the next answer. */
    private static List<String> scripts() {
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .map(pending -> pending.getInvocation().getExpression())
                .toList();
    }
}
