package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.ImportPlan;
import io.pitchpipe.portal.dataset.Peek;
import io.pitchpipe.portal.dataset.Peek.Column;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Notifications;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a file is read and which of its columns is what, with the first rows as they would come out. */
class MappingPanel extends Div {

    private static final long serialVersionUID = 1L;

    private static final List<String> CHARSETS = List.of(
            "UTF-8",
            "windows-1252",
            "ISO-8859-15",
            "windows-1250",
            "windows-1251",
            "UTF-16LE",
            "UTF-16BE",
            "Shift_JIS",
            "GB18030");

    private final transient Function<Reading, Peek> again;
    private final Div problems = new Div();
    private final Div controls = new Div();
    private final MultiSelectComboBox<Column> inputs = new MultiSelectComboBox<>();
    private final Select<Column> output = new Select<>();
    private final Div preview = new Div();
    private transient Peek peek;

    /** @param again looks at the file anew, read in another way */
    MappingPanel(Peek peek, Function<Reading, Peek> again) {
        this.again = again;
        this.peek = peek;
        addClassNames("pp-card", "dataset-mapping");
        problems.addClassName("dataset-problems");
        controls.addClassName("dataset-reading");
        preview.addClassName("dataset-preview");
        inputs.setLabel(getTranslation("dataset.mapping.input"));
        inputs.setHelperText(getTranslation("dataset.mapping.input.help"));
        output.setLabel(getTranslation("dataset.mapping.output"));
        output.setHelperText(getTranslation("dataset.mapping.output.help"));
        inputs.setItemLabelGenerator(this::label);
        output.setItemLabelGenerator(this::label);
        inputs.addValueChangeListener(change -> showPreview());
        output.addValueChangeListener(change -> showPreview());
        var arrow = Icons.of("arrow-right");
        arrow.addClassName("dataset-arrow");
        var mapping = new Div(inputs, arrow, output);
        mapping.addClassName("dataset-columns");
        add(problems, controls, mapping, preview);
        show(peek);
    }

    /** What was confirmed; empty while a column is missing or one is both input and output. */
    Optional<ImportPlan> plan() {
        var chosen = output.getValue();
        if (inputs.isEmpty() || chosen == null || inputs.getValue().contains(chosen)) {
            return Optional.empty();
        }
        var keys = ordered().stream().map(Column::key).toList();
        return Optional.of(new ImportPlan(peek.reading(), new ColumnMapping(keys, chosen.key())));
    }

    /** The chosen inputs: as the guess has them where it is untouched, else in the order of choosing. */
    private List<Column> ordered() {
        return List.copyOf(inputs.getValue());
    }

