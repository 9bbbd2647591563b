package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.audit.AuditEntry;
import io.pitchpipe.portal.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every change of a dataset is in its team's activity, by the person who made it. */
@SuppressWarnings("NullAway.Init")
class DatasetActivityTest extends DatasetTest {

    @Autowired
    private AuditLog audit;

    private List<String> activity() {
        var entries = audit.page(Optional.of(team), "dataset.", Optional.empty(), 50);
        assertThat(entries)
                .allSatisfy(entry ->
                        assertThat(entry.actor()).contains(newTeam.owner().id()));
        return entries.reversed().stream()
                .map(AuditEntry::action)
                .map(action -> action.substring("dataset.".length()))
                .toList();
    }

    @Test
    void each_change_of_rows_is_recorded_with_its_version() {
        var dataset = bring("pairs.csv", csv(30) + "\n  padded  ,spaced\nquestion number 1,other\n");
        var imported = dataset.latest();
        var edited = rows.replace(team, imported.id(), 2, new Example("two", "2"));
        var added = rows.add(team, edited.id(), new Example("three", "3"));
        var deleted = rows.delete(team, added.id(), Set.of(1L));
        var fixed = rows.fix(team, deleted.id(), EnumSet.of(Fix.TRIM));
        rows.restore(team, imported.id());
        var file = datasets.receive(team, "more.csv", stream(csv(3)));
        var peek = datasets.peek(team, file, null);
        var latest = datasets.find(team, dataset.id()).orElseThrow().latest();
        datasets.bring(
                team,
                latest.id(),
                file,
                new ImportPlan(peek.reading(), peek.guess().orElseThrow()));

        assertThat(activity())
                .containsExactly(
                        "created",
                        "version.edited",
                        "version.added",
                        "version.deleted",
                        "version.fixed",
                        "version.restored",
                        "version.imported");
        assertThat(audit.page(Optional.of(team), "dataset.version.fixed", Optional.empty(), 1)
                        .getFirst())
                .satisfies(entry -> {
                    assertThat(entry.subject()).isEqualTo("pairs.csv");
                    assertThat(entry.detail()).contains("v" + fixed.number());
                });
    }

    @Test
    void a_finding_that_is_kept_or_opened_again_is_recorded() {
        var version = bring("pairs.csv", csv(30) + "\nquestion number 1,other\n")
                .latest()
                .id();
        rows.keep(team, version, FindingCode.CONFLICT, true);
        rows.keep(team, version, FindingCode.CONFLICT, false);
        assertThat(activity()).containsExactly("created", "ignored", "reopened");
    }

    @Test
    void findings_that_wait_are_counted_until_they_are_kept() {
        var version = bring("pairs.csv", csv(30) + "\nquestion number 1,other\n")
                .latest()
                .id();
        assertThat(datasets.openFindings(team, version)).isOne();
        rows.keep(team, version, FindingCode.CONFLICT, true);
        assertThat(datasets.openFindings(team, version)).isZero();
    }

    @Test
    void each_way_a_version_comes_about_has_words_in_the_activity() throws IOException {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(
                Path.of("src", "main", "resources", "vaadin-i18n", "translations.properties"))) {
            texts.load(reader);
        }
        assertThat(VersionChange.Kind.values())
                .allSatisfy(kind -> assertThat(texts.getProperty(
                                "activity.action.dataset.version." + kind.name().toLowerCase(Locale.ROOT)))
                        .isNotBlank());
    }
}
