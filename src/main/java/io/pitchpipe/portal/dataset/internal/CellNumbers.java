package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** What a person sees in a cell that holds a number: a spreadsheet shows 15 digits, and counts days. */
final class CellNumbers {

    /** The 16th and 17th digit of a binary fraction are artefacts. */
    private static final int DIGITS = 15;

    /** Zeros that a number is written out with: the largest of a spreadsheet has 308. */
    private static final int MOST_ZEROS = 400;

    /** Written out, the longest number of a spreadsheet has some 330 characters. */
    private static final int MOST_CHARACTERS = 1_000;

    private static final long DAY_MILLISECONDS = 24L * 60 * 60 * 1000;
    /** The day after the last, 31 December 9999. */
    private static final double MOST_DAYS = 2_958_466;

    private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    /** Excel counts a 29 February 1900, which never was: days before it are one off. */
    private static final int FIRST_OF_MARCH_1900 = 61;

    private CellNumbers() {}

    /**
     * Puts what a person sees in the place of the number behind {@code from}.
     *
     * @param from1904 whether days are counted from 1904, as programs on the first Macintoshes did
     * @throws RefusedFileException if that is no number
     */
    static void show(TextBuffer cell, int from, CellStyles.Kind kind, boolean from1904) {
        if (kind == CellStyles.Kind.NUMBER) {
            if (!shown(cell.bytes(), from, cell.length())) {
                replace(cell, from, text(number(cell, from)));
            }
            return;
        }
        var number = number(cell, from);
        var days = number.doubleValue();
        replace(cell, from, days >= 0 && days < MOST_DAYS ? time(days, kind, from1904) : text(number));
    }

    /** Most numbers are what a person sees already: not more than 15 digits, without a zero at the end of a fraction. */
    private static boolean shown(byte[] bytes, int from, int to) {
        var at = from < to && bytes[from] == '-' ? from + 1 : from;
        var first = at;
        var point = -1;
        while (at < to && (bytes[at] >= '0' && bytes[at] <= '9' || bytes[at] == '.' && point < 0)) {
            point = bytes[at] == '.' ? at : point;
            at++;
        }
        var digits = at - first - (point < 0 ? 0 : 1);
        if (at < to || digits == 0 || digits > DIGITS || point == first || point >= 0 && bytes[to - 1] <= '0') {
            return false;
        }
        var leadingZero = bytes[first] == '0';
        return !leadingZero || (point < 0 ? to - from == 1 : point == first + 1);
    }

    private static BigDecimal number(TextBuffer cell, int from) {
        try {
            if (cell.length() - from <= MOST_CHARACTERS) {
                return new BigDecimal(cell.text(from).strip());
            }
        } catch (NumberFormatException noNumber) {
            throw new RefusedFileException(Reason.BROKEN_WORKBOOK, noNumber);
        }
        throw new RefusedFileException(Reason.BROKEN_WORKBOOK);
    }

    private static String text(BigDecimal number) {
        try {
            var shown =
                    number.round(new MathContext(DIGITS, RoundingMode.HALF_UP)).stripTrailingZeros();
            // Written out, what a damaged or wicked file calls a number could take gigabytes.
            return shown.scale() > MOST_ZEROS || shown.scale() < -MOST_ZEROS ? shown.toString() : shown.toPlainString();
        } catch (ArithmeticException beyondAllNumbers) {
            throw new RefusedFileException(Reason.BROKEN_WORKBOOK, beyondAllNumbers);
        }
    }

    private static String time(double days, CellStyles.Kind kind, boolean from1904) {
        var whole = (long) days;
        var milliseconds = Math.round((days - whole) * DAY_MILLISECONDS);
        if (kind == CellStyles.Kind.SPAN) {
            return span(whole * DAY_MILLISECONDS + milliseconds);
        }
        if (milliseconds == DAY_MILLISECONDS) {
            whole++;
            milliseconds = 0;
        }
        var time = LocalTime.ofNanoOfDay(milliseconds * 1_000_000);
        if (kind == CellStyles.Kind.TIME && whole == 0) {
            return time.toString();
        }
        var beforeMarch = !from1904 && whole < FIRST_OF_MARCH_1900 ? 1 : 0;
        var date = (from1904 ? EPOCH_1904 : EPOCH_1900).plusDays(whole + beforeMarch);
        return text(date.atTime(time));
    }

    private static String span(long milliseconds) {
        var seconds = Math.round(milliseconds / 1000.0);
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String text(LocalDateTime time) {
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : time.toLocalDate() + " " + time.toLocalTime();
    }

    /** Puts a date as it is shown in the place of one that is written out behind {@code from}, {@code 2026-11-22T00:00:00}. */
    static void showDate(TextBuffer cell, int from) {
        var written = cell.text(from).strip();
        try {
            var local = written.endsWith("Z") ? written.substring(0, written.length() - 1) : written;
            replace(cell, from, text(LocalDateTime.parse(local)));
        } catch (DateTimeParseException otherwise) {
            // A date or a time alone is what a person sees; so is what is neither.
            replace(cell, from, written);
        }
    }

    private static void replace(TextBuffer cell, int from, String text) {
        cell.truncate(from);
        cell.append(text);
    }
}
