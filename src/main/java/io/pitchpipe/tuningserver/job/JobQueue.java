package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The unfinished trainings and their order. db-scheduler takes them by the priority column of its table, which this keeps in {@link FairOrder}. */
@Component
class JobQueue {

    private final JdbcClient sql;

    JobQueue(JdbcClient sql) {
        this.sql = sql;
    }

    /** All of them, in order of creation. */
    List<QueuedJob> unfinished() {
        return sql.sql("""
                        select m.id, m.operation_id, m.project, m.seq, m.priority, m.start_time is not null as begun, coalesce(s.picked, false) as running
                        from tuned_model m left join scheduled_tasks s on s.task_name = :task and s.task_instance = m.operation_id
                        where m.operation_done = false order by m.seq""")
                .param("task", QueueLauncher.TASK)
                .query((row, number) -> new QueuedJob(
                        new TunedModelId(row.getString("id")),
                        row.getString("operation_id"),
                        new ProjectNumber(row.getLong("project")),
                        row.getLong("seq"),
                        row.getInt("priority"),
                        row.getBoolean("running"),
                        row.getBoolean("begun")))
                .list();
    }

    /** Puts trainings back that a dead process of this single-process server had picked, without waiting for its heartbeats. */
    void releasePicked() {
        sql.sql(
                        "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null, version = version + 1 where picked = true")
                .update();
    }

    /** Each waiting job's place, from 1. */
    Map<TunedModelId, Integer> positions() {
        return FairOrder.positions(unfinished());
    }

    /** Puts them in order; for after whatever changes who waits. Taking one meanwhile is no harm: only those that wait are written. */
    @Transactional
    void order() {
        var place = new AtomicInteger(Short.MAX_VALUE);
        // Whoever orders at the same time takes the rows in the same order, or the two would wait for each other.
        var places = new TreeMap<String, Integer>();
        FairOrder.of(unfinished()).forEach(job -> places.put(job.operationId(), place.getAndDecrement()));
        places.forEach((operation, priority) -> sql.sql("""
                    update scheduled_tasks set priority = :priority
                    where task_name = :task and task_instance = :instance and picked = false and (priority is null or priority <> :priority)""")
                .param("priority", Math.max(priority, Short.MIN_VALUE))
                .param("task", QueueLauncher.TASK)
                .param("instance", operation)
                .update());
    }

    /** Whether there was such an unfinished job. */
    @Transactional
    boolean setPriority(TunedModelId model, int priority) {
        boolean there = sql.sql("update tuned_model set priority = :priority where id = :id and operation_done = false")
                        .param("priority", priority)
                        .param("id", model.value())
                        .update()
                == 1;
        order();
        return there;
    }
}
