package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitTest extends DatasetTest {

    @Test
    void what_is_taught_and_what_is_held_out_are_all_rows_and_share_none() {
        var version = bring("support.csv", csv(200)).latest();
        var holdOut = HoldOut.byDefault(version.rows());

        var split = datasets.split(team, version.id(), holdOut);
        var training = contents.training(version.id(), holdOut);
        var heldOut = contents.sampleHeldOut(version.id(), holdOut, 1_000);

        assertThat(split.training()).isEqualTo(180);
        assertThat(split.heldOut()).isEqualTo(20);
        assertThat(split.trainingBytes() + split.heldOutBytes()).isEqualTo(version.bytes());
        assertThat(training.total()).isEqualTo(180);
        var taught = training.stream().toList();
        assertThat(taught).hasSize(180).doesNotContainAnyElementsOf(heldOut);
        var both = new HashSet<>(taught);
        both.addAll(heldOut);
        assertThat(both).containsExactlyInAnyOrderElementsOf(all(version.id()));
        assertThat(contents.sampleHeldOut(version.id(), holdOut, 7))
                .hasSize(7)
                .doesNotHaveDuplicates()
                .isSubsetOf(heldOut);
    }

    @Test
    void a_split_is_made_once_and_rows_say_that_they_are_held_out() {
        var version = bring("support.csv", csv(60)).latest();
        var holdOut = new HoldOut(20);

        assertThat(datasets.split(team, version.id(), holdOut)).isEqualTo(datasets.split(team, version.id(), holdOut));
        assertThat(jdbc.sql("select count(*) from dataset_split where version_id = ?")
                        .param(version.id().value())
                        .query(Long.class)
                        .single())
                .isOne();
        var page = rows.page(team, version.id(), 0, 60);
        assertThat(rows.heldOut(team, version.id(), holdOut, page)).hasSize(12);
        assertThat(rows.heldOut(team, version.id(), HoldOut.NONE, page)).isEmpty();
    }

    @Test
    void small_sets_are_taught_whole_unless_somebody_says_otherwise() {
        var sample = datasets.createSample(team).latest();

        assertThat(HoldOut.byDefault(sample.rows())).isEqualTo(HoldOut.NONE);
        assertThat(HoldOut.byDefault(20)).isEqualTo(new HoldOut(10));
        assertThat(datasets.split(team, sample.id(), HoldOut.NONE)).isEqualTo(Split.whole(sample));
        assertThat(datasets.split(team, sample.id(), new HoldOut(20)).heldOut()).isEqualTo(3);
        for (var percent : List.of(-2, 51)) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new HoldOut(percent));
        }
    }

    @Test
    void a_version_that_may_not_be_tuned_on_is_not_divided() {
        var version = bring("broken.csv", csv(30) + "\nno answer,\n").latest();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> datasets.split(team, version.id(), new HoldOut(10)));
    }
}
