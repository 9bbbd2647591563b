package io.pitchpipe.portal.embedded.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.InstancePanel;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.portal.design.StatusBadge.Tone;
import io.pitchpipe.portal.embedded.EmbeddedServer;
import io.pitchpipe.portal.embedded.EmbeddedStatus;

/** How the embedded tuning server is, since when, and what to do where something is wrong. */
@org.springframework.stereotype.Component
class ServerPanel implements InstancePanel {

    private final EmbeddedServer server;

    ServerPanel(EmbeddedServer server) {
        this.server = server;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Component create() {
        var status = server.status();
        var key = "embedded.state." + status.state().name();
        var head = new Div(new StatusBadge(tone(status.state()), text(key)), Formats.time(status.since()));
        head.addClassName("pp-badge-line");
        var card = new Div(head, new Paragraph(text(key + ".text")));
        card.addClassName("pp-card");
        if (!status.detail().isEmpty()) {
            card.add(new Paragraph(status.detail()));
        }
        if (!status.engine().isEmpty()) {
            card.add(secondary(I18NProvider.translate("embedded.engine", status.engine())));
        }
        server.current()
                .ifPresent(
                        address -> card.add(secondary(I18NProvider.translate("embedded.address", address.toString()))));
        var section = new Section(new H2(text("embedded.title")), card);
        section.addClassName("pp-section");
        return section;
    }

    private static Tone tone(EmbeddedStatus.State state) {
        return switch (state) {
            case READY -> Tone.GOOD;
            case STARTING -> Tone.RUNNING;
            case RESTARTING -> Tone.CAUTION;
            case ENGINE_UNAVAILABLE -> Tone.BAD;
            case OFF, STOPPED -> Tone.STOPPED;
        };
    }

    private static Paragraph secondary(String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassNames("pp-secondary", "pp-small");
        return paragraph;
    }

    private static String text(String key) {
        return I18NProvider.translate(key);
    }
}
