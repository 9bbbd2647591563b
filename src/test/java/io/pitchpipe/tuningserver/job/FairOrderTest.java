package io.pitchpipe.tuningserver.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is next. Jobs are named by their project and their number in order of creation. */
class FairOrderTest {

    private final List<QueuedJob> unfinished = new ArrayList<>();

    private void job(String project, int priority, boolean running, boolean begun) {
        long seq = unfinished.size() + 1;
        unfinished.add(new QueuedJob(
                new TunedModelId(project + seq),
                "op" + seq,
                new ProjectNumber(project.charAt(0)),
                seq,
                priority,
                running,
                begun));
    }

    private void waiting(String... projects) {
        for (var project : projects) {
            job(project, 0, false, false);
        }
    }

    private List<String> order() {
        return FairOrder.of(unfinished).stream().map(job -> job.model().value()).toList();
    }

    @Test
    void one_projects_jobs_go_in_order_of_creation() {
        waiting("a", "a", "a");

        assertThat(order()).containsExactly("a1", "a2", "a3");
    }

    @Test
    void projects_take_turns() {
        waiting("a", "a", "a", "b", "c", "b");

        assertThat(order()).containsExactly("a1", "b4", "c5", "a2", "b6", "a3");
    }

    @Test
    void what_runs_was_its_projects_first_turn() {
        job("a", 0, true, true);
        waiting("a", "a", "b");

        assertThat(order()).containsExactly("b4", "a2", "a3");
    }

    @Test
    void a_projects_hundred_jobs_hold_up_anothers_one_by_none() {
        job("a", 0, true, true);
        for (int i = 0; i < 99; i++) {
            waiting("a");
        }
        waiting("b");

        assertThat(order()).first().isEqualTo("b101");
        assertThat(FairOrder.positions(unfinished)).containsEntry(new TunedModelId("a2"), 2);
    }

    @Test
    void priority_goes_before_fairness() {
        waiting("a", "b");
        job("a", 5, false, false);
        job("a", -1, false, false);
        job("b", 5, false, false);

        assertThat(order()).containsExactly("a3", "b5", "a1", "b2", "a4");
    }

    @Test
    void what_had_begun_goes_on_before_anything_else() {
        job("a", 100, false, false);
        job("b", -100, false, true);

        assertThat(order()).containsExactly("b2", "a1");
    }
}
