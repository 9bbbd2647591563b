package io.pitchpipe.portal.backend.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.pitchpipe.genapi.Model;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.BackendTrouble;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.ConnectionService;
import io.pitchpipe.portal.backend.Credential;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Where the team's models are taught and prompted. Owners point it elsewhere, after trying it; a key that was saved is never shown again. */
final class ConnectionPanel extends Div {

    private static final long serialVersionUID = 1L;

    private static final int NAMED = 5;

    private final transient ConnectionService connections;
    private final TeamId team;
    private final boolean owner;
    private final Div outcome = new Div();
    private final TextField address = new TextField();
    private final PasswordField key = new PasswordField();

    /** An address and a key as typed. */
    private record Typed(URI baseUrl, Credential credential) {}

    ConnectionPanel(ConnectionService connections, TeamId team, boolean owner) {
        this.connections = connections;
        this.team = team;
        this.owner = owner;
        addClassName("pp-stack");
        outcome.getElement().setAttribute("aria-live", "polite");
        show();
    }

    private void show() {
        removeAll();
        removeClassName("pp-card");
        var info = connections.find(team);
        add(new Paragraph(words(info)));
        if (!owner) {
            return;
        }
        var change = new Button(getTranslation("connection.change"), click -> form());
        change.setTestId("connection-change");
        var actions = new Div(change);
        actions.addClassName("pp-actions");
        if (info.filter(now -> now.kind() == Connection.Kind.REMOTE).isPresent()) {
            actions.add(new Button(getTranslation("connection.useEmbedded"), click -> useEmbedded()));
        }
        add(actions, outcome);
    }

    private String words(Optional<ConnectionService.Info> info) {
        return info.map(now -> now.baseUrl() == null
                        ? getTranslation("connection.embedded")
                        : getTranslation("connection.remote", now.baseUrl().toString()))
                .orElseGet(() -> getTranslation("connection.none"));
    }

    private void form() {
        removeAll();
        addClassName("pp-card");
        outcome.removeAll();
        address.setLabel(getTranslation("connection.address"));
        address.setHelperText(getTranslation("connection.address.help"));
        address.setPlaceholder("https://");
        address.setMaxLength(500);
        address.setValueChangeMode(ValueChangeMode.LAZY);
        address.addValueChangeListener(change -> address.setHelperText(getTranslation(
                inTheClear(change.getValue()) ? "connection.address.clear" : "connection.address.help")));
        address.setWidthFull();
        address.setManualValidation(true);
        address.setTestId("connection-address");
        key.setLabel(getTranslation("connection.key"));
        key.setHelperText(getTranslation("connection.key.help"));
        key.setMaxLength(Credential.MAX_LENGTH);
        key.setRevealButtonVisible(false);
        key.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.OFF);
        key.setWidthFull();
        key.setManualValidation(true);
        key.setTestId("connection-key");
        var test = new Button(getTranslation("connection.test"), click -> test());
        test.setTestId("connection-test");
        var save = new Button(getTranslation("connection.save"), click -> save());
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.setTestId("connection-save");
        var back = new Button(getTranslation("connection.cancel"), click -> cancel());
        var actions = new Div(back, test, save);
        actions.addClassName("pp-actions");
        var fields = new Div(address, key);
        fields.addClassName("pp-form");
        add(fields, actions, outcome);
        address.focus();
    }

    private void cancel() {
        key.clear();
        outcome.removeAll();
        show();
    }

    private Optional<Typed> typed() {
        address.setInvalid(false);
        key.setInvalid(false);
        URI url;
        try {
            url = Connection.baseUrl(address.getValue());
        } catch (IllegalArgumentException unusable) {
            address.setErrorMessage(getTranslation("connection.address.wrong"));
            address.setInvalid(true);
            return Optional.empty();
        }
        try {
            return Optional.of(new Typed(url, new Credential(key.getValue().strip())));
        } catch (IllegalArgumentException unusable) {
            key.setErrorMessage(getTranslation("connection.key.wrong"));
            key.setInvalid(true);
            return Optional.empty();
        }
    }

    /** Whether a key sent there could be read on the way. */
    static boolean inTheClear(String typed) {
        try {
            var url = Connection.baseUrl(typed);
            return "http".equalsIgnoreCase(url.getScheme())
                    && !Set.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
        } catch (IllegalArgumentException notYet) {
            return false;
        }
    }

    private void test() {
        typed().ifPresent(now -> call(() -> connections.test(team, now.baseUrl(), now.credential()), this::found));
    }

    private void found(List<Model> models) {
        var names = models.stream()
                .filter(Model::tunable)
                .limit(NAMED)
                .map(model -> model.displayName() == null ? String.valueOf(model.name()) : model.displayName())
                .toList();
        outcome.add(new Paragraph(
                names.isEmpty()
                        ? getTranslation("connection.tested.none", models.size())
                        : getTranslation("connection.tested", models.size(), String.join(", ", names))));
    }

    private void save() {
        typed().ifPresent(now -> call(
                () -> {
                    connections.pointTo(team, now.baseUrl(), now.credential());
                    return true;
                },
                done -> {
                    key.clear();
                    address.clear();
                    show();
                    Notifications.succeeded(getTranslation("connection.saved"));
                }));
    }

    private void useEmbedded() {
        call(
                () -> {
                    connections.useEmbedded(team);
                    return true;
                },
                done -> {
                    show();
                    Notifications.succeeded(getTranslation("connection.saved"));
                });
    }

    private <T> void call(Callable<T> work, java.util.function.Consumer<T> then) {
        outcome.removeAll();
        ViewTask.call(work).then(then).otherwise(this::failed).start(this);
    }

    private void failed(Exception failure) {
        outcome.add(ErrorPanel.of(
                getTranslation("connection.failed"),
                failure instanceof ApiFailure known ? BackendTrouble.refused(known) : failure));
    }
}
