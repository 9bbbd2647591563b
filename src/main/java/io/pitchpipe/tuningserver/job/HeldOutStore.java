package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.Validation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is held out of trainings, in SQL: the examples beside the training data, which go with it when the training ends, the losses beside the steps. */
@Repository
class HeldOutStore {

    private final JdbcClient sql;

    HeldOutStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Adds held-out examples to a model that was just stored. */
    void insert(TunedModelId id, ValidationWish wish) {
        sql.sql(
                        "insert into held_out (tuned_model, examples, keep_best, patience, ended_early) values (:id, :examples, :keepBest, :patience, false)")
                .param("id", id.value())
                .param("examples", wish.pairs().size())
                .param("keepBest", wish.keepBest())
                .param("patience", wish.patience())
                .update();
        sql.sql("update training_data set held_out = :pairs where tuned_model = :id")
                .param("id", id.value())
                .param("pairs", TrainingData.write(wish.pairs()))
                .update();
    }

    /** What is held out of these, for those out of which something is. */
    Map<TunedModelId, HeldOut> find(List<TunedModelId> ids) {
        var found = new HashMap<TunedModelId, HeldOut>();
        if (!ids.isEmpty()) {
            sql.sql("select * from held_out where tuned_model in (:ids)")
                    .param("ids", ids.stream().map(TunedModelId::value).toList())
                    .query(row -> {
                        found.put(
                                new TunedModelId(row.getString("tuned_model")),
                                new HeldOut(
                                        row.getInt("examples"),
                                        row.getBoolean("keep_best"),
                                        row.getInt("patience"),
                                        row.getObject("start_loss", Float.class),
                                        row.getObject("kept_step", Integer.class),
                                        row.getBoolean("ended_early")));
                    });
        }
        return found;
    }

    /** What a training that is not over holds out. */
    Validation validation(TunedModelId id) {
        return sql.sql("""
                        select d.held_out, h.keep_best, h.patience from held_out h join training_data d on d.tuned_model = h.tuned_model
                        where h.tuned_model = :id""")
                .param("id", id.value())
                .query((row, number) ->
                        new Validation(TrainingData.read(row.getBytes(1)), row.getBoolean(2), row.getInt(3)))
                .optional()
                .orElse(Validation.NONE);
    }

    /** Notes a loss of the held-out examples; a step's is noted beside the step, which must be there. */
    void addLoss(TunedModelId id, int step, float loss) {
        sql.sql(
                        step == 0
                                ? "update held_out set start_loss = :loss where tuned_model = :id"
                                : "update tuning_snapshot set held_out_loss = :loss where tuned_model = :id and step = :step")
                .param("id", id.value())
                .param("step", step)
                .param("loss", loss)
                .update();
    }

    /** Notes what came of a training, if anything was held out of it. */
    void end(TunedModelId id, int keptStep, boolean early) {
        sql.sql("update held_out set kept_step = :step, ended_early = :early where tuned_model = :id")
                .param("id", id.value())
                .param("step", keptStep)
                .param("early", early)
                .update();
    }
}
