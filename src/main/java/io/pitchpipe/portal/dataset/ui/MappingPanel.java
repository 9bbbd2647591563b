package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.ImportPlan;
import io.pitchpipe.portal.dataset.Peek;
import io.pitchpipe.portal.dataset.Peek.Column;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import io.pitchpipe.portal.dataset.SplitColumn;
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
import org.jspecify.annotations.Nullable;

/** How a file is read and which of its columns is what, with the first rows as they would come out. */
class MappingPanel extends Div {

    private static final long serialVersionUID = 1L;

    /** Columns that are named as not used; of the others there is the number. */
    private static final int MOST_NAMED = 8;

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
    private final Div choices = new Div();
    private final TemplateField template = new TemplateField(this::mappingChanged);
    private final SplitFields parts = new SplitFields(this::label, this::mappingChanged);
    private final MappingPreview preview = new MappingPreview();
    private final Paragraph unused = new Paragraph();
    private final Div lost = new Div();
    private transient Peek peek;

    /** @param again looks at the file anew, read in another way */
    MappingPanel(Peek peek, Function<Reading, Peek> again) {
        this.again = again;
        this.peek = peek;
        addClassNames("pp-card", "dataset-mapping");
        problems.addClassName("dataset-problems");
        controls.addClassName("dataset-reading");
        inputs.setLabel(getTranslation("dataset.mapping.input"));
        inputs.setHelperText(getTranslation("dataset.mapping.input.help"));
        output.setLabel(getTranslation("dataset.mapping.output"));
        output.setHelperText(getTranslation("dataset.mapping.output.help"));
        inputs.setItemLabelGenerator(this::label);
        output.setItemLabelGenerator(this::label);
        inputs.addValueChangeListener(change -> mappingChanged());
        output.addValueChangeListener(change -> mappingChanged());
        var arrow = Icons.of("arrow-right");
        arrow.addClassName("dataset-arrow");
        choices.add(inputs, arrow, output);
        choices.addClassName("dataset-columns");
        unused.addClassNames("pp-secondary", "pp-small");
        lost.addClassNames("pp-note", "dataset-lost");
        lost.getElement().setAttribute("role", "status");
        add(problems, controls, choices, lost, template, parts, preview, unused);
        show(peek);
    }

    /** What was confirmed; empty while a column is missing, or one is two things at once, or the template is wrong. */
    Optional<ImportPlan> plan() {
        return mapping().map(mapping -> new ImportPlan(peek.reading(), mapping));
    }

    private Optional<ColumnMapping> mapping() {
        var chosen = output.getValue();
        if (chosen == null) {
            return Optional.empty();
        }
        var columns = template.isUsed() ? template.mapping(chosen.key()) : plain(chosen);
        var split = parts.split();
        if (parts.column() == null) {
            return columns;
        }
        return columns.filter(mapping -> !chosen.key().equals(parts.column()))
                .filter(mapping -> !mapping.inputs().contains(parts.column()))
                .flatMap(mapping -> split.map(mapping::withSplit));
    }

    private Optional<ColumnMapping> plain(Column chosen) {
        if (inputs.isEmpty() || inputs.getValue().contains(chosen)) {
            return Optional.empty();
        }
        return Optional.of(new ColumnMapping(ordered().stream().map(Column::key).toList(), chosen.key()));
    }

    private void mappingChanged() {
        template.offer(peek.columns(), ordered());
        inputs.setVisible(!template.isUsed());
        choices.setClassName("dataset-columns-output", template.isUsed());
        var mapping = mapping();
        mapping.ifPresentOrElse(found -> preview.show(peek, found), preview::removeAll);
        sayWhatIsLeft(mapping.orElse(null));
        sayWhatIsLost(mapping);
    }

    /** The longest text is mostly what it is all about: that it is not used is said in plain sight, and put right by one click. */
    private void sayWhatIsLost(Optional<ColumnMapping> mapping) {
        lost.removeAll();
        var longest = mapping.flatMap(peek::longestLeftOut)
                .filter(column -> !column.key().equals(parts.column()));
        lost.setVisible(longest.isPresent());
        longest.ifPresent(column -> {
            lost.add(Icons.of("triangle-alert"), new Span(getTranslation("dataset.mapping.lost", label(column))));
            lost.add(new Button(getTranslation("dataset.mapping.lost.add"), click -> addToInput(column)));
        });
    }

    private void addToInput(Column column) {
        if (template.isUsed()) {
            template.append(column);
            return;
        }
        var chosen = new LinkedHashSet<>(inputs.getValue());
        chosen.add(column);
        inputs.setValue(chosen);
    }

    /** A column that nobody chose is not kept; whoever expects it in the input is told while it can still be put there. */
    private void sayWhatIsLeft(@Nullable ColumnMapping mapping) {
        var left = mapping == null
                ? List.<String>of()
                : peek.columns().stream()
                        .filter(column -> !mapping.inputs().contains(column.key()))
                        .filter(column -> !mapping.output().equals(column.key()))
                        .filter(column -> !column.key().equals(parts.column()))
                        .map(this::label)
                        .toList();
        unused.setVisible(!left.isEmpty());
        unused.setText(
                left.isEmpty()
                        ? ""
                        : getTranslation(
                                "dataset.mapping.unused",
                                left.size(),
                                String.join(", ", left.subList(0, Math.min(MOST_NAMED, left.size()))),
                                Math.max(0, left.size() - MOST_NAMED)));
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
        template.offer(found.columns(), ordered());
        parts.offer(found.columns(), SplitColumn.guess(found.columns(), found.rows()));
        mappingChanged();
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
            var guess = peek.guess().get();
            problems.add(note(
                    "info",
                    getTranslation(
                            "dataset.peek.guessed",
                            guess.inputs().stream().map(this::titleOf).collect(Collectors.joining("” + “")),
                            titleOf(guess.output()))));
        }
        problems.setVisible(problems.getComponentCount() > 0);
    }

    private String titleOf(String key) {
        return column(key).map(this::label).orElse(key);
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
}
