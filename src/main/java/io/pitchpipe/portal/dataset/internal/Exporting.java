package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Finding;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Writes a version for the world outside, chunk by chunk. */
@Component
public class Exporting {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9.,]*");

    private static final byte[] API_OPEN = "{\"examples\":{\"examples\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] API_CLOSE = "\n]}}\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW_LINE = {'\n'};
    private static final byte[] NEXT = {',', '\n'};

    private final RowReading rows;
    private final RejectedRows rejected;
    private final DatasetRepository datasets;
    private final AuditLog audit;

    Exporting(RowReading rows, RejectedRows rejected, DatasetRepository datasets, AuditLog audit) {
        this.datasets = datasets;
        this.audit = audit;
        this.rows = rows;
        this.rejected = rejected;
    }

    /** Puts on record that the version leaves the portal, and in which form. */
    public void record(TeamId team, DatasetVersion version, String form) {
        var name = datasets.find(team, version.dataset()).map(Dataset::name).orElse("");
        audit.record(team, "dataset.exported", name, "version " + version.number() + " as " + form);
    }

    /** The canonical lines as they are kept: nothing is lost. */
    public void jsonLines(DatasetVersion version, OutputStream out) throws IOException {
        rows.bytes(version.dataset(), version.id()).transferTo(out);
    }

    /** The tuning API's own nesting: a document that can stand as {@code trainingData} in a request that makes a tuned model. */
    public void apiJson(DatasetVersion version, OutputStream out) throws IOException {
        out.write(API_OPEN);
        var lines = new LineCursor(rows.bytes(version.dataset(), version.id()));
        for (var first = true; lines.next() == LineCursor.Outcome.LINE; first = false) {
            out.write(first ? NEW_LINE : NEXT);
            out.write(lines.bytes(), lines.from(), lines.to() - lines.from());
        }
        out.write(API_CLOSE);
    }

    /** CSV as RFC 4180 has it, with a byte order mark, without which Excel takes UTF-8 for something else. */
    public void csv(DatasetVersion version, OutputStream out) throws IOException {
        var writer = csvWriter(out, "text_input,output");
        var examples = rows.stream(version.dataset(), version.id()).iterator();
        while (examples.hasNext()) {
            var example = examples.next();
            writer.write(cell(example.input()) + ',' + cell(example.output()) + "\r\n");
        }
        writer.flush();
    }

    /**
     * The rows that could not be taken, as CSV: where each starts in the file, why it was left out, and the row itself.
     *
     * @param reason the words for a finding
     */
    public void rejected(DatasetVersion version, Function<Finding, String> reason, OutputStream out)
            throws IOException {
        var writer = csvWriter(out, "line,reason,row");
        try {
            RejectedBuffer.read(rejected.open(version.id()), row -> {
                var line = Long.toString(row.line()) + ',' + cell(reason.apply(row)) + ',' + cell(row.excerpt());
                try {
                    writer.write(line + "\r\n");
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
        writer.flush();
    }

    private static BufferedWriter csvWriter(OutputStream out, String header) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write('\ufeff' + header + "\r\n");
        return writer;
    }

    /** What formulas begin with, in the width of Asian keyboards too, which spreadsheets take for the same. */
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    /**
     * Puts an apostrophe before what a spreadsheet would run as a formula when the file is opened; a plain number such as -3 is none.
     *
     * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP: CSV injection</a>
     */
    static String cell(String text) {
        var risky = !text.isEmpty()
                && FORMULA.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return '"' + (risky ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
