package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetVersion;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Writes a version for the world outside, chunk by chunk. */
@Component
public class Exporting {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9.,]*");

    private final RowReading rows;

    Exporting(RowReading rows) {
        this.rows = rows;
    }

    /** The canonical lines as they are kept: nothing is lost. */
    public void jsonLines(DatasetVersion version, OutputStream out) throws IOException {
        rows.bytes(version.dataset(), version.id()).transferTo(out);
    }

    /** CSV as RFC 4180 has it, with a byte order mark, without which Excel takes UTF-8 for something else. */
    public void csv(DatasetVersion version, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write("\ufefftext_input,output\r\n");
        var examples = rows.stream(version.dataset(), version.id()).iterator();
        while (examples.hasNext()) {
            var example = examples.next();
            writer.write(cell(example.input()));
            writer.write(',');
            writer.write(cell(example.output()));
            writer.write("\r\n");
        }
        writer.flush();
    }

    /**
     * Puts an apostrophe before what a spreadsheet would run as a formula when the file is opened; a plain number such as -3 is none.
     *
     * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP: CSV injection</a>
     */
    static String cell(String text) {
        var risky = !text.isEmpty()
                && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return '"' + (risky ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
