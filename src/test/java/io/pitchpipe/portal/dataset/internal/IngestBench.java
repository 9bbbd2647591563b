package io.pitchpipe.portal.dataset.internal;

import com.sun.management.OperatingSystemMXBean;
import de.siegmar.fastcsv.reader.CsvReader;
import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code bin/bench ingest}: how fast files become canonical chunks, beside FastCSV, Jackson, DuckDB, fastexcel-reader and {@code wc -l}
 * on the same file in the same run. The pipeline is the whole one short of the database: UTF-8 held strictly, records found, limits
 * counted in code points, duplicates looked for, the data doctor's checks made, chunks written and digested.
 *
 * <p>Everything is run in rounds, each of them once a round, and a ratio is the median of the rounds' ratios: what else the machine does
 * meanwhile slows both down. Beside what the clock says stands what a second of a core gave, of all that the process used (its collector's
 * and compiler's threads, DuckDB's own): on a machine with other work that says more.
 */
public final class IngestBench {

    private static final int ROUNDS = 5;
    /** Of small files the JVM compiles what reads them only after many. */
    private static final int SMALL_WARM_UP = 40;
    /** Of a file so small that one run takes some milliseconds, for its 95th percentile. */
    private static final int SMALL_RUNS = 200;

    private static final int SMALL_MEGABYTES = 4;
    /** Of a file so large that one run takes seconds. */
    private static final int LARGE_MEGABYTES = 500;
    /** A row of the workbook for each of these bytes asked for, up to {@link #MOST_WORKBOOK_ROWS}. */
    private static final int WORKBOOK_ROW_BYTES = 400;

    private static final int MOST_WORKBOOK_ROWS = 50_000;

    private final Path folder;
    private final String size;
    private final boolean small;
    private final int rounds;
    private final Path csv;
    private final Path lines;
    private final Path workbook;
    private final Map<String, Speeds> measured = new LinkedHashMap<>();

    private IngestBench(Path folder, int megabytes) throws IOException {
        this.folder = folder;
        this.size = megabytes + "MB";
        this.small = megabytes <= SMALL_MEGABYTES;
        this.rounds = megabytes > LARGE_MEGABYTES ? 1 : ROUNDS;
        this.csv = IngestFiles.csv(folder.resolve("examples.csv"), megabytes);
        this.lines = IngestFiles.jsonLines(folder.resolve("examples.jsonl"), megabytes);
        var rows = Math.min(MOST_WORKBOOK_ROWS, megabytes * 1_000_000 / WORKBOOK_ROW_BYTES);
        this.workbook = IngestFiles.workbook(folder.resolve("examples.xlsx"), rows);
    }

    /** Megabytes per second in each round, by the clock and by the cores' time that was used. */
    private record Speeds(double[] byClock, double[] byCore) {

        Speeds(int rounds) {
            this(new double[rounds], new double[rounds]);
        }
    }

