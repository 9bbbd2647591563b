package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.Peek;
import io.pitchpipe.portal.dataset.SplitColumn;
import java.util.List;

/** The first rows of a file as they will be. */
final class MappingPreview extends Div {

    private static final long serialVersionUID = 1L;

    MappingPreview() {
        addClassName("dataset-preview");
    }

    void show(Peek peek, ColumnMapping mapping) {
        removeAll();
        if (peek.rows().isEmpty()) {
            return;
        }
        var split = mapping.split();
        var head = new NativeTableRow(
                new NativeTableHeaderCell(getTranslation("dataset.example.input")),
                new NativeTableHeaderCell(getTranslation("dataset.example.output")));
        if (split != null) {
            head.add(new NativeTableHeaderCell(getTranslation("dataset.parts.part")));
        }
        var body = new NativeTableBody();
        for (var row : peek.rows()) {
            var inputs =
                    mapping.inputs().stream().map(key -> value(peek, row, key)).toList();
            var line = new NativeTableRow(cell(mapping.join(inputs)), cell(value(peek, row, mapping.output())));
            if (split != null) {
                line.add(new NativeTableCell(part(split, value(peek, row, split.column()))));
            }
            body.add(line);
        }
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("dataset-table");
        table.getElement().setAttribute("aria-label", getTranslation("dataset.mapping.preview"));
        add(table);
    }

    private String part(SplitColumn split, String word) {
        return split.part(word)
                .map(part -> getTranslation("dataset.parts." + part))
                .orElseGet(() -> getTranslation("dataset.parts.unknown", word));
    }

    private NativeTableCell cell(String text) {
        var shown = new Span(text.isEmpty() ? getTranslation("dataset.mapping.empty") : text);
        shown.addClassName(text.isEmpty() ? "pp-secondary" : "dataset-cell");
        shown.getElement().setAttribute("dir", "auto");
        return new NativeTableCell(shown);
    }

    private static String value(Peek peek, List<String> row, String key) {
        for (var at = 0; at < peek.columns().size() && at < row.size(); at++) {
            if (peek.columns().get(at).key().equals(key)) {
                return row.get(at);
            }
        }
        return "";
    }
}
