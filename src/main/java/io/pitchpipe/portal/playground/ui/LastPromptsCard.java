package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.HomeCard;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.AskedPrompt.Answered;
import io.pitchpipe.portal.playground.Ending;
import io.pitchpipe.portal.playground.PromptService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Home: what this person asked last, and what the last column answered. */
@org.springframework.stereotype.Component
class LastPromptsCard implements HomeCard {

    private static final int MAX_SHOWN = 3;

    private final PromptService prompts;

    LastPromptsCard(PromptService prompts) {
        this.prompts = prompts;
    }

    @Override
    public String titleKey() {
        return "playground.home";
    }

    @Override
    public int order() {
        return 25;
    }

    @Override
    public Component create(TeamId team) {
        var rows = new Rows();
        prompts.history(team, "", 0, MAX_SHOWN).forEach(asked -> rows.add(row(asked)));
        rows.setVisible(rows.getComponentCount() > 0);
        return rows;
    }

    @StyleSheet("context://portal/styles/playground.css")
    private static final class Rows extends UnorderedList {

        private static final long serialVersionUID = 1L;

        Rows() {
            addClassName("pp-rows");
        }
    }

    private static ListItem row(AskedPrompt asked) {
        var last = asked.answers().isEmpty() ? null : asked.answers().getLast();
        var prompt = Links.to(route(last), line(asked.prompt()));
        prompt.addClassName("pp-ellipsis");
        prompt.getElement().setAttribute("dir", "auto");
        var main = new Div(prompt);
        main.addClassName("pp-row-main");
        if (last != null) {
            var answer = new Span(line(last.answer()) + (last.ending() == Ending.CUT ? " …" : ""));
            answer.addClassNames("pp-secondary", "pp-ellipsis");
            answer.getElement().setAttribute("dir", "auto");
            main.add(answer);
        }
        var model = new Span(last == null ? "" : last.modelName());
        model.addClassNames("pp-secondary", "pp-small", "pp-ellipsis", "playground-last-model");
        var time = Formats.time(asked.at());
        time.addClassNames("pp-secondary", "pp-small");
        var row = new ListItem(main, model, time);
        row.addClassName("pp-row");
        return row;
    }

    private static String route(@org.jspecify.annotations.Nullable Answered last) {
        return last == null
                ? "playground"
                : "playground?model=" + URLEncoder.encode(last.modelKey(), StandardCharsets.UTF_8);
    }

    /** As one line; as much as can be seen of it. */
    private static String line(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= 200 ? line : line.substring(0, line.offsetByCodePoints(0, 200));
    }
}
