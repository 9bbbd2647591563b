package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Search over what the features offer, and over the pages themselves; Ctrl or Cmd K opens it from anywhere. */
final class SearchBox extends Div {

    private static final long serialVersionUID = 1L;

    private static final int PER_SOURCE = 6;

    private record Page(String key, String route, String icon) {}

    private static final List<Page> PAGES = List.of(
            new Page("design.search.teach", "teach", "graduation-cap"),
            new Page("design.search.upload", "datasets/new", "upload"),
            new Page("design.nav.home", "", "house"),
            new Page("design.nav.datasets", "datasets", "database"),
            new Page("design.nav.models", "models", "boxes"),
            new Page("design.nav.playground", "playground", "messages-square"),
            new Page("design.nav.activity", "activity", "activity"),
            new Page("design.nav.team", "team", "users"),
            new Page("design.user.account", "account", "user"));

    private final transient CurrentTeam currentTeam;
    private final transient List<SearchSource> sources;
    private final Dialog dialog = new Dialog();
    private final TextField field = new TextField();
    private final Div results = new Div();
    private String asked = "";

    SearchBox(CurrentTeam currentTeam, List<SearchSource> sources) {
        this.currentTeam = currentTeam;
        this.sources = sources;
        addClassName("pp-search");
        var hint = new Span(getTranslation("design.search.key"));
        hint.addClassName("pp-kbd");
        var words = new Span(getTranslation("design.search"));
        words.addClassName("pp-search-words");
        var face = new Div(Icons.of("search"), words, hint);
        face.addClassName("pp-search-face");
        var open = new Button(face, click -> open());
        open.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        open.setAriaLabel(getTranslation("design.search.open"));
        open.addClassName("pp-search-button");
        add(open);
        prepareDialog();
        Shortcuts.addShortcutListener(this, this::open, Key.KEY_K, KeyModifier.CONTROL)
                .listenOn(UI.getCurrent());
        Shortcuts.addShortcutListener(this, this::open, Key.KEY_K, KeyModifier.META)
                .listenOn(UI.getCurrent());
    }

    private void prepareDialog() {
        dialog.addClassName("pp-search-dialog");
        dialog.getElement().setAttribute("aria-label", getTranslation("design.search"));
        dialog.setWidth("min(560px, 94vw)");
        field.setPlaceholder(getTranslation("design.search.placeholder"));
        field.setAriaLabel(getTranslation("design.search"));
        field.setPrefixComponent(Icons.of("search"));
        field.setWidthFull();
        field.setMaxLength(100);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(180);
        field.addValueChangeListener(change -> look(change.getValue()));
        results.addClassName("pp-search-results");
        results.getElement().setAttribute("aria-live", "polite");
        dialog.add(field, results);
    }

    private void open() {
        field.clear();
        look("");
        dialog.open();
        field.focus();
    }

    private void look(String text) {
        asked = text.strip();
        var needle = asked.toLowerCase(Locale.ROOT);
        var pages = PAGES.stream()
                .map(page -> new SearchSource.Hit(
                        page.icon(),
                        getTranslation(page.key()),
                        () -> getTranslation("design.search.page"),
                        page.route()))
                .filter(hit -> hit.title().toLowerCase(Locale.ROOT).contains(needle))
                .toList();
        show(pages);
        var team = currentTeam.find();
        if (needle.isEmpty() || team.isEmpty()) {
            return;
        }
        var question = asked;
        var id = team.get().id();
        ViewTask.call(() -> {
                    var hits = new ArrayList<SearchSource.Hit>();
                    for (var source : sources) {
                        hits.addAll(source.find(id, question, PER_SOURCE));
                    }
                    return hits;
                })
                .then(hits -> {
                    if (question.equals(asked)) {
                        hits.addAll(pages);
                        show(hits);
                    }
                })
                .start(this);
    }

    private void show(List<SearchSource.Hit> hits) {
        results.removeAll();
        for (var hit : hits) {
            var title = new Span(hit.title());
            title.addClassName("pp-ellipsis");
            var detail = new Span(hit.detail().get());
            detail.addClassName("pp-secondary");
            var link = new Anchor(hit.route(), Icons.of(hit.icon()), title, detail);
            link.getElement().setAttribute("router-link", true);
            link.addClassName("pp-search-hit");
            link.getElement().addEventListener("click", click -> dialog.close());
            results.add(link);
        }
        if (hits.isEmpty()) {
            results.add(new Paragraph(getTranslation("design.search.none")));
        }
    }
}
