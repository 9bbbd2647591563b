package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.account.ActivityService;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Links;
import java.util.ArrayList;
import java.util.List;

/** Deeds as sentences: who, what, to what, when; and the way to older ones. */
final class AuditRows extends Div {

    private static final long serialVersionUID = 1L;

    /**
     * @param lines one more than {@code page} where there are older ones
     * @param olderRoute the route of the older ones, up to where the id of the last line shown is put
     */
    AuditRows(List<ActivityService.Line> lines, int page, String olderRoute) {
        addClassName("pp-stack");
        if (lines.isEmpty()) {
            add(new EmptyState("history", getTranslation("activity.none"), getTranslation("activity.none.text")));
            return;
        }
        var shown = lines.subList(0, Math.min(page, lines.size()));
        var list = new UnorderedList();
        list.addClassName("pp-rows");
        for (var line : shown) {
            var entry = line.entry();
            var facts = new ArrayList<Component>(List.of(
                    new Span(line.actor().orElseGet(() -> getTranslation("activity.nobody"))),
                    Formats.time(entry.at())));
            entry.detail().map(Span::new).ifPresent(facts::add);
            list.add(Rows.plain(word(entry.action(), entry.subject()), Rows.facts(facts.toArray(Component[]::new))));
        }
        add(list);
        if (lines.size() > page) {
            add(new Div(Links.button(olderRoute + shown.getLast().entry().id(), getTranslation("activity.older"))));
        }
    }

    /** The sentence for an action; one the bundle does not know is shown as it is. */
    private static String word(String action, String subject) {
        var key = "activity.action." + action;
        var sentence = I18NProvider.translate(key, subject);
        return sentence.contains(key) ? action + ": " + subject : sentence;
    }
}
