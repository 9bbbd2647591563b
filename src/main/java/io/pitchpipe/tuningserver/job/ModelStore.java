package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.Caller;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tuned models in SQL. Every change of state names the state that it changes, so that a late one changes nothing. */
@Repository
class ModelStore {

    private final JdbcClient sql;

    ModelStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Whether it was stored; {@code false} when the id is taken. */
    boolean insert(StoredModel model, byte[] pairs) {
        int inserted = sql.sql("""
                    insert into tuned_model (id, project, api_version, base_model, source_model, display_name, description, state,
                      create_time, update_time, temperature, top_p, top_k, epoch_count, batch_size, learning_rate, seed, example_count,
                      total_steps, operation_id, operation_done, cancel_requested)
                    values (:id, :project, :version, :base, :source, :displayName, :description, :state, :created, :created, :temperature,
                      :topP, :topK, :epochs, :batch, :rate, :seed, :examples, :steps, :operation, false, false) on conflict do nothing""")
                .param("id", model.id().value())
                .param("project", model.project().value())
                .param("version", model.apiVersion())
                .param("base", model.baseModel())
                .param(
                        "source",
                        model.sourceModel() == null ? null : model.sourceModel().value())
                .param("displayName", model.displayName())
                .param("description", model.description())
                .param("state", model.state().name())
                .param("created", at(model.createTime()))
                .param("temperature", model.temperature())
                .param("topP", model.topP())
                .param("topK", model.topK())
                .param("epochs", model.hyperparameters().epochCount())
                .param("batch", model.hyperparameters().batchSize())
                .param("rate", model.hyperparameters().learningRate())
                .param("seed", model.seed())
                .param("examples", model.exampleCount())
                .param("steps", model.totalSteps())
                .param("operation", model.operationId())
                .update();
        if (inserted == 0) {
            return false;
        }
        setReaders(model.id(), model.readers());
        sql.sql("insert into training_data (tuned_model, pairs) values (:id, :pairs)")
                .param("id", model.id().value())
                .param("pairs", pairs)
                .update();
        return true;
    }

