package io.pitchpipe.portal.dataset.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.dataset.VersionChange.Kind;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.VersionState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VersionRunTest {

    private static final DatasetId DATASET = DatasetId.random();

    private static DatasetVersion version(int number, Kind kind, String by, int second) {
        return new DatasetVersion(
                VersionId.random(),
                DATASET,
                number,
                VersionState.VALID,
                30,
                0,
                1_000,
                new VersionChange(kind, 1, kind == Kind.FIXED ? "TRIM=1" : "x"),
                by,
                Instant.parse("2026-11-30T10:00:00Z").plusSeconds(second),
                new DatasetVersion.Progress(0, 0, 0),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static List<String> runs(DatasetVersion... oldestFirst) {
        var newestFirst = Stream.of(oldestFirst).toList().reversed();
        return VersionRun.of(newestFirst).stream()
                .map(run -> run.newest().number() + ""
                        + run.others().stream().map(DatasetVersion::number).toList())
                .toList();
    }

    @Test
    void small_changes_of_one_minute_by_one_person_are_one_run_and_the_import_stays_in_sight() {
        assertThat(runs(
                        version(1, Kind.IMPORTED, "Ada", 0),
                        version(2, Kind.FIXED, "Ada", 10),
                        version(3, Kind.DELETED, "Ada", 20),
                        version(4, Kind.EDITED, "Ada", 55)))
                .containsExactly("4[3, 2]", "1[]");
    }

    @Test
    void another_person_or_another_minute_begins_anew() {
        assertThat(runs(
                        version(1, Kind.EDITED, "Ada", 0),
                        version(2, Kind.EDITED, "Ada", 70),
                        version(3, Kind.EDITED, "Ada", 80),
                        version(4, Kind.EDITED, "Ada", 90),
                        version(5, Kind.EDITED, "Ben", 91),
                        version(6, Kind.EDITED, "Ben", 92),
                        version(7, Kind.EDITED, "Ben", 93)))
                .containsExactly("7[6, 5]", "4[3, 2]", "1[]");
    }

    @Test
    void a_single_one_is_not_folded_away() {
        assertThat(runs(version(1, Kind.EDITED, "Ada", 0), version(2, Kind.EDITED, "Ada", 5)))
                .containsExactly("2[]", "1[]");
    }
}
