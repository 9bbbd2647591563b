package io.pitchpipe.portal.dataset.ui;

import io.pitchpipe.portal.dataset.Conflict;
import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.ValidationReport;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds where rows are listed for another reason too: what differs only in how it is spelled is no contradiction once it is spelled
 * alike, and should be fixed first.
 */
record RelatedFindings(ValidationReport report) {

    private static final List<FindingCode> SPELLING =
            List.of(FindingCode.ANSWER_VARIANT, FindingCode.OUTER_SPACE, FindingCode.LABELLED_TEXT);

    /** The findings of spelling that are about any of the rows; as far as rows are kept with findings. */
    private Set<FindingCode> spelling(Set<Long> rows) {
        return report.groups().stream()
                .filter(group -> SPELLING.contains(group.code()))
                .filter(group -> group.findings().stream().map(Finding::row).anyMatch(rows::contains))
                .map(ValidationReport.Group::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where the spelling of the outputs is found as well; empty if they differ in more than that. */
    Set<FindingCode> of(Conflict conflict) {
        return conflict.spelling()
                ? spelling(conflict.answers().stream()
                        .flatMap(answer -> answer.rows().stream())
                        .collect(Collectors.toSet()))
                : Set.of();
    }

    /** The findings of spelling that are about the same rows as another finding, which may be gone once they are fixed. */
    Set<FindingCode> of(FindingCode code) {
        return code == FindingCode.NEAR_DUPLICATE ? spelling(rows(code)) : Set.of();
    }

    /** The rows of a finding, and those it compares them with. */
    private Set<Long> rows(FindingCode code) {
        return report.groups().stream()
                .filter(group -> group.code() == code)
                .flatMap(group -> group.findings().stream())
                .flatMap(finding -> Stream.concat(
                        Stream.of(finding.row()),
                        finding.details().stream()
                                .filter(Predicate.not(String::isEmpty))
                                .map(Long::valueOf)))
                .collect(Collectors.toSet());
    }
}
