package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetRows;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.Row;
import io.pitchpipe.portal.dataset.RowMatches;
import io.pitchpipe.portal.dataset.StorageAwayException;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.portal.design.Formats;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Rows of a version, a page at a time, however many there are; those that are held out of teaching by default say so. */
final class RowGrid extends Grid<Row> {

    private static final long serialVersionUID = 1L;

    /** Characters of a cell; the side panel has the whole text. */
    private static final int CELL = 300;

    private final transient DatasetRows rows;
    private final TeamId team;
    private final transient Consumer<StorageAwayException> away;
    /** Of the rows fetched so far. */
    private final Set<Long> heldOut = new HashSet<>();

    /** @param away told, under the session's lock, that a page could not be had */
    RowGrid(DatasetRows rows, TeamId team, Consumer<StorageAwayException> away) {
        this.rows = rows;
        this.team = team;
        this.away = away;
        addClassName("dataset-grid");
        addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        setPageSize(50);
        getElement().setAttribute("aria-label", getTranslation("dataset.tab.rows"));
        addColumn(number())
                .setHeader(getTranslation("dataset.rows.number"))
                .setAutoWidth(false)
                .setWidth("5.5rem")
                .setFlexGrow(0)
                .setPartNameGenerator(row -> "dataset-number");
        addColumn(text(row -> row.example().input()))
                .setHeader(getTranslation("dataset.example.input"))
                .setFlexGrow(3);
        addColumn(text(row -> row.example().output()))
                .setHeader(getTranslation("dataset.example.output"))
                .setFlexGrow(2);
        setSelectionMode(SelectionMode.MULTI);
    }

    private LitRenderer<Row> number() {
        return LitRenderer.<Row>of("${item.number}<div class=\"dataset-held-out\">${item.mark}</div>")
                .withProperty("number", row -> Formats.number(row.number()))
                .withProperty("mark", row -> heldOut.contains(row.number()) ? getTranslation("dataset.split.row") : "");
    }

    /** Text as text, in its own reading direction; Lit never takes it for markup. */
    private static LitRenderer<Row> text(ValueProvider<Row, String> value) {
        return LitRenderer.<Row>of("<span dir=\"auto\" class=\"dataset-cell\">${item.text}</span>")
                .withProperty("text", row -> cut(value.apply(row)));
    }

    private static String cut(String text) {
        var cut = text.codePointCount(0, text.length()) <= CELL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, CELL)) + "…";
        return DatasetText.withoutBlankLines(cut);
    }

    /** Gives the focus back to the cell that had it last. */
    void focusRow() {
        getElement().executeJs("this.shadowRoot?.querySelector('#items [tabindex=\"0\"]')?.focus()");
    }

    void showAll(DatasetVersion version) {
        clear();
        setItems(
                query -> marked(version, () -> rows.page(team, version.id(), query.getOffset(), query.getLimit())),
                query -> (int) Math.min(Integer.MAX_VALUE, version.rows()));
    }

    void show(DatasetVersion version, RowMatches matches) {
        clear();
        var numbers = matches.numbers();
        setItems(
                query -> {
                    var from = Math.min(query.getOffset(), numbers.size());
                    var to = Math.min(from + query.getLimit(), numbers.size());
                    return marked(version, () -> rows.rows(team, version.id(), numbers.subList(from, to)));
                },
                query -> numbers.size());
    }

    private void clear() {
        deselectAll();
        heldOut.clear();
    }

    private Stream<Row> marked(DatasetVersion version, Supplier<List<Row>> wanted) {
        try {
            var page = wanted.get();
            var holdOut = HoldOut.byDefault(version);
            if (version.state() == VersionState.VALID && !holdOut.isNone()) {
                heldOut.addAll(rows.heldOut(team, version.id(), holdOut, page));
            }
            return page.stream();
        } catch (StorageAwayException failed) {
            away.accept(failed);
            return Stream.empty();
        }
    }
}