    private void show(Peek found) {
        peek = found;
        showProblems();
        showControls();
        var guess = found.guess();
        inputs.setItems(found.columns());
        output.setItems(found.columns());
        guess.ifPresent(mapping -> {
            inputs.setValue(mapping.inputs().stream()
                    .flatMap(key -> column(key).stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new)));
            column(mapping.output()).ifPresent(output::setValue);
        });
        showPreview();
    }

    private Optional<Column> column(String key) {
        return peek.columns().stream()
                .filter(column -> column.key().equals(key))
                .findFirst();
    }

    private String label(Column column) {
        if (!column.title().isEmpty()) {
            return column.title();
        }
        return getTranslation("dataset.mapping.column", Integer.parseInt(column.key()) + 1);
    }

    private void showProblems() {
        problems.removeAll();
        for (var problem : peek.problems()) {
            problems.add(note(
                    "triangle-alert",
                    getTranslation(
                            "dataset.peek." + problem.code(), problem.details().toArray())));
        }
        if (peek.columns().size() > 1 && peek.guess().isPresent() && !peek.guessedByName()) {
            problems.add(note("info", getTranslation("dataset.peek.byOrder")));
        }
        problems.setVisible(problems.getComponentCount() > 0);
    }

    private static Div note(String icon, String text) {
        var note = new Div(Icons.of(icon), new Span(text));
        note.addClassName("pp-note");
        return note;
    }

    private void showControls() {
        controls.removeAll();
        var reading = peek.reading();
        var format = new Span(DatasetText.text("dataset.format." + reading.format()));
        format.addClassName("dataset-format");
        controls.add(format);
        if (reading.format() == Format.DELIMITED) {
            controls.add(choice(
                    "dataset.reading.delimiter",
                    Stream.concat(Stream.of(',', ';', '\t', '|'), Stream.of(reading.delimiter()))
                            .distinct()
                            .toList(),
                    reading.delimiter(),
                    DatasetText::delimiter,
                    reading::withDelimiter));
            controls.add(choice(
                    "dataset.reading.quote", List.of('"', '\''), reading.quote(), String::valueOf, reading::withQuote));
        }
        if (reading.format() == Format.EXCEL && peek.sheets().size() > 1) {
            controls.add(choice(
                    "dataset.reading.sheet",
                    IntStream.range(0, peek.sheets().size()).boxed().toList(),
                    reading.sheet(),
                    number -> peek.sheets().get(number),
                    reading::withSheet));
        }
        if (reading.format() != Format.EXCEL) {
            var names = new ArrayList<>(CHARSETS);
            if (names.stream().noneMatch(reading.charset()::equals)) {
                names.addFirst(reading.charset());
            }
            controls.add(
                    choice("dataset.reading.charset", names, reading.charset(), name -> name, reading::withCharset));
        }
        if (reading.format() == Format.DELIMITED || reading.format() == Format.EXCEL) {
            var header = new Checkbox(getTranslation("dataset.reading.header"), reading.header());
            header.addValueChangeListener(change -> read(reading.withHeader(change.getValue())));
            controls.add(header);
        }
    }

    private <T> Component choice(
            String labelKey, List<T> items, T value, Function<T, String> words, Function<T, Reading> change) {
        var select = new Select<T>();
        select.setLabel(getTranslation(labelKey));
        select.setItems(items);
        select.setItemLabelGenerator(words::apply);
        select.setValue(value);
        select.addClassName("dataset-choice");
        select.addValueChangeListener(changed -> {
            if (changed.isFromClient() && changed.getValue() != null) {
                read(change.apply(changed.getValue()));
            }
        });
        return select;
    }

    private void read(Reading wanted) {
        try {
            show(again.apply(wanted));
        } catch (RuntimeException failed) {
            Notifications.failed(failed);
        }
    }

    private void showPreview() {
        preview.removeAll();
        var chosen = output.getValue();
        if (inputs.isEmpty() || chosen == null || peek.rows().isEmpty()) {
            return;
        }
        var head = new NativeTableHeader(new NativeTableRow(
                new NativeTableHeaderCell(getTranslation("dataset.example.input")),
                new NativeTableHeaderCell(getTranslation("dataset.example.output"))));
        var body = new NativeTableBody();
        for (var row : peek.rows()) {
            var input = ordered().stream()
                    .map(column -> cell(row, column))
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("\n\n"));
            body.add(new NativeTableRow(tableCell(input), tableCell(cell(row, chosen))));
        }
        var table = new NativeTable(head, body);
        table.addClassName("dataset-table");
        table.getElement().setAttribute("aria-label", getTranslation("dataset.mapping.preview"));
        preview.add(table);
    }

    private NativeTableCell tableCell(String text) {
        var shown = new Span(text.isEmpty() ? getTranslation("dataset.mapping.empty") : text);
        shown.addClassName(text.isEmpty() ? "pp-secondary" : "dataset-cell");
        shown.getElement().setAttribute("dir", "auto");
        return new NativeTableCell(shown);
    }

    private String cell(List<String> row, Column column) {
        var at = peek.columns().indexOf(column);
        return at >= 0 && at < row.size() ? row.get(at) : "";
    }
}
