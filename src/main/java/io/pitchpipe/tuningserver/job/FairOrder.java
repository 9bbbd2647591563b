package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which waiting trainings begin. By priority first; within one priority projects take turns: a project's first job goes before any project's second, those that run counting as
 * first, and jobs in the same turn go in order of creation. So a project with a hundred jobs holds up another's one job by one job at most per trainer. What had begun before its process died goes on before anything else.
 *
 * @see <a href="../../../../../../../../docs/decisions/0014-the-queue-is-a-table.md">0014</a>
 */
final class FairOrder {

    private static final Comparator<QueuedJob> OWN = Comparator.comparing(QueuedJob::running)
            .thenComparing(QueuedJob::begun)
            .thenComparing(QueuedJob::priority)
            .reversed()
            .thenComparing(QueuedJob::seq);

    private FairOrder() {}

    /** Those that wait, the next one first. */
    static List<QueuedJob> of(List<QueuedJob> unfinished) {
        var taken = new HashMap<ProjectNumber, Integer>();
        var turns = new ArrayList<Turn>();
        for (var job : unfinished.stream().sorted(OWN).toList()) {
            int turn = taken.merge(job.project(), 1, Integer::sum);
            if (!job.running()) {
                turns.add(new Turn(job, turn));
            }
        }
        return turns.stream().sorted(Turn.ORDER).map(Turn::job).toList();
    }

    /** Each waiting job's place, from 1. */
    static Map<TunedModelId, Integer> positions(List<QueuedJob> unfinished) {
        var positions = new HashMap<TunedModelId, Integer>();
        of(unfinished).forEach(job -> positions.put(job.model(), positions.size() + 1));
        return positions;
    }

    private record Turn(QueuedJob job, int turn) {

        private static final Comparator<Turn> ORDER = Comparator.<Turn, Boolean>comparing(
                        one -> one.job().begun())
                .thenComparing(one -> one.job().priority())
                .reversed()
                .thenComparing(Turn::turn)
                .thenComparing(one -> one.job().seq());
    }
}
