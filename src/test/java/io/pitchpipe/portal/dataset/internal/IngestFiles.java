package io.pitchpipe.portal.dataset.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.dhatim.fastexcel.Workbook;

/** The files that {@link IngestBench} reads: rows of about 400 bytes, some characters beyond ASCII; always the same. */
final class IngestFiles {

    private static final List<String> WORDS =
            List.of("where", "parcel", "invoice", "müller", "paid", "twice", "order", "please", "€", "thank you");

    private final Random random = new Random(4711);

    private IngestFiles() {}

    /** A quarter of the fields is in quotes. */
    static Path csv(Path file, int megabytes) throws IOException {
        var made = new IngestFiles();
        return lines(
                file,
                megabytes,
                "text_input,output\n",
                row -> made.field(made.input(row)) + "," + made.field(made.output()) + "\n");
    }

    static Path jsonLines(Path file, int megabytes) throws IOException {
        var made = new IngestFiles();
        return lines(
                file,
                megabytes,
                "",
                row -> "{\"text_input\":\"" + made.input(row) + "\",\"output\":\"" + made.output() + "\"}\n");
    }

    static Path workbook(Path file, int rows) throws IOException {
        var made = new IngestFiles();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file));
                var workbook = new Workbook(out, "bench", "1.0")) {
            var sheet = workbook.newWorksheet("Examples");
            sheet.value(0, 0, "text_input");
            sheet.value(0, 1, "output");
            for (var row = 1; row <= rows; row++) {
                sheet.value(row, 0, made.input(row));
                sheet.value(row, 1, made.output());
            }
        }
        return file;
    }

    private interface Line {
        String of(int row);
    }

    private static Path lines(Path file, int megabytes, String header, Line line) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(header.getBytes(StandardCharsets.UTF_8));
            var written = 0L;
            for (var row = 0; written < megabytes * 1_000_000L; row++) {
                var bytes = line.of(row).getBytes(StandardCharsets.UTF_8);
                out.write(bytes);
                written += bytes.length;
            }
        }
        return file;
    }

    private String input(int row) {
        return text(20 + random.nextInt(80)) + row;
    }

    private String output() {
        return text(1 + random.nextInt(6));
    }

    private String text(int count) {
        var text = new StringBuilder();
        for (var word = 0; word < count; word++) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return text.toString();
    }

    private String field(String text) {
        return random.nextInt(4) == 0 ? '"' + text + " \"\"quoted\"\", yes\"" : text;
    }
}
