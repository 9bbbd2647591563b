package io.pitchpipe.portal.dataset.internal;

import de.siegmar.fastcsv.reader.CsvReader;
import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code bin/bench ingest}: how fast files become canonical chunks, beside FastCSV, Jackson, DuckDB and {@code wc -l} on the same file in
 * the same run. The pipeline is the whole one short of the database: UTF-8 held strictly, records found, limits counted in code points,
 * duplicates looked for, the data doctor's checks made, chunks written and digested.
 */
public final class IngestBench {

    private static final int RUNS = 5;
    /** Of a file so small that one run takes some milliseconds, for its 95th percentile. */
    private static final int SMALL_RUNS = 200;

    private static final int SMALL_MEGABYTES = 4;
    /** Of a file so large that one run takes seconds. */
    private static final int LARGE_MEGABYTES = 500;

    private IngestBench() {}

    /** What is timed; answers with something that depends on all of it. */
    private interface Job {
        long run(Path file) throws Exception;
    }

    private record Timed(double megabytesPerSecond, long check) {}

    public static void main(String[] arguments) throws Exception {
        var megabytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        var folder = Files.createTempDirectory("ingest");
        try {
            var csv = write(folder.resolve("examples.csv"), megabytes, true);
            var lines = write(folder.resolve("examples.jsonl"), megabytes, false);
            var size = megabytes + "MB";
            var fastCsv = time(csv, IngestBench::fastCsv);
            var jackson = time(lines, IngestBench::jackson);
            var wc = time(csv, IngestBench::wc);
            var pipelineCsv = time(csv, file -> pipeline(file, csvReader()));
            var pipelineLines = time(lines, file -> pipeline(file, linesReader()));
            line("csv-" + size, pipelineCsv, "fastcsv-read", fastCsv);
            line("csv-" + size, pipelineCsv, "wc -l", wc);
            line("csv-records-only-" + size, time(csv, IngestBench::records), "fastcsv-read", fastCsv);
            line("jsonl-" + size, pipelineLines, "jackson-strings", jackson);
            line("jsonl-" + size, pipelineLines, "wc -l", wc);
            for (var threads = 1; threads <= 2; threads++) {
                var cores = threads;
                var name = "duckdb-read-" + threads + "-threads";
                line("csv-" + size, pipelineCsv, name, time(csv, file -> duckDb(file, "read_csv", cores)));
                line("jsonl-" + size, pipelineLines, name, time(lines, file -> duckDb(file, "read_json", cores)));
            }
            if (megabytes <= SMALL_MEGABYTES) {
                p95(csv, "csv-" + size, csvReader());
                p95(lines, "jsonl-" + size, linesReader());
            }
            heap(csv, size);
        } finally {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static ExampleReader csvReader() {
        return new io.pitchpipe.portal.dataset.internal.CsvReader(
                new Reading(Format.DELIMITED, ',', '"', true, "UTF-8", 0), new ColumnMapping(List.of("0"), "1"), true);
    }

    private static ExampleReader linesReader() {
        return new JsonLinesReader(new ColumnMapping(List.of("text_input"), "output"), true);
    }

    private static long pipeline(Path file, ExampleReader reader) throws IOException {
        long[] bytes = {0};
        var validator = new DatasetValidator((content, length, rows) -> {
            bytes[0] += Digests.sha256(content, length).hashCode() & 1;
            bytes[0] += length;
        });
        try (var in = Files.newInputStream(file)) {
            reader.read(in, validator);
        }
        if (validator.finish().rejected() > 0) {
            throw new IllegalStateException("The benchmark's own file has rows that cannot be read");
        }
        return validator.accepted();
    }

    private static long records(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var cursor = new CsvCursor(in, ',', '"');
            var count = -1L;
            while (cursor.next() != CsvCursor.Outcome.END) {
                count++;
            }
            return count;
        }
    }

    private static long fastCsv(Path file) throws IOException {
        var count = -1L;
        try (var csv = CsvReader.builder().ofCsvRecord(file)) {
            for (var record : csv) {
                count += record.getFieldCount() == 2 ? 1 : 2;
            }
        }
        return count;
    }

    private static long jackson(Path file) throws IOException {
        var factory = JsonFactory.builder().build();
        var count = 0L;
        try (InputStream in = Files.newInputStream(file);
                var parser = factory.createParser(ObjectReadContext.empty(), in)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    count += parser.getString().isEmpty() ? 0 : 1;
                }
            }
        }
        return count / 2;
    }

    /** Every text is read; DuckDB's own memory is outside the heap. */
    private static long duckDb(Path file, String reader, int threads) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("set threads = " + threads);
            try (var result = statement.executeQuery(
                    "select count(*), sum(strlen(text_input) + strlen(output)) from " + reader + "('" + file + "')")) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** How long the slowest of twenty takes, from a warm JVM, in milliseconds. */
    private static void p95(Path file, String figure, ExampleReader reader) throws IOException {
        var milliseconds = new double[SMALL_RUNS];
        for (var run = 0; run < SMALL_RUNS; run++) {
            var start = System.nanoTime();
            pipeline(file, reader);
            milliseconds[run] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(milliseconds);
        var p95 = milliseconds[SMALL_RUNS * 95 / 100];
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"ingest\",\"figure\":\"%s-p95\",\"value\":%.1f,\"unit\":\"ms\",\"reference\":\"target\","
                        + "\"reference_value\":30,\"ratio\":%.2f}%n",
                figure,
                p95,
                p95 / 30);
    }

    private static long wc(Path file) throws IOException, InterruptedException {
        var process = new ProcessBuilder("wc", "-l", file.toString()).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Long.parseLong(text.strip().split(" ")[0]);
    }

    /** The median of warm runs; of a large file the second run. */
    private static Timed time(Path file, Job job) throws Exception {
        var large = Files.size(file) > LARGE_MEGABYTES * 1_000_000L;
        var seconds = new double[large ? 1 : RUNS];
        var check = 0L;
        for (var warm = 0; warm < (large ? 1 : 2); warm++) {
            job.run(file);
        }
        for (var run = 0; run < seconds.length; run++) {
            var start = System.nanoTime();
            check = job.run(file);
            seconds[run] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return new Timed(Files.size(file) / 1e6 / seconds[seconds.length / 2], check);
    }

    private static void line(String figure, Timed ours, String reference, Timed theirs) {
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"ingest\",\"figure\":\"%s\",\"value\":%.0f,\"unit\":\"MB/s\",\"rows\":%d,\"reference\":\"%s\","
                        + "\"reference_value\":%.0f,\"ratio\":%.2f}%n",
                figure,
                ours.megabytesPerSecond(),
                ours.check(),
                reference,
                theirs.megabytesPerSecond(),
                ours.megabytesPerSecond() / theirs.megabytesPerSecond());
    }

    /** The most heap in use after a collection while a file is read, beyond what was in use before. */
    private static void heap(Path csv, String size) throws IOException {
        var runtime = Runtime.getRuntime();
        System.gc();
        var before = runtime.totalMemory() - runtime.freeMemory();
        long[] most = {0};
        int[] chunk = {0};
        var validator = new DatasetValidator((content, length, rows) -> {
            if (chunk[0]++ % 400 == 0) {
                System.gc();
                most[0] = Math.max(most[0], runtime.totalMemory() - runtime.freeMemory() - before);
            }
        });
        try (var in = Files.newInputStream(csv)) {
            csvReader().read(in, validator);
        }
        validator.finish();
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"ingest\",\"figure\":\"csv-%s-live-heap\",\"value\":%.1f,\"unit\":\"MB\",\"reference\":\"target\","
                        + "\"reference_value\":64,\"ratio\":%.2f}%n",
                size,
                most[0] / 1e6,
                most[0] / 64e6);
    }

    /** Rows of about 400 bytes, a quarter of the fields in need of quotes, some characters beyond ASCII; always the same. */
    private static Path write(Path file, int megabytes, boolean csv) throws IOException {
        var random = new Random(4711);
        var words =
                List.of("where", "parcel", "invoice", "müller", "paid", "twice", "order", "please", "€", "thank you");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            var written = 0L;
            if (csv) {
                out.write("text_input,output\n".getBytes(StandardCharsets.UTF_8));
            }
            for (var row = 0; written < megabytes * 1_000_000L; row++) {
                var input = text(random, words, 20 + random.nextInt(80)) + row;
                var output = text(random, words, 1 + random.nextInt(6));
                var line = (csv
                                ? field(input, random) + "," + field(output, random) + "\n"
                                : "{\"text_input\":\"" + input.replace("\"", "\\\"") + "\",\"output\":\""
                                        + output.replace("\"", "\\\"") + "\"}\n")
                        .getBytes(StandardCharsets.UTF_8);
                out.write(line);
                written += line.length;
            }
        }
        return file;
    }

    private static String text(Random random, List<String> words, int count) {
        var text = new StringBuilder();
        for (var word = 0; word < count; word++) {
            text.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        return text.toString();
    }

    private static String field(String text, Random random) {
        return random.nextInt(4) == 0 ? '"' + text + " \"\"quoted\"\", yes\"" : text;
    }
}
