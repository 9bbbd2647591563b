package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.Confirm;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.PromptService;
import java.util.function.Consumer;

/** What this person asked before, a page at a time; choosing one puts it back, answers and settings and all. */
final class HistoryPanel extends Section {

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 20;

    private final transient PromptService prompts;
    private final TeamId team;
    private final transient Consumer<AskedPrompt> recall;
    private final transient Runnable cleared;
    private final Div content = new Div();
    private int shown = PAGE;

    /**
     * @param recall called with a prompt that is to be put back
     * @param cleared called when all is deleted
     */
    HistoryPanel(PromptService prompts, TeamId team, Consumer<AskedPrompt> recall, Runnable cleared) {
        this.prompts = prompts;
        this.team = team;
        this.recall = recall;
        this.cleared = cleared;
        addClassName("playground-history");
        getElement().setAttribute("aria-label", getTranslation("playground.history"));
        content.addClassName("pp-stack");
        add(new H2(getTranslation("playground.history")), content);
        load();
    }

    void load() {
        content.removeAll();
        var asked = prompts.history(team, "", 0, Math.min(50, shown));
        if (asked.isEmpty()) {
            var nothing = new Paragraph(getTranslation("playground.history.empty"));
            nothing.addClassName("pp-secondary");
            content.add(nothing);
            return;
        }
        var list = new UnorderedList();
        list.addClassName("playground-asked");
        asked.forEach(prompt -> list.add(new ListItem(entry(prompt))));
        content.add(list);
        if (asked.size() == shown && shown < 50) {
            content.add(new Button(getTranslation("playground.history.more"), click -> {
                shown += PAGE;
                load();
            }));
        }
        var clear = new Button(
                getTranslation("playground.history.clear"),
                click -> Confirm.ask(
                        getTranslation("playground.history.clear.title"),
                        getTranslation("playground.history.clear.text"),
                        getTranslation("playground.history.clear"),
                        this::clear));
        clear.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        content.add(clear);
    }

    private void clear() {
        prompts.forget(team);
        shown = PAGE;
        load();
        cleared.run();
    }

    private Button entry(AskedPrompt prompt) {
        var text = new Span(prompt.prompt().strip());
        text.addClassName("pp-ellipsis");
        var time = Formats.time(prompt.at());
        time.addClassNames("pp-secondary", "pp-small");
        var face = new Div(text, time);
        face.addClassName("playground-asked-face");
        var button = new Button(face, click -> recall.accept(prompt));
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        button.setAriaLabel(getTranslation("playground.history.recall", shortened(prompt.prompt())));
        return button;
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 80 ? text : text.substring(0, text.offsetByCodePoints(0, 80));
    }
}