    /** What is timed; answers with the number of rows, so that none of it can be left out. */
    private interface Job {
        long run(Path file) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        var megabytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        var folder = Files.createTempDirectory("ingest");
        try {
            var bench = new IngestBench(folder, megabytes);
            bench.speed();
            if (bench.small) {
                bench.p95(bench.csv, "csv", csvReader());
                bench.p95(bench.lines, "jsonl", linesReader());
            }
            bench.heap(bench.csv, "csv", csvReader());
            bench.heap(bench.lines, "jsonl", linesReader());
            bench.heap(bench.workbook, "xlsx", bench.workbookReader());
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void speed() throws Exception {
        // Rounds that nobody counts: the JVM compiles, and the files come into the system's cache.
        for (var round = small ? -SMALL_WARM_UP : -1; round < rounds; round++) {
            time(round, "csv", csv, file -> pipeline(file, csvReader()));
            time(round, "csv-records-only", csv, IngestBench::records);
            time(round, "fastcsv-read", csv, IngestBench::fastCsv);
            time(round, "jsonl", lines, file -> pipeline(file, linesReader()));
            time(round, "jackson-strings", lines, IngestBench::jackson);
            time(round, "wc -l", csv, IngestBench::wc);
            for (var threads = 1; threads <= 2; threads++) {
                var cores = threads;
                var name = "-" + threads + (threads == 1 ? "-thread" : "-threads");
                time(round, "duckdb-read_csv" + name, csv, file -> duckDb(file, "read_csv", cores));
                time(round, "duckdb-read_json" + name, lines, file -> duckDb(file, "read_json", cores));
            }
            time(round, "xlsx", workbook, file -> pipeline(file, workbookReader()));
            time(round, "xlsx-cells-only", workbook, IngestBench::cells);
            time(round, "fastexcel-reader", workbook, IngestBench::fastExcel);
        }
        for (var reference :
                List.of("fastcsv-read", "duckdb-read_csv-1-thread", "duckdb-read_csv-2-threads", "wc -l")) {
            line("csv", csv, reference);
        }
        line("csv-records-only", csv, "fastcsv-read");
        for (var reference :
                List.of("jackson-strings", "duckdb-read_json-1-thread", "duckdb-read_json-2-threads", "wc -l")) {
            line("jsonl", lines, reference);
        }
        line("xlsx", workbook, "fastexcel-reader");
        line("xlsx-cells-only", workbook, "fastexcel-reader");
    }

    private void time(int round, String name, Path file, Job job) throws Exception {
        var start = System.nanoTime();
        var used = cores();
        if (job.run(file) == 0) {
            throw new IllegalStateException(name + " read nothing");
        }
        var megabytes = Files.size(file) / 1e6;
        if (round >= 0) {
            var speeds = measured.computeIfAbsent(name, each -> new Speeds(rounds));
            speeds.byCore()[round] = megabytes * 1e9 / (cores() - used);
            speeds.byClock()[round] = megabytes * 1e9 / (System.nanoTime() - start);
        }
    }

    /** The time that this process has used of all cores, in nanoseconds. */
    private static long cores() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double ratio(double[] ours, double[] theirs) {
        return median(IntStream.range(0, ours.length)
                .mapToDouble(round -> ours[round] / theirs[round])
                .toArray());
    }

    private void line(String figure, Path file, String reference) throws IOException {
        var ours = Objects.requireNonNull(measured.get(figure));
        var theirs = Objects.requireNonNull(measured.get(reference));
        // Another process's use of the cores is not ours to know, nor what took less than a tick of their clocks.
        var untold = reference.startsWith("wc") || !told(ours.byCore()) || !told(theirs.byCore());
        var byCore = untold
                ? ""
                : String.format(
                        Locale.ROOT,
                        ",\"per_core_second\":%.0f,\"reference_per_core_second\":%.0f,\"ratio_per_core_second\":%.2f",
                        median(ours.byCore()),
                        median(theirs.byCore()),
                        ratio(ours.byCore(), theirs.byCore()));
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"ingest\",\"figure\":\"%s-%s\",\"value\":%.0f,\"unit\":\"MB/s\",\"reference\":\"%s\","
                        + "\"reference_value\":%.0f,\"ratio\":%.2f%s,\"file_bytes\":%d,\"load\":%.1f}%n",
                figure,
                size,
                median(ours.byClock()),
                reference,
                median(theirs.byClock()),
                ratio(ours.byClock(), theirs.byClock()),
                byCore,
                Files.size(file),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static boolean told(double[] speeds) {
        return Arrays.stream(speeds).allMatch(Double::isFinite);
    }

    private static ExampleReader csvReader() {
        return new io.pitchpipe.portal.dataset.internal.CsvReader(
                new Reading(Format.DELIMITED, ',', '"', true, "UTF-8", 0), new ColumnMapping(List.of("0"), "1"), true);
    }

    private static ExampleReader linesReader() {
        return new JsonLinesReader(new ColumnMapping(List.of("text_input"), "output"), true);
    }

    private ExampleReader workbookReader() {
        return new ExcelReader(
                new Workbooks(folder),
                new Reading(Format.EXCEL, ',', '"', true, "UTF-8", 0),
                new ColumnMapping(List.of("0"), "1"));
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

    private static long cells(Path file) throws IOException {
        try (var workbook = new WorkbookFile(FileChannel.open(file));
                var rows = workbook.rows(0)) {
            var count = -1L;
            while (rows.next()) {
                count += rows.width() == 2 ? 1 : 2;
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

    /** Every cell is made text, nothing is done with it. */
    private static long fastExcel(Path file) throws IOException {
        var count = new long[1];
        try (var workbook = new ReadableWorkbook(file.toFile());
                var rows = workbook.getFirstSheet().openStream()) {
            rows.forEach(row -> row.forEach(cell -> count[0] += cell.getText().isEmpty() ? 0 : 1));
        }
        return count[0] / 2;
    }

    private static long wc(Path file) throws IOException, InterruptedException {
        var process = new ProcessBuilder("wc", "-l", file.toString()).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Long.parseLong(text.strip().split(" ")[0]);
    }

    /** How long the slowest of twenty takes, from a warm JVM, by the clock and by what this thread used of a core. */
    private void p95(Path file, String figure, ExampleReader reader) throws IOException {
        var byClock = new double[SMALL_RUNS];
        var byCore = new double[SMALL_RUNS];
        var threads = ManagementFactory.getThreadMXBean();
        for (var run = 0; run < SMALL_RUNS; run++) {
            var start = System.nanoTime();
            var used = threads.getCurrentThreadCpuTime();
            pipeline(file, reader);
            byClock[run] = (System.nanoTime() - start) / 1e6;
            byCore[run] = (threads.getCurrentThreadCpuTime() - used) / 1e6;
        }
        Arrays.sort(byClock);
        Arrays.sort(byCore);
        target(figure + "-p95", byClock[SMALL_RUNS * 95 / 100], "ms", 30);
        target(figure + "-p95-of-a-core", byCore[SMALL_RUNS * 95 / 100], "ms", 30);
    }

    /** The most heap in use after a collection while a file is read, beyond what was in use before. */
    private void heap(Path file, String figure, ExampleReader reader) throws IOException {
        var runtime = Runtime.getRuntime();
        System.gc();
        var before = runtime.totalMemory() - runtime.freeMemory();
        long[] most = {0};
        int[] chunk = {0};
        var every = (int) Math.max(1, Files.size(file) / 1_000_000 / 4);
        var validator = new DatasetValidator((content, length, rows) -> {
            if (chunk[0]++ % every == 0) {
                System.gc();
                most[0] = Math.max(most[0], runtime.totalMemory() - runtime.freeMemory() - before);
            }
        });
        try (var in = Files.newInputStream(file)) {
            reader.read(in, validator);
        }
        validator.finish();
        target(figure + "-live-heap", most[0] / 1e6, "MB", figure.equals("xlsx") ? 128 : 64);
    }

    private void target(String figure, double value, String unit, int target) {
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"ingest\",\"figure\":\"%s-%s\",\"value\":%.1f,\"unit\":\"%s\",\"reference\":\"target\","
                        + "\"reference_value\":%d,\"ratio\":%.2f}%n",
                figure,
                size,
                value,
                unit,
                target,
                value / target);
    }
}
