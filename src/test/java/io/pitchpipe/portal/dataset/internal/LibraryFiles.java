package io.pitchpipe.portal.dataset.internal;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.pitchpipe.portal.dataset.Example;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import tools.jackson.databind.json.JsonMapper;

/** Files of every kind that is read, each written by a library that is not ours: FastCSV, Jackson, fastexcel, the JDK's packers. */
final class LibraryFiles {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What stands before the input of those who keep an instruction apart. */
    static final String INSTRUCTION = "Answer in one word";

    private LibraryFiles() {}

    /**
     * A kind of file.
     *
     * @param fileName as people would call it
     * @param delimiter of a table of text; NUL where it is none
     * @param instructed has {@link #INSTRUCTION} before each input
     * @param writer writes examples as such a file
     */
    record Kind(
            String name, String fileName, char delimiter, boolean instructed, Function<List<Example>, byte[]> writer) {

        boolean text() {
            return !fileName.endsWith(".xlsx");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** How an example is an object of JSON: the names people give its two texts. */
    private static final Map<String, Function<Example, Object>> OBJECTS = Map.of(
            "text_input", example -> Map.of("text_input", example.input(), "output", example.output()),
            "textInput", example -> Map.of("textInput", example.input(), "output", example.output()),
            "prompt", example -> Map.of("prompt", example.input(), "completion", example.output(), "id", 7),
            "input", example -> Map.of("input", example.input(), "output", example.output()),
            "instruction",
                    example -> Map.of("instruction", INSTRUCTION, "input", example.input(), "output", example.output()),
            "question", example -> Map.of("question", example.input(), "answer", example.output()),
            "messages",
                    example -> Map.of(
                            "messages",
                            List.of(
                                    Map.of("role", "user", "content", example.input()),
                                    Map.of("role", "assistant", "content", example.output()))),
            "contents",
                    example -> Map.of(
                            "contents",
                            List.of(
                                    Map.of("role", "user", "parts", List.of(Map.of("text", example.input()))),
                                    Map.of("role", "model", "parts", List.of(Map.of("text", example.output()))))),
            "conversations",
                    example -> Map.of(
                            "conversations",
                            List.of(
                                    Map.of("from", "human", "value", example.input()),
                                    Map.of("from", "gpt", "value", example.output()))));

    /** What is around the objects of a document. */
    private static final Map<String, Function<List<Object>, Object>> DOCUMENTS = Map.of(
            "an array", rows -> rows,
            "{examples}", rows -> Map.of("examples", rows),
            "the API's nesting",
                    rows -> Map.of(
                            "display_name",
                            "a model",
                            "tuning_task",
                            Map.of(
                                    "hyperparameters",
                                    Map.of("batch_size", 4),
                                    "training_data",
                                    Map.of("examples", Map.of("examples", rows)))));

    static final List<Kind> KINDS = kinds();

    private static List<Kind> kinds() {
        var kinds = new ArrayList<Kind>();
        for (var delimiter : new char[] {',', ';', '\t', '|'}) {
            for (var lines : LineDelimiter.values()) {
                for (var always : List.of(true, false)) {
                    kinds.add(new Kind(
                            "a table by '" + delimiter + "', " + lines.name() + (always ? ", all quoted" : ""),
                            delimiter == '\t' ? "table.tsv" : "table.csv",
                            delimiter,
                            false,
                            examples -> table(examples, delimiter, lines, always)));
                }
            }
        }
        OBJECTS.forEach((names, object) -> {
            var instructed = names.equals("instruction");
            kinds.add(new Kind(
                    "JSON lines of " + names,
                    "rows.jsonl",
                    '\0',
                    instructed,
                    examples -> bytes(examples.stream()
                            .map(example -> JSON.writeValueAsString(object.apply(example)) + "\n")
                            .collect(Collectors.joining()))));
            DOCUMENTS.forEach((around, document) -> {
                for (var pretty : List.of(true, false)) {
                    var writer = pretty ? JSON.writerWithDefaultPrettyPrinter() : JSON.writer();
                    kinds.add(new Kind(
                            around + " of " + names + (pretty ? ", pretty" : ""),
                            "rows.json",
                            '\0',
                            instructed,
                            examples -> writer.writeValueAsBytes(
                                    document.apply(examples.stream().map(object).toList()))));
                }
            });
        });
        kinds.add(new Kind("a workbook", "book.xlsx", '\0', false, LibraryFiles::workbook));
        return List.copyOf(kinds);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] table(List<Example> examples, char delimiter, LineDelimiter lines, boolean always) {
        var written = new StringWriter();
        var builder = CsvWriter.builder().fieldSeparator(delimiter).lineDelimiter(lines);
        if (always) {
            builder.quoteStrategy(QuoteStrategies.ALWAYS);
        }
        try (var csv = builder.build(written)) {
            csv.writeRecord("question", "answer");
            examples.forEach(example -> csv.writeRecord(example.input(), example.output()));
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes(written.toString());
    }

    private static byte[] workbook(List<Example> examples) {
        return written(out -> {
            try (var workbook = new Workbook(out, "test", "1.0")) {
                var sheet = workbook.newWorksheet("Examples");
                sheet.value(0, 0, "question");
                sheet.value(0, 1, "answer");
                for (var row = 0; row < examples.size(); row++) {
                    sheet.value(row + 1, 0, examples.get(row).input());
                    sheet.value(row + 1, 1, examples.get(row).output());
                }
            }
        });
    }

    /** How a file is packed. */
    enum Packing {
        NONE,
        GZIP,
        ZIP;

        byte[] pack(String fileName, byte[] file) {
            return switch (this) {
                case NONE -> file;
                case GZIP ->
                    written(out -> {
                        try (var gzip = new GZIPOutputStream(out)) {
                            gzip.write(file);
                        }
                    });
                case ZIP ->
                    written(out -> {
                        try (var zip = new ZipOutputStream(out)) {
                            zip.putNextEntry(new ZipEntry(fileName));
                            zip.write(file);
                        }
                    });
            };
        }

        String name(String fileName) {
            return switch (this) {
                case NONE -> fileName;
                case GZIP -> fileName + ".gz";
                case ZIP -> fileName + ".zip";
            };
        }
    }

    /** Writes what is to be kept. */
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        var out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return out.toByteArray();
    }
}
