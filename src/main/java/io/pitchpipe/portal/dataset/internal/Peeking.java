package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Peek;
import io.pitchpipe.portal.dataset.Peek.Column;
import io.pitchpipe.portal.dataset.Peek.Problem;
import io.pitchpipe.portal.dataset.Peek.ProblemCode;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.UploadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;
import org.springframework.stereotype.Component;

/** Takes a first look into a received file: what is it, what columns has it, what is probably meant. Reads its beginning only. */
@Component
public class Peeking {

    private static final int HEAD = 256 * 1024;

    private final UploadRepository uploads;
    private final Workbooks workbooks;

    Peeking(UploadRepository uploads, Workbooks workbooks) {
        this.uploads = uploads;
        this.workbooks = workbooks;
    }

    /**
     * @param wanted how the user wants it read; null to guess
     * @throws NotFoundException if the team has no such file
     */
    public Peek peek(TeamId team, UploadId id, @Nullable Reading wanted) {
        var upload = uploads.find(team, id).orElseThrow(() -> new NotFoundException("file"));
        try {
            byte[] raw;
            try (var in = uploads.open(id)) {
                raw = in.readNBytes(UploadRepository.PART_BYTES);
            }
            if (Magic.zip(raw, raw.length) && Magic.workbook(raw, raw.length)) {
                return workbook(upload, wanted);
            }
            if (wanted == null && (Magic.zip(raw, raw.length) || Magic.gzip(raw, raw.length))) {
                try (var in = uploads.open(id)) {
                    Unpacking.checkArchive(in);
                }
            }
            return text(upload, wanted);
        } catch (IOException failed) {
            throw new UncheckedIOException("A received file could not be read again", failed);
        }
    }

    /** A received file's name and size. */
    public record File(String fileName, long bytes) {}

    /** @throws NotFoundException if the team has no such file */
    public File describe(TeamId team, UploadId id) {
        return uploads.find(team, id)
                .map(upload -> new File(upload.fileName(), upload.bytes()))
                .orElseThrow(() -> new NotFoundException("file"));
    }

    private Peek text(UploadRepository.Received upload, @Nullable Reading wanted) throws IOException {
        var problems = new ArrayList<Problem>();
        var charset = wanted == null ? charset(upload, problems) : wanted.charset();
        byte[] head;
        try (var in = Unpacking.text(uploads.open(upload.id()), charset)) {
            head = in.readNBytes(HEAD);
        }
        var whole = head.length < HEAD;
        var reading = wanted == null ? guess(head, whole, upload.fileName(), charset) : wanted;
        var table = reading.format() == Format.DELIMITED
                ? FirstRows.delimited(head, whole, reading)
                : FirstRows.json(head, whole, reading, problems);
        return peek(upload, reading, table, problems, List.of());
    }

    private String charset(UploadRepository.Received upload, List<Problem> problems) throws IOException {
        byte[] head;
        try (var in = Unpacking.unzipped(uploads.open(upload.id()))) {
            head = in.readNBytes(HEAD);
        }
        var utf16 = Magic.utf16(head, head.length);
        if (utf16 != null) {
            problems.add(new Problem(ProblemCode.UTF16, List.of(utf16)));
            return utf16;
        }
        byte[] raw;
        try (var in = uploads.open(upload.id())) {
            raw = in.readNBytes(4);
        }
        var packed = Magic.gzip(raw, raw.length) || Magic.zip(raw, raw.length);
        if (packed) {
            // What it says outside is no proof of what is in it.
            if (Magic.zip(head, head.length) || Magic.gzip(head, head.length)) {
                throw new RefusedFileException(RefusedFileException.Reason.ZIP);
            }
            Magic.check(head, head.length);
        }
        var invalidAt = packed ? firstInvalid(head) : upload.invalidUtf8At();
        if (invalidAt >= 0) {
            var suggested = suggest(head);
            problems.add(new Problem(ProblemCode.NOT_UTF8, List.of(Long.toString(invalidAt), suggested)));
            return suggested;
        }
        return StandardCharsets.UTF_8.name();
    }

