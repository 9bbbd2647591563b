package io.pitchpipe.portal.backend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.genapi.Model;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.ConnectionService;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SuppressWarnings("NullAway.Init")
class ConnectionPanelTests extends TuningTest {

    @Autowired
    private Connections connections;

    @Autowired
    private ConnectionService service;

    private void open() {
        UI.getCurrent().navigate("team");
        roundTrip();
    }

    private String panel() {
        return $(ConnectionPanel.class).single().getElement().getTextRecursively();
    }

    private void type(String address, String key) {
        test($(Button.class).withTestId("connection-change").single()).click();
        test($(TextField.class).withTestId("connection-address").single()).setValue(address);
        test($(PasswordField.class).withTestId("connection-key").single()).setValue(key);
    }

    @Test
    void an_owner_tests_and_saves_another_backend_and_never_sees_the_key_again() {
        backend.models = List.of(new Model(
                "models/big", null, "1", "Big one", "", 1, 1, List.of("createTunedModel"), null, null, null, null));
        var team = newTeam();
        signIn(team);
        connections.of(team.id());
        open();
        type("https://tuning.example", "canary-key");
        test($(Button.class).withTestId("connection-test").single()).click();
        await(() -> panel().contains("Big one"));
        assertThat(connections.of(team.id()).kind()).isEqualTo(Connection.Kind.EMBEDDED);
        test($(Button.class).withTestId("connection-save").single()).click();
        await(() -> panel().contains("https://tuning.example"));
        assertThat(connections.of(team.id()).baseUrl()).isEqualTo(URI.create("https://tuning.example"));
        assertThat(connections.of(team.id()).credential().reveal()).isEqualTo("canary-key");
        assertThat(panel()).doesNotContain("canary-key");
        assertThat(service.find(team.id()).toString()).doesNotContain("canary-key");
    }

    @Test
    void what_does_not_work_is_not_saved() {
        var team = newTeam();
        signIn(team);
        connections.of(team.id());
        open();
        type("https://tuning.example", "wrong");
        backend.failNext(new ApiFailure.Unauthenticated("no"));
        test($(Button.class).withTestId("connection-save").single()).click();
        await(() -> $(ErrorPanel.class).exists());
        assertThat(connections.of(team.id()).kind()).isEqualTo(Connection.Kind.EMBEDDED);
    }

    @Test
    void an_address_that_is_none_is_said_at_its_field() {
        var team = newTeam();
        signIn(team);
        open();
        type("ftp://tuning.example", "key");
        test($(Button.class).withTestId("connection-test").single()).click();
        assertThat($(TextField.class).withTestId("connection-address").single().isInvalid())
                .isTrue();
    }

    @Test
    void others_see_where_it_points_and_change_nothing() {
        var team = newTeam();
        signIn(team);
        connections.of(team.id());
        signIn(newMember(team.id(), Role.EDITOR).id());
        open();
        assertThat(panel()).contains("built-in tuning server");
        assertThat($(Button.class).withTestId("connection-change").exists()).isFalse();
    }

    @Test
    void an_address_without_encryption_is_said_before_it_is_saved_and_one_on_this_machine_is_not() {
        var team = newTeam();
        signIn(team);
        connections.of(team.id());
        open();
        type("http://tuning.example", "key");
        var address = $(TextField.class).withTestId("connection-address").single();
        assertThat(address.getHelperText()).contains("no encryption");

        test(address).setValue("http://localhost:8090");
        assertThat(address.getHelperText()).doesNotContain("no encryption");
        test(address).setValue("https://tuning.example");
        assertThat(address.getHelperText()).doesNotContain("no encryption");
    }
}
