package io.pitchpipe.tuningserver.job;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The steps of trainings in SQL. */
@Repository
class SnapshotStore {

    private final JdbcClient sql;

    SnapshotStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Adds a step; one that is there stays as it was first. */
    void add(TunedModelId id, Snapshot snapshot) {
        sql.sql("""
                insert into tuning_snapshot (tuned_model, step, epoch, mean_loss, compute_time)
                values (:id, :step, :epoch, :loss, :time) on conflict do nothing""")
                .param("id", id.value())
                .param("step", snapshot.step())
                .param("epoch", snapshot.epoch())
                .param("loss", snapshot.meanLoss())
                .param("time", snapshot.computeTime().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The steps of these, in their order; nothing for those without any. */
    Map<TunedModelId, List<Snapshot>> find(List<TunedModelId> ids) {
        var found = new HashMap<TunedModelId, List<Snapshot>>();
        if (!ids.isEmpty()) {
            sql.sql("select * from tuning_snapshot where tuned_model in (:ids) order by tuned_model, step")
                    .param("ids", ids.stream().map(TunedModelId::value).toList())
                    .query(row -> {
                        found.computeIfAbsent(new TunedModelId(row.getString("tuned_model")), id -> new ArrayList<>())
                                .add(new Snapshot(
                                        row.getInt("step"),
                                        row.getInt("epoch"),
                                        row.getFloat("mean_loss"),
                                        row.getObject("compute_time", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getObject("held_out_loss", Float.class)));
                    });
        }
        return found;
    }
}