    /** Where the first byte is that is no UTF-8, or -1; where only the beginning is known, its last character may be cut. */
    private static int firstInvalid(byte[] head) {
        var at = Utf8.firstInvalid(head, 0, head.length);
        var cut = at >= 0 && head.length == HEAD && at + Utf8.expected(head[at]) > HEAD;
        return cut ? -1 : at;
    }

    /** What a detector takes it for; Windows-1252 if it has no opinion, for that is what spreadsheets save. */
    private static String suggest(byte[] head) {
        var detector = new UniversalDetector();
        detector.handleData(head, 0, head.length);
        detector.dataEnd();
        var found = detector.getDetectedCharset();
        var usable = found != null
                && java.nio.charset.Charset.isSupported(found)
                && !found.equals("UTF-8")
                && !found.equals("US-ASCII");
        return usable ? found.toLowerCase(java.util.Locale.ROOT) : "windows-1252";
    }

    private static Reading guess(byte[] head, boolean whole, String fileName, String charset) {
        var format = Detection.format(head, fileName);
        var delimiter = format == Format.DELIMITED ? Detection.delimiter(head, whole, fileName) : ',';
        var header = format == Format.DELIMITED && Detection.header(CsvHead.records(head, whole, delimiter, '"', 100));
        return new Reading(format, delimiter, '"', header, charset, 0);
    }

    private Peek workbook(UploadRepository.Received upload, @Nullable Reading wanted) throws IOException {
        var sheet = wanted == null ? 0 : wanted.sheet();
        try (var in = uploads.open(upload.id())) {
            return workbooks.open(in, workbook -> {
                List<List<String>> records;
                try (var rows = workbook.rows(sheet)) {
                    records = FirstRows.records(rows);
                }
                var header = wanted == null ? Detection.header(records) : wanted.header();
                var reading = new Reading(Format.EXCEL, ',', '"', header, StandardCharsets.UTF_8.name(), sheet);
                return peek(upload, reading, FirstRows.of(records, header, 0), new ArrayList<>(), workbook.sheets());
            });
        }
    }

    private static Peek peek(
            UploadRepository.Received upload,
            Reading reading,
            FirstRows table,
            List<Problem> problems,
            List<String> sheets) {
        var columns = table.columns();
        if (table.rows().isEmpty()
                && problems.stream().noneMatch(problem -> problem.code().tellsWhyNothingIsShown())) {
            problems.add(new Problem(ProblemCode.NO_ROWS, List.of()));
        } else if (columns.size() == 1) {
            problems.add(new Problem(
                    reading.format() == Format.DELIMITED ? ProblemCode.ONE_COLUMN : ProblemCode.ONE_FIELD, List.of()));
        }
        if (reading.header()) {
            headers(columns, problems);
        }
        var byName = ColumnNames.byName(columns);
        var widened = byName.flatMap(mapping -> ColumnNames.withLongText(mapping, columns, table.rows()));
        var guess = widened.or(() -> byName)
                .or(() -> ColumnNames.byContent(columns, table.rows()))
                .or(() -> ColumnNames.byOrder(columns));
        return new Peek(
                upload.id(),
                upload.fileName(),
                upload.bytes(),
                reading,
                columns,
                table.rows(),
                guess,
                byName.isPresent() && widened.isEmpty(),
                List.copyOf(problems),
                sheets);
    }

    private static void headers(List<Column> columns, List<Problem> problems) {
        var seen = new HashSet<String>();
        var unnamed = new ArrayList<String>();
        for (var i = 0; i < columns.size(); i++) {
            var title = columns.get(i).title();
            if (title.isEmpty()) {
                unnamed.add(Integer.toString(i + 1));
            } else if (!seen.add(title)) {
                problems.add(new Problem(ProblemCode.DUPLICATE_HEADER, List.of(title)));
            }
        }
        if (unnamed.size() > 1) {
            var shown = String.join(", ", unnamed.subList(0, Math.min(5, unnamed.size())));
            problems.add(new Problem(ProblemCode.MISSING_HEADERS, List.of(Integer.toString(unnamed.size()), shown)));
        } else if (!unnamed.isEmpty()) {
            problems.add(new Problem(ProblemCode.MISSING_HEADER, unnamed));
        }
    }
}
