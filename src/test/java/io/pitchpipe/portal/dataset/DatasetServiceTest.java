package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.common.NotFoundException;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

class DatasetServiceTest extends DatasetTest {

    @Test
    void the_sample_is_ready_at_once() {
        var sample = datasets.createSample(team);

        assertThat(sample.latest().state()).isEqualTo(VersionState.VALID);
        assertThat(sample.latestValid()).isPresent();
        assertThat(all(sample.latest().id()))
                .hasSize(15)
                .startsWith(new Example("1", "2"), new Example("3", "4"), new Example("-3", "-2"))
                .contains(new Example("10,100,000", "10,100,001"));
        assertThat(rows.report(team, sample.latest().id()).orElseThrow().count(FindingCode.FEW_ROWS))
                .isOne();
    }

    @Test
    void a_file_becomes_a_dataset_that_is_found_again() {
        var dataset = bring("support.csv", csv(500));

        assertThat(datasets.list(team, "SUPP", 0, 10)).extracting(Dataset::id).containsExactly(dataset.id());
        assertThat(datasets.list(team, "%", 0, 10)).isEmpty();
        assertThat(datasets.count(team, "")).isOne();
        var version = dataset.latest();
        assertThat(version.rows()).isEqualTo(500);
        assertThat(datasets.examples(team, version.id()).total()).isEqualTo(500);
        assertThat(rows.page(team, version.id(), 498, 50))
                .containsExactly(
                        new Row(499, new Example("question number 499", "answer 499")),
                        new Row(500, new Example("question number 500", "answer 500")));
        assertThat(contents.sample(version.id(), 5)).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void a_stranger_finds_nothing_and_a_viewer_sees_no_rows() {
        var dataset = bring("support.csv", csv(30));
        var other = newTeam();
        signIn(other);
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> datasets.find(team, dataset.id()));
        assertThat(datasets.find(other.id(), dataset.id())).isEmpty();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> rows.page(other.id(), dataset.latest().id(), 0, 10));

        signIn(newMember(team, Role.VIEWER).id());
        assertThat(datasets.find(team, dataset.id())).isPresent();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> rows.page(team, dataset.latest().id(), 0, 10));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> datasets.receive(team, "x.csv", stream("a,b")));
    }

    @Test
    void a_dataset_is_deleted_with_all_that_belongs_to_it() {
        var dataset = bring("support.csv", csv(30));

        assertThat(datasets.delete(team, dataset.id())).isTrue();

        assertThat(datasets.find(team, dataset.id())).isEmpty();
        assertThat(chunks(dataset)).isZero();
    }
}
