package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.ValidationReport;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.portal.design.StatusBadge.Tone;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The words for what a dataset is and what was found in it. */
final class DatasetText {

    private static final Pattern BLANK_LINES = Pattern.compile("\\R(?:\\h*\\R)+");

    private DatasetText() {}

    static String text(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }

    /** "1 row", "12,000 rows". */
    static String rows(long count) {
        return count == 1 ? text("dataset.rows.one") : text("dataset.rows.many", Formats.number(count));
    }

    /** It was not read because its team holds as much as it may. */
    static boolean overQuota(DatasetVersion version) {
        return version.failure().filter(DatasetVersion.OVER_QUOTA::equals).isPresent();
    }

    /** It was read, but the place for rows did not take them, or not yet. */
    static boolean notKept(DatasetVersion version) {
        return version.failure().filter(DatasetVersion.NOT_KEPT::equals).isPresent();
    }

    private static String failed(DatasetVersion version) {
        if (overQuota(version)) {
            return text("dataset.quota.failed");
        }
        return notKept(version)
                ? text("dataset.storage.failed")
                : text("dataset.state.FAILED", version.failure().orElse(""));
    }

    static StatusBadge status(DatasetVersion version) {
        return switch (version.state()) {
            case UPLOADED -> new StatusBadge(Tone.WAITING, text("dataset.state.UPLOADED"));
            case VALIDATING ->
                notKept(version)
                        ? new StatusBadge(Tone.WAITING, text("dataset.away.waits"))
                        : new StatusBadge(
                                Tone.RUNNING,
                                text(
                                        "dataset.state.VALIDATING",
                                        Formats.percent(version.progress().fraction())));
            case VALID -> new StatusBadge(Tone.GOOD, text("dataset.state.VALID"));
            case INVALID -> new StatusBadge(Tone.CAUTION, text("dataset.state.INVALID"));
            case FAILED -> new StatusBadge(Tone.BAD, failed(version));
            case CANCELLED -> new StatusBadge(Tone.STOPPED, text("dataset.state.CANCELLED"));
        };
    }

    /** What made the version differ from the one before it. */
    static String change(VersionChange change) {
        return switch (change.kind()) {
            case IMPORTED, PASTED, SAMPLE, RESTORED, COPIED -> text("dataset.change." + change.kind(), change.detail());
            case EDITED -> text("dataset.change.EDITED", change.detail());
            case ADDED -> text("dataset.change.ADDED");
            case DELETED ->
                change.rows() == 1
                        ? text("dataset.change.DELETED.one", change.detail())
                        : text("dataset.change.DELETED.many", Formats.number(change.rows()));
            case FIXED -> fixes(change);
        };
    }

    /** "Trimmed spaces in 3 rows · Dropped duplicates: 21 rows". */
    private static String fixes(VersionChange change) {
        var fixes = change.fixes();
        if (fixes.values().stream().allMatch(count -> count == 0)) {
            return text(
                    "dataset.change.FIXED",
                    fixes.keySet().stream()
                            .map(fix -> text("dataset.fix." + fix + ".name"))
                            .collect(Collectors.joining(", ")));
        }
        return fixes.entrySet().stream()
                .map(each -> text("dataset.fix." + each.getKey() + ".done", rows(each.getValue())))
                .collect(Collectors.joining(" · "));
    }

    /** What fixes would do together. */
    static String effect(long dropped, long changed) {
        var key = dropped == 0 && changed == 0
                ? "dataset.fix.effect.none"
                : dropped == 0
                        ? "dataset.fix.effect.changed"
                        : changed == 0 ? "dataset.fix.effect.dropped" : "dataset.fix.effect";
        return text(key, rows(dropped), rows(changed));
    }

    /** Lines with nothing on them take room from what has something. */
    static String withoutBlankLines(String text) {
        return BLANK_LINES.matcher(text).replaceAll("\n");
    }

    /** The headline of a kind of finding, with how many there are. */
    static String count(ValidationReport.Group group) {
        var key = "dataset.finding." + group.code();
        return group.count() == 1 ? text(key + ".one") : text(key + ".many", Formats.number(group.count()));
    }

    /** Where a finding is and what exactly is wrong there. */
    static String where(Finding finding) {
        var what = finding.details().isEmpty() ? "" : detail(finding);
        String place;
        if (finding.row() > 0) {
            place = text("dataset.finding.row", Formats.number(finding.row()));
        } else if (finding.line() > 0) {
            place = text("dataset.finding.line", Formats.number(finding.line()));
        } else {
            return what;
        }
        return what.isEmpty() ? place : place + ": " + what;
    }

    /** Why a row was left out, in one sentence, with what is wrong in it. */
    static String reason(Finding finding) {
        var what = where(new Finding(finding.code(), 0, 0, "", finding.details()));
        var kind = text("dataset.finding." + finding.code() + ".one");
        return what.isEmpty() ? kind : kind + ": " + what;
    }

    private static String detail(Finding finding) {
        var key = "dataset.finding." + finding.code() + ".detail";
        var details = finding.details();
        return switch (finding.code()) {
            case OTHER_LANGUAGE -> text(key + "." + details.get(0), language(details.get(1)), language(details.get(2)));
            case ANSWER_LANGUAGE -> text(key, language(details.get(0)), language(details.get(1)));
            case MANY_LANGUAGES -> text(key + "." + details.getFirst(), shares(details));
            default -> {
                var words = text(key, details.stream().map(DatasetText::grouped).toArray());
                yield words.contains(key) ? "" : words;
            }
        };
    }

    /** "English 60 %, German 40 %". */
    private static String shares(List<String> details) {
        return IntStream.range(0, details.size() / 2)
                .mapToObj(each ->
                        text("dataset.finding.share", language(details.get(2 * each + 1)), details.get(2 * each + 2)))
                .collect(Collectors.joining(", "));
    }

    private static String language(String tag) {
        return Formats.language(tag);
    }

    /** Numbers as people write them; anything else as it is. */
    private static String grouped(String detail) {
        return detail.matches("[0-9]{1,18}") ? Formats.number(Long.parseLong(detail)) : detail;
    }

    /** "CSV · comma · UTF-8". */
    static String reading(Reading reading) {
        return switch (reading.format()) {
            case DELIMITED -> text("dataset.reading.DELIMITED", delimiter(reading.delimiter()), reading.charset());
            case JSON, JSON_LINES -> text("dataset.reading." + reading.format(), reading.charset());
            case EXCEL -> text("dataset.reading.EXCEL");
        };
    }

    static String delimiter(char delimiter) {
        return switch (delimiter) {
            case ',' -> text("dataset.delimiter.comma");
            case ';' -> text("dataset.delimiter.semicolon");
            case '\t' -> text("dataset.delimiter.tab");
            case '|' -> text("dataset.delimiter.bar");
            default -> String.valueOf(delimiter);
        };
    }
}
