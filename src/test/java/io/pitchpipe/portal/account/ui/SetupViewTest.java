package io.pitchpipe.portal.account.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.portal.account.internal.SettingRepository;
import io.pitchpipe.portal.account.internal.Tokens;
import io.pitchpipe.testing.PortalTest;
import java.util.Map;
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
        test($(TextField.class).withLabel("Name of this place").single()).setValue("Harbour");
        test($(TextField.class).withLabel("Your name").single()).setValue("Ada");
        test($(EmailField.class).single()).setValue("ada@example.org");
        test($(PasswordField.class).single()).setValue("adaadaadaada");
        test($(TextField.class).withLabel("Name of the team").single()).setValue("Atlas");
        var finish = $(Button.class).withText("Finish set-up").single();
        test(finish).click();
        await(() -> $(Paragraph.class).withTextContaining("easy to guess").exists());

        test($(PasswordField.class).single()).setValue("seven-lanterns-drift-home");
        await(finish::isEnabled);
        test(finish).click();
        await(() -> title().equals("All set"));

        open(token);
        assertThat(title()).isEqualTo("Sign in to Harbour");
    }
}
