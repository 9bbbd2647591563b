package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.genapi.CountExampleTokensResponse;
import io.pitchpipe.genapi.CreateTunedModelMetadata;
import io.pitchpipe.genapi.ListTunedModelsResponse;
import io.pitchpipe.genapi.Model;
import io.pitchpipe.genapi.Operation;
import io.pitchpipe.genapi.RpcCode;
import io.pitchpipe.genapi.Status;
import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TunedModelState;
import io.pitchpipe.genapi.TuningExample;
import io.pitchpipe.genapi.TuningSnapshot;
import io.pitchpipe.genapi.TuningTask;
import io.pitchpipe.genapi.TuningValidation;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.TunedModelsApi;
import io.pitchpipe.portal.common.TeamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A backend in memory that trains when a test says so, and fails when a test says so. */
public final class RecordingApi implements TunedModelsApi {

    /** What is known of one model. */
    public static final class Training {
        public final TunedModel asked;
        public final List<TuningSnapshot> snapshots = new ArrayList<>();
        public @Nullable String state = "CREATING";
        public @Nullable Status error;
        public boolean done;
        public boolean operationForgotten;
        public boolean begun;
        public int total = 19;
        public final TeamId owner;
        public volatile List<String> readers = List.of();

        public @Nullable TuningValidation heldOut;

        Training(TunedModel asked, TeamId owner) {
            this.asked = asked;
            this.owner = owner;
            var task = asked.tuningTask();
            var wished = task == null ? null : task.validation();
            if (wished != null && wished.data() != null && wished.data().examples() != null) {
                var examples = wished.data().examples().examples();
                this.heldOut = told(wished, examples == null ? 0 : examples.size(), null, null, false);
            }
        }

        private static TuningValidation told(
                TuningValidation about,
                int count,
                @Nullable Float startLoss,
                @Nullable Integer keptEpoch,
                boolean early) {
            return new TuningValidation(
                    null, about.keepBest(), about.patience(), count, startLoss, null, keptEpoch, early, null);
        }

        /** The held-out loss before the first step. */
        public void startLoss(float loss) {
            var now = Objects.requireNonNull(heldOut);
            heldOut = told(now, now.exampleCount(), loss, null, false);
        }

        /** The held-out loss after a step that was computed before. */
        public void measure(int step, float loss) {
            snapshots.replaceAll(one -> one.step() != step
                    ? one
                    : new TuningSnapshot(one.step(), one.epoch(), one.meanLoss(), one.computeTime(), loss));
        }

        /** What is kept in the end. */
        public void keep(int epoch, boolean early) {
            var now = Objects.requireNonNull(heldOut);
            heldOut = told(now, now.exampleCount(), now.startLoss(), epoch, early);
        }

        /** Steps from..to, as computed at second {@code step}. */
        public void compute(int from, int to) {
            compute(from, to, step -> 3f / step);
        }

        public void compute(int from, int to, IntToDoubleFunction meanLoss) {
            begun = true;
            IntStream.rangeClosed(from, to)
                    .forEach(step -> snapshots.add(new TuningSnapshot(
                            step,
                            step * 4 / 15,
                            (float) meanLoss.applyAsDouble(step),
                            Instant.parse("2026-11-22T10:00:00Z").plusSeconds(step),
                            null)));
        }

        public void finish() {
            done = true;
            state = "ACTIVE";
        }

        public void fail(RpcCode code, String message) {
            done = true;
            state = "FAILED";
            error = new Status(code.rpc(), message, null, null);
        }
    }

    public final Map<String, Training> trainings = new ConcurrentSkipListMap<>();
    public final List<String> calls = new CopyOnWriteArrayList<>();
    public volatile List<Model> models = List.of();

    /** The project numbers of teams, for who may read what. */
    public final Map<TeamId, String> projects = new ConcurrentHashMap<>();

    private final Deque<ApiFailure> failNext = new ConcurrentLinkedDeque<>();
    private volatile Set<TeamId> over = Set.of();
    private volatile boolean loseCreateAnswer;

    /** The next call throws this. */
    public void failNext(ApiFailure failure) {
        failNext.add(failure);
    }

    /** The next create succeeds at the backend, and its answer never arrives. */
    public void loseCreateAnswer() {
        loseCreateAnswer = true;
    }

    /**
     * Forgets everything.
     *
     * @param over the teams of tests that are over: what is still on its way for their views uses up no failure of this test's, and is not recorded
     */
    void reset(Set<TeamId> over) {
        this.over = over;
        models = List.of();
        trainings.clear();
        projects.clear();
        calls.clear();
        failNext.clear();
        loseCreateAnswer = false;
        exampleCounter = RecordingApi::words;
        exampleLimit = 512;
        counts = true;
        counted.clear();
    }

    public Training only() {
        if (trainings.size() != 1) {
            throw new AssertionError("There are " + trainings.size() + " models: " + trainings.keySet());
        }
        return trainings.values().iterator().next();
    }

