package io.pitchpipe.portal.design;

import com.vaadin.flow.server.streams.DownloadEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A curve's figures as CSV: every step, every digit. Its headings are fixed and its cells are numbers, so that there is nothing in it that a spreadsheet could
 * run as a formula.
 */
final class CurveExport {

    private static final int LONGEST_NAME = 60;

    /** What one step has to say. */
    private record Row(
            long epoch, @Nullable Double train, @Nullable Double heldOut) {}

    private CurveExport() {}

    static void send(DownloadEvent event, String title, String csv) throws IOException {
        event.setFileName(fileName(title) + ".csv");
        event.setContentType("text/csv; charset=utf-8");
        try (var out = event.getOutputStream()) {
            out.write(csv.getBytes(StandardCharsets.UTF_8));
        }
    }

    static String csv(List<Drawing.Drawn> train, List<Drawing.Drawn> heldOut) {
        var rows = new TreeMap<Long, Row>();
        for (var point : train) {
            rows.put(point.step(), new Row(point.epoch(), point.loss(), null));
        }
        for (var point : heldOut) {
            rows.merge(
                    point.step(),
                    new Row(point.epoch(), null, point.loss()),
                    (there, more) -> new Row(there.epoch(), there.train(), more.heldOut()));
        }
        var csv = new StringBuilder("step,epoch,training_loss,held_out_loss\r\n");
        rows.forEach((step, row) -> csv.append(step)
                .append(',')
                .append(row.epoch())
                .append(',')
                .append(exact(row.train()))
                .append(',')
                .append(exact(row.heldOut()))
                .append("\r\n"));
        return csv.toString();
    }

    /** The shortest decimal that is the same number when read again. */
    private static String exact(@Nullable Double loss) {
        return loss == null
                ? ""
                : new BigDecimal(loss.toString()).stripTrailingZeros().toPlainString();
    }

    /** Letters, digits and hyphens only: safe as a name on any disk and in any header. */
    static String fileName(String title) {
        var plain = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        plain = plain.substring(0, Math.min(plain.length(), LONGEST_NAME)).replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "loss" : plain + "-loss";
    }
}
