package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamException;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Opens .xlsx workbooks. What comes from outside is first packed anew: only the parts that hold cells, each unpacked within a budget, so
 * that the library reads a well-formed archive of known size whatever the original's headers claim. Its XML parser knows no DTDs.
 */
@Component
class Workbooks {

    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 768L * 1024 * 1024;
    /** The library holds all shared texts in memory. */
    private static final long MOST_SHARED_TEXT = 64L * 1024 * 1024;

    /** Zeros that a number is written out with: the largest of a spreadsheet has 308. */
    private static final int MOST_DIGITS = 400;

    private final Path scratch;

    Workbooks(@Value("${pitchpipe.data}") Path data) {
        this.scratch = data.resolve("tmp");
    }

    /** What to do with an opened workbook. */
    interface Use<T> {
        T with(ReadableWorkbook workbook) throws IOException;
    }

    /** @throws RefusedFileException if this is no workbook, or one that expands too far */
    <T> T open(InputStream in, Use<T> use) throws IOException {
        Files.createDirectories(scratch);
        var original = Files.createTempFile(scratch, "workbook", ".zip");
        var clean = Files.createTempFile(scratch, "workbook", ".xlsx");
        try {
            Files.copy(in, original, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            // Without a part for styles there are no formats, and the library would insist on one.
            var formats = repack(original, clean).stream()
                    .anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("styles.xml"));
            try (var workbook = opened(clean, new ReadingOptions(formats, true))) {
                return use.with(workbook);
            }
        } catch (ZipException | EOFException | IllegalArgumentException broken) {
            throw new RefusedFileException(Reason.BROKEN_WORKBOOK, broken);
        } finally {
            Files.deleteIfExists(original);
            Files.deleteIfExists(clean);
        }
    }

    private static ReadableWorkbook opened(Path file, ReadingOptions options) throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), options);
        } catch (RuntimeException broken) {
            throw new RefusedFileException(Reason.BROKEN_WORKBOOK, broken);
        } catch (IOException failed) {
            throw brokenOr(failed);
        }
    }

    /** What is no XML comes as an IOException, as what cannot be read from the disk does. */
    private static IOException brokenOr(IOException failed) {
        if (failed.getCause() instanceof XMLStreamException) {
            throw new RefusedFileException(Reason.BROKEN_WORKBOOK, failed);
        }
        return failed;
    }

    /**
     * Asks the library for something of a workbook; in a damaged one it throws whatever it stumbles upon.
     *
     * @throws RefusedFileException if it does
     */
    static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (RefusedFileException refused) {
            throw refused;
        } catch (RuntimeException broken) {
            throw new RefusedFileException(Reason.BROKEN_WORKBOOK, broken);
        }
    }

    /** @return the names of the parts */
    private static Set<String> repack(Path original, Path clean) throws IOException {
        var total = 0L;
        var packed = Files.size(original);
        var names = new HashSet<String>();
        try (var zip = new ZipFile(original.toFile());
                var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(clean)))) {
            if (zip.size() > MOST_ENTRIES) {
                throw new RefusedFileException(Reason.EXPANDS_TOO_FAR);
            }
            out.setLevel(Deflater.BEST_SPEED);
            for (var entries = zip.entries().asIterator(); entries.hasNext(); ) {
                var entry = entries.next();
                if (!wanted(entry.getName()) || !names.add(entry.getName())) {
                    continue;
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                var shared = entry.getName().toLowerCase(Locale.ROOT).endsWith("sharedstrings.xml");
                var most = Math.min(shared ? MOST_SHARED_TEXT : MOST_BYTES, MOST_BYTES - total);
                try (var part = new Unpacking.Budget(zip.getInputStream(entry), most, () -> packed);
                        var guarded = entry.getName().startsWith("xl/worksheets/") ? new SheetGuard(part) : part) {
                    total += guarded.transferTo(out);
                }
                out.closeEntry();
            }
        }
        if (!names.contains("[Content_Types].xml")) {
            throw new RefusedFileException(Reason.ZIP);
        }
        return names;
    }

    private static boolean wanted(String name) {
        return name.equals("[Content_Types].xml")
                || name.endsWith(".rels")
                || name.startsWith("xl/")
                        && name.endsWith(".xml")
                        && Stream.of("xl/drawings/", "xl/charts/", "xl/theme/", "xl/media/")
                                .noneMatch(name::startsWith);
    }

    /** @throws RefusedFileException if there is no such sheet, or it is no XML */
    static Stream<Row> rows(ReadableWorkbook workbook, int number) throws IOException {
        var sheet = workbook.getSheet(number).orElseThrow(() -> new RefusedFileException(Reason.BROKEN_WORKBOOK));
        try {
            return sheet.openStream();
        } catch (IOException failed) {
            throw brokenOr(failed);
        }
    }

    /** The row's cells as text, as a person would have typed them. */
    static List<String> texts(Row row) {
        return Stream.iterate(0, i -> i < row.getCellCount(), i -> i + 1)
                .map(i -> text(row.hasCell(i) ? row.getCell(i) : null))
                .toList();
    }

    static String text(@org.jspecify.annotations.Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        if (cell.getType() == CellType.NUMBER) {
            return date(cell) ? cell.asDate().toString().replace("T00:00", "").replace('T', ' ') : number(cell);
        }
        if (cell.getType() == CellType.BOOLEAN) {
            return cell.asBoolean() ? "TRUE" : "FALSE";
        }
        var text = cell.getText();
        return text == null ? "" : text;
    }

    private static String number(Cell cell) {
        // A spreadsheet keeps 15 digits; the 16th and 17th are artefacts of binary fractions.
        var number = cell.asNumber().round(new MathContext(15)).stripTrailingZeros();
        // Written out, what a damaged or wicked file calls a number could take gigabytes.
        return Math.abs(number.scale()) > MOST_DIGITS ? number.toString() : number.toPlainString();
    }

    private static boolean date(Cell cell) {
        var format = cell.getDataFormatString();
        if (format == null) {
            return false;
        }
        var letters = format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.", "");
        return letters.matches(".*[ymdhs].*") && !letters.contains("general") && !letters.contains("red");
    }
}