    public long created() {
        return calls.stream().filter(call -> call.startsWith("created ")).count();
    }

    private void enter(Connection connection, String call) {
        if (over.contains(connection.team())) {
            return;
        }
        calls.add(call);
        var failure = failNext.poll();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public List<Model> models(Connection connection) {
        enter(connection, "models");
        return models;
    }

    @Override
    public boolean measuresHeldOut(Connection connection) {
        enter(connection, "measuresHeldOut");
        return false;
    }

    /** Counts the words of an example; a test may count otherwise. */
    public volatile ToIntFunction<TuningExample> exampleCounter = RecordingApi::words;

    public volatile int exampleLimit = 512;

    /** Whether it knows the method; an older server does not. */
    public volatile boolean counts = true;

    /** Examples of each request to count. It uses up no failure: views ask for it on their own. */
    public final List<Integer> counted = new CopyOnWriteArrayList<>();

    public static int words(TuningExample example) {
        return (example.textInput() + " " + example.output()).strip().split("\\s+").length;
    }

    @Override
    public CountExampleTokensResponse countExampleTokens(
            Connection connection, String base, List<TuningExample> examples) {
        counted.add(examples.size());
        if (!counts) {
            throw new ApiFailure.NotFound("no such method");
        }
        return new CountExampleTokensResponse(
                examples.stream().map(exampleCounter::applyAsInt).toList(), exampleLimit);
    }

    @Override
    public Operation create(Connection connection, String tunedModelId, TunedModel model) {
        enter(connection, "create " + tunedModelId);
        if (trainings.containsKey(tunedModelId)) {
            throw new ApiFailure.AlreadyExists(tunedModelId);
        }
        trainings.put(tunedModelId, new Training(model, connection.team()));
        calls.add("created " + tunedModelId);
        if (loseCreateAnswer) {
            loseCreateAnswer = false;
            throw new ApiFailure.Unavailable("reset", null);
        }
        return operation(tunedModelId);
    }

    private Operation operation(String id) {
        var training = training(id);
        var completed = training.snapshots.size();
        return new Operation(
                "tunedModels/" + id + "/operations/op",
                new CreateTunedModelMetadata(
                        "type",
                        training.total,
                        completed,
                        0,
                        List.copyOf(training.snapshots),
                        "tunedModels/" + id,
                        0,
                        training.heldOut),
                training.done,
                training.error,
                null);
    }

    private Training training(String id) {
        var training = trainings.get(id);
        if (training == null) {
            throw new ApiFailure.NotFound(id);
        }
        return training;
    }

    @Override
    public TunedModel get(Connection connection, String tunedModelId) {
        enter(connection, "get " + tunedModelId);
        var training = training(tunedModelId);
        var asked = training.asked;
        return new TunedModel(
                "tunedModels/" + tunedModelId,
                null,
                asked.baseModel(),
                asked.displayName(),
                null,
                training.state == null ? null : TunedModelState.of(training.state),
                null,
                null,
                new TuningTask(
                        training.begun ? Instant.parse("2026-11-22T10:00:00Z") : null,
                        null,
                        List.copyOf(training.snapshots),
                        null,
                        null,
                        training.heldOut),
                null,
                null,
                null,
                training.readers);
    }

    /** Whether a team owns a model or may read it. */
    public boolean mayRead(TeamId team, String tunedModelId) {
        var training = trainings.get(tunedModelId);
        return training != null
                && (training.owner.equals(team) || training.readers.contains(projects.getOrDefault(team, "none")));
    }

    @Override
    public ListTunedModelsResponse list(Connection connection, int pageSize, @Nullable String pageToken) {
        enter(connection, "list");
        return new ListTunedModelsResponse(
                trainings.keySet().stream()
                        .filter(id -> mayRead(connection.team(), id))
                        .map(id -> get(connection, id))
                        .toList(),
                null);
    }

    @Override
    public TunedModel patch(Connection connection, String tunedModelId, TunedModel changes, List<String> updateMask) {
        enter(connection, "patch " + tunedModelId);
        if (changes.readerProjectNumbers() != null) {
            training(tunedModelId).readers = changes.readerProjectNumbers();
        }
        return changes;
    }

    @Override
    public void delete(Connection connection, String tunedModelId) {
        enter(connection, "delete " + tunedModelId);
        trainings.remove(tunedModelId);
    }

    @Override
    public Operation operation(Connection connection, String operationName) {
        enter(connection, "operation " + operationName);
        var id = operationName.split("/")[1];
        if (training(id).operationForgotten) {
            throw new ApiFailure.NotFound(operationName);
        }
        return operation(id);
    }

    @Override
    public List<Operation> operations(Connection connection, String tunedModelId) {
        enter(connection, "operations " + tunedModelId);
        return List.of(operation(tunedModelId));
    }

    @Override
    public void cancel(Connection connection, String operationName) {
        enter(connection, "cancel " + operationName);
        training(operationName.split("/")[1]).fail(RpcCode.CANCELLED, "cancelled");
    }
}