    boolean exists(String id) {
        return sql.sql("select count(*) from tuned_model where id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    Optional<StoredModel> find(TunedModelId id) {
        var found = sql.sql("select * from tuned_model where id = :id")
                .param("id", id.value())
                .query((row, number) -> read(row))
                .list();
        return withReaders(found).stream().findFirst();
    }

    /** Models that a filter finds for a caller, in order of creation. */
    List<StoredModel> visible(Caller caller, ModelFilter filter, long after, int limit) {
        var words = filter.words();
        var condition = new StringBuilder(mine(filter.mine()));
        if (filter.everyone()) {
            condition.append(
                    " and exists (select 1 from model_permission e where e.tuned_model = m.id and e.email is null)");
        }
        for (int i = 0; i < words.size(); i++) {
            condition
                    .append(" and (lower(m.display_name) like :word")
                    .append(i)
                    .append(" escape '!' or lower(m.description) like :word")
                    .append(i)
                    .append(" escape '!')");
        }
        var query = sql.sql(
                        "select * from tuned_model m where m.seq > :after" + condition + " order by m.seq limit :limit")
                .param("after", after)
                .param("me", caller.addresses())
                .param("project", caller.project().value())
                .param("limit", limit);
        for (int i = 0; i < words.size(); i++) {
            query = query.param(
                    "word" + i,
                    "%" + words.get(i).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        }
        return withReaders(query.query((row, number) -> read(row)).list());
    }

    private static String mine(@Nullable Role role) {
        if (role == null) {
            return "";
        }
        var granted =
                " exists (select 1 from model_permission p where p.tuned_model = m.id and p.email in (:me) and p.role in (%s))"
                        .formatted(Stream.of(Role.values())
                                .filter(other -> other.includes(role))
                                .map(other -> "'" + other + "'")
                                .collect(Collectors.joining(", ")));
        return role != Role.READER
                ? " and" + granted
                : " and (" + granted
                        + " or exists (select 1 from tuned_model_reader r where r.tuned_model = m.id and r.project = :project))";
    }

    /** The folder names of all models. */
    Set<String> folders() {
        return Set.copyOf(sql.sql("select id, operation_id from tuned_model")
                .query((row, number) -> row.getString(1) + "." + row.getString(2))
                .list());
    }

    void update(TunedModelId id, ModelPatch patch, Instant now) {
        sql.sql("""
                update tuned_model set display_name = coalesce(:displayName, display_name), description = coalesce(:description, description),
                  temperature = coalesce(cast(:temperature as real), temperature), top_p = coalesce(cast(:topP as real), top_p),
                  top_k = coalesce(cast(:topK as integer), top_k), update_time = :now
                where id = :id""")
                .param("displayName", patch.displayName())
                .param("description", patch.description())
                .param("temperature", patch.temperature())
                .param("topP", patch.topP())
                .param("topK", patch.topK())
                .param("now", at(now))
                .param("id", id.value())
                .update();
        if (patch.readers() != null) {
            sql.sql("delete from tuned_model_reader where tuned_model = :id")
                    .param("id", id.value())
                    .update();
            setReaders(id, patch.readers());
        }
    }

    boolean delete(TunedModelId id) {
        return sql.sql("delete from tuned_model where id = :id")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Notes the first start of a training; a resumption keeps it. */
    void start(TunedModelId id, Instant now) {
        sql.sql(
                        "update tuned_model set start_time = :now where id = :id and start_time is null and operation_done = false")
                .param("now", at(now))
                .param("id", id.value())
                .update();
    }

    /** Whether the wish to end it was taken; {@code false} when it is over or gone. */
    boolean requestCancel(TunedModelId id) {
        return sql.sql("update tuned_model set cancel_requested = true where id = :id and operation_done = false")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Whether a training should go on: it is there, not over, and nobody asked for its end. */
    boolean wanted(TunedModelId id) {
        return sql.sql(
                                "select count(*) from tuned_model where id = :id and operation_done = false and cancel_requested = false")
                        .param("id", id.value())
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Ends a training, once. The data that it was made of goes with it. */
    boolean finish(TunedModelId id, ModelState state, @Nullable OperationError error, Instant now) {
        int finished = sql.sql("""
                        update tuned_model set state = :state, operation_done = true, error_code = cast(:code as integer), error_message = :message,
                          update_time = :now, complete_time = :now
                        where id = :id and operation_done = false""")
                .param("state", state.name())
                .param("code", error == null ? null : error.code())
                .param("message", error == null ? null : error.message())
                .param("now", at(now))
                .param("id", id.value())
                .update();
        if (finished == 1) {
            sql.sql("delete from training_data where tuned_model = :id")
                    .param("id", id.value())
                    .update();
        }
        return finished == 1;
    }

    Optional<byte[]> pairs(TunedModelId id) {
        return sql.sql("select pairs from training_data where tuned_model = :id")
                .param("id", id.value())
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    private void setReaders(TunedModelId id, List<ProjectNumber> readers) {
        for (var reader : readers) {
            sql.sql(
                            "insert into tuned_model_reader (tuned_model, project) values (:id, :project) on conflict do nothing")
                    .param("id", id.value())
                    .param("project", reader.value())
                    .update();
        }
    }

    private List<StoredModel> withReaders(List<StoredModel> models) {
        if (models.isEmpty()) {
            return models;
        }
        var readers = new HashMap<String, List<ProjectNumber>>();
        sql.sql("select tuned_model, project from tuned_model_reader where tuned_model in (:ids) order by project")
                .param("ids", models.stream().map(model -> model.id().value()).toList())
                .query(row -> {
                    readers.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new ProjectNumber(row.getLong(2)));
                });
        return models.stream()
                .map(model -> model.withReaders(readers.getOrDefault(model.id().value(), List.of())))
                .toList();
    }

    private static StoredModel read(ResultSet row) throws SQLException {
        var source = row.getString("source_model");
        int code = row.getInt("error_code");
        var error = row.wasNull() ? null : new OperationError(code, row.getString("error_message"));
        return new StoredModel(
                new TunedModelId(row.getString("id")),
                row.getLong("seq"),
                new ProjectNumber(row.getLong("project")),
                row.getString("api_version"),
                row.getString("base_model"),
                source == null ? null : new TunedModelId(source),
                row.getString("display_name"),
                row.getString("description"),
                ModelState.valueOf(row.getString("state")),
                required(row, "create_time"),
                required(row, "update_time"),
                instant(row, "start_time"),
                instant(row, "complete_time"),
                row.getFloat("temperature"),
                row.getFloat("top_p"),
                row.getInt("top_k"),
                new Hyperparameters(row.getInt("epoch_count"), row.getInt("batch_size"), row.getFloat("learning_rate")),
                row.getLong("seed"),
                row.getInt("example_count"),
                row.getInt("total_steps"),
                row.getString("operation_id"),
                row.getBoolean("operation_done"),
                error,
                row.getBoolean("cancel_requested"),
                List.of());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
