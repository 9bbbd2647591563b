package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.common.NotFoundException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatasetVersionsTest extends DatasetTest {

    private DatasetVersion bringInto(DatasetVersion base, String fileName, String text) {
        var upload = datasets.receive(team, fileName, stream(text));
        var peek = datasets.peek(team, upload, null);
        return datasets.bring(
                team,
                base.id(),
                upload,
                new ImportPlan(peek.reading(), peek.guess().orElseThrow()));
    }

    @Test
    void a_new_file_becomes_a_new_version_and_the_old_one_stays() {
        var dataset = bring("support.csv", csv(30));

        var second = bringInto(dataset.latest(), "more.csv", csv(45));

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.state()).isEqualTo(VersionState.VALID);
        assertThat(second.change()).isEqualTo(new VersionChange(VersionChange.Kind.IMPORTED, 0, "more.csv"));
        assertThat(all(second.id())).hasSize(45);
        assertThat(all(dataset.latest().id())).hasSize(30);
        assertThat(rows.diff(team, dataset.latest().id(), second.id()).added()).isEqualTo(15);
    }

    @Test
    void a_file_for_a_version_that_is_no_longer_the_newest_is_refused() {
        var dataset = bring("support.csv", csv(30));
        rows.delete(team, dataset.latest().id(), Set.of(1L));

        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> bringInto(dataset.latest(), "more.csv", csv(45)));
        assertThat(datasets.versions(team, dataset.id(), 0, 10)).hasSize(2);
    }

    @Test
    void a_file_cannot_be_brought_into_a_dataset_of_another_team() {
        var dataset = bring("support.csv", csv(30));
        var other = newTeam();
        signIn(other);
        team = other.id();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> bringInto(dataset.latest(), "more.csv", csv(45)));
    }

    @Test
    void what_was_changed_added_and_removed_is_told_row_by_row() {
        var first = bring("support.csv", csv(20_000)).latest();
        var second = rows.replace(team, first.id(), 9_000, new Example("question number 9000", "another answer"));
        var third = rows.replace(team, second.id(), 12_000, new Example("rewritten", "answer 12000"));
        var fourth = rows.delete(team, third.id(), Set.of(3L));
        var fifth = rows.add(team, fourth.id(), new Example("new", "row"));

        var diff = rows.diff(team, first.id(), fifth.id());

        assertThat(diff.changed()).isEqualTo(1);
        assertThat(diff.removed()).isEqualTo(2);
        assertThat(diff.added()).isEqualTo(2);
        assertThat(diff.changes()).hasSize(5);
        assertThat(diff.changes().getFirst().before())
                .contains(new Row(3, new Example("question number 3", "answer 3")));
        assertThat(diff.changes())
                .anySatisfy(change -> {
                    assertThat(change.before().orElseThrow().number()).isEqualTo(9_000);
                    assertThat(change.after().orElseThrow())
                            .isEqualTo(new Row(8_999, new Example("question number 9000", "another answer")));
                })
                .last()
                .satisfies(change -> assertThat(change.after()).contains(new Row(20_000, new Example("new", "row"))));
        var edit = rows.diff(team, second.id(), third.id());
        assertThat(edit.changed()).isOne();
        assertThat(edit.added() + edit.removed()).isZero();
    }

    @Test
    void order_and_repetition_count_as_what_they_are() {
        var first = bring("pairs.csv", "question,answer\na,1\nb,2\nb,2\nc,3\n").latest();
        var second = bringInto(first, "turned.csv", "question,answer\nc,3\nb,2\na,1\n");

        var diff = rows.diff(team, first.id(), second.id());

        assertThat(diff.removed()).isOne();
        assertThat(diff.added() + diff.changed()).isZero();
        assertThat(rows.diff(team, first.id(), first.id()).isEmpty()).isTrue();
        var fixed = rows.fix(team, second.id(), EnumSet.of(Fix.TRIM));
        assertThat(rows.diff(team, second.id(), fixed.id()).isEmpty()).isTrue();
    }

    @Test
    void versions_of_two_datasets_are_not_compared() {
        var one = bring("one.csv", csv(20)).latest().id();
        var other = bring("other.csv", csv(20)).latest().id();
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> rows.diff(team, one, other));
    }
}
