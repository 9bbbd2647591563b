package io.pitchpipe.tuningserver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.tuningserver.FakeEngine;
import io.pitchpipe.tuningserver.TestServer;
import io.pitchpipe.tuningserver.access.Caller;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several projects on one queue: turns, priorities, positions, quotas and the disk, on a server whose first training takes a step when the test says so. */
class FairQueueTest {

    private static final Caller ann = Caller.ofProject(new ProjectNumber(1));
    private static final Caller bob = Caller.ofProject(new ProjectNumber(2));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    private final FakeEngine engine = new FakeEngine();

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private TunedModels models;

    private void start(String... more) {
        var options = new ArrayList<>(List.of(more));
        server = TestServer.start(data, engine, options.toArray(String[]::new));
        server.key(1);
        server.key(2);
        models = server.bean(TunedModels.class);
    }

    @AfterEach
    void stop() {
        engine.steps.release(1000);
        server.close();
    }

    /** Queues a training of one step for each example. */
    private void create(Caller caller, String id, String input, int examples) {
        models.create(Wishes.tuning(caller, id, 1, Collections.nCopies(examples, new Example(input, "x"))));
    }

    private void createSlow() {
        create(ann, "slow", "slow", 1);
        TestServer.await("slow runs", () -> engine.begun.contains("slow"));
        TestServer.await("slow is seen to run", () -> models.queue().running().size() == 1);
    }

    private List<String> waiting() {
        return models.queue().waiting().stream().map(job -> job.model().value()).toList();
    }

    /** What db-scheduler takes, in its own order; it looks anew every half a second, so a test does not wait for whom it takes. */
    private List<String> taken() {
        return server.bean(JdbcClient.class)
                .sql("""
                        select m.id from scheduled_tasks s join tuned_model m on m.operation_id = s.task_instance
                        where s.picked = false order by s.priority desc, s.execution_time""")
                .query((row, number) -> row.getString("id"))
                .list();
    }

    private void finishAll(int trainings) {
        engine.steps.release(1);
        TestServer.await("all have begun", () -> engine.begun.size() == trainings);
        TestServer.await("all are over", () -> models.queue().running().isEmpty());
    }

    @Test
    void projects_take_turns_whoever_came_first() {
        start();
        createSlow();
        create(ann, "a1", "a1", 1);
        create(ann, "a2", "a2", 1);
        create(bob, "b1", "b1", 1);
        create(bob, "b2", "b2", 1);

        assertThat(waiting()).containsExactly("b1", "a1", "b2", "a2").isEqualTo(taken());
        finishAll(5);
    }

    @Test
    void the_admin_lets_one_begin_earlier_and_its_operation_tells_the_place() {
        start();
        createSlow();
        create(ann, "a1", "a1", 1);
        create(ann, "a2", "a2", 1);
        assertThat(position("a2")).isEqualTo(2);

        assertThat(admin("PUT", "/admin/jobs/a2/priority", "{\"priority\":7}").body())
                .isEqualTo("{\n  \"tunedModel\": \"tunedModels/a2\",\n  \"priority\": 7\n}\n");

        assertThat(position("a2")).isEqualTo(1);
        assertThat(position("a1")).isEqualTo(2);
        assertThat(position("slow")).isZero();
        var first = admin("GET", "/admin/status", "")
                .json()
                .path("queue")
                .path("jobs")
                .valueStream()
                .filter(job -> job.path("position").asInt(0) == 1)
                .findFirst()
                .orElseThrow();
        assertThat(first.path("tunedModel").asString()).isEqualTo("tunedModels/a2");
        assertThat(first.path("priority").asInt()).isEqualTo(7);
        assertThat(taken()).containsExactly("a2", "a1");
        finishAll(3);
        assertThat(position("a2")).isZero();
        assertThat(admin("PUT", "/admin/jobs/a2/priority", "{\"priority\":7}").status())
                .isEqualTo(404);
    }

    @Test
    void the_first_place_is_1_and_the_last_is_the_number_of_those_that_wait_at_every_priority() {
        start();
        createSlow();
        List.of("a1", "a2", "a3").forEach(id -> create(ann, id, id, 1));
        assertThat(positions("slow", "a1", "a2", "a3")).containsExactly(0, 1, 2, 3);
        assertThat(server.send("GET", "/v1/operations?key=" + server.key(1), null, "X-Pitchpipe-Extensions", "true")
                        .json()
                        .path("operations")
                        .valueStream()
                        .map(operation ->
                                operation.path("metadata").path("queuePosition").asInt(0)))
                .as("the list of all operations tells it too")
                .containsExactly(0, 1, 2, 3);

        prioritise("a3", QueuedJob.MAX_PRIORITY, 200);
        assertThat(positions("a3", "a1", "a2")).containsExactly(1, 2, 3);
        prioritise("a3", QueuedJob.MAX_PRIORITY + 1, 400);
        prioritise("a3", QueuedJob.MIN_PRIORITY - 1, 400);
        assertThat(position("a3")).as("what is refused changes nothing").isEqualTo(1);
        prioritise("a3", QueuedJob.MIN_PRIORITY, 200);
        assertThat(positions("a1", "a2", "a3")).containsExactly(1, 2, 3);

        models.cancel(ann, "a1");
        assertThat(positions("a1", "a2", "a3")).containsExactly(0, 1, 2);
        finishAll(3);
        assertThat(positions("slow", "a2", "a3")).containsExactly(0, 0, 0);
    }

    private List<Integer> positions(String... ids) {
        return Stream.of(ids).map(this::position).toList();
    }

    private void prioritise(String id, int priority, int status) {
        assertThat(admin("PUT", "/admin/jobs/" + id + "/priority", "{\"priority\":" + priority + "}")
                        .status())
                .isEqualTo(status);
    }

    private int position(String id) {
        return server.send(
                        "GET",
                        "/v1/tunedModels/" + id + "/operations?key=" + server.key(1),
                        null,
                        "X-Pitchpipe-Extensions",
                        "true")
                .json()
                .path("operations")
                .path(0)
                .path("metadata")
                .path("queuePosition")
                .asInt(0);
    }

    private TestServer.Answer admin(String method, String path, String body) {
        return server.send(method, path, body.isEmpty() ? null : body, "Authorization", "Bearer " + TestServer.ADMIN);
    }

    @Test
    void priorities_and_quotas_out_of_range_are_refused() {
        start();

        assertThat(admin("PUT", "/admin/jobs/none/priority", "{\"priority\":1}").status())
                .isEqualTo(404);
        assertThat(admin("PUT", "/admin/jobs/none/priority", "{}").status()).isEqualTo(400);
        assertThat(admin("PUT", "/admin/jobs/none/priority", "{\"priority\":101}")
                        .status())
                .isEqualTo(400);
        assertThat(admin("PUT", "/admin/jobs/none/priority", "{\"priority\":-101}")
                        .status())
                .isEqualTo(400);
        assertThat(admin("PUT", "/admin/projects/9/quota", "{}").status()).isEqualTo(404);
        assertThat(admin("PUT", "/admin/projects/1/quota", "{\"jobs\":-1}").status())
                .isEqualTo(400);
    }

    @Test
    void a_project_has_so_many_trainings_at_once_and_another_its_own_limit() {
        start("--pitchpipe.server.quota.jobs=2");
        assertThat(admin("PUT", "/admin/projects/2/quota", "{\"jobs\":3,\"examples\":5}")
                        .body())
                .contains("\"jobs\": 3")
                .contains("\"examples\": 5")
                .contains("\"minutes\": 0");
        createSlow();
        create(ann, "a1", "a1", 1);

        assertExhausted(() -> create(ann, "a2", "a2", 1), "2 trainings at once");
        create(bob, "b1", "b1", 1);
        create(bob, "b2", "b2", 1);
        assertExhausted(() -> create(bob, "b3", "b3", 4), "5 examples");
        create(bob, "b3", "b3", 3);
        assertExhausted(() -> create(bob, "b4", "b4", 1), "3 trainings at once");
        var refused = server.post(
                "/v1beta/tunedModels?key=" + server.key(1),
                "{\"baseModel\":\"models/fake-base\",\"tuningTask\":{\"trainingData\":{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}}}}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.errorStatus()).isEqualTo("RESOURCE_EXHAUSTED");

        finishAll(5);
        create(ann, "a2", "a2", 1);
    }

    private static void assertExhausted(Runnable wish, String limit) {
        assertThatThrownBy(wish::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.EXHAUSTED))
                .hasMessageContaining(limit);
    }

    @Test
    void minutes_are_counted_over_the_last_day() {
        start("--pitchpipe.server.quota.minutes=60");
        create(ann, "a1", "a1", 1);
        TestServer.await("a1", () -> models.get(ann, "a1").model().operationDone());
        var sql = server.bean(JdbcClient.class);

        sql.sql("update tuned_model set start_time = start_time - interval '59' minute")
                .update();
        create(ann, "a2", "a2", 1);
        TestServer.await("a2", () -> models.get(ann, "a2").model().operationDone());
        sql.sql("update tuned_model set start_time = start_time - interval '2' minute")
                .update();

        assertExhausted(() -> create(ann, "a3", "a3", 1), "60 minutes");
        create(bob, "b1", "b1", 1);
        sql.sql(
                        "update tuned_model set start_time = start_time - interval '25' hour, complete_time = complete_time - interval '25' hour")
                .update();
        create(ann, "a3", "a3", 1);
    }

    @Test
    void minutes_that_went_while_a_training_waited_end_it_before_it_begins() {
        start("--pitchpipe.server.quota.minutes=60");
        createSlow();
        create(ann, "a1", "a1", 1);
        create(bob, "b1", "b1", 1);
        server.bean(JdbcClient.class)
                .sql("update tuned_model set start_time = start_time - interval '60' minute where id = 'slow'")
                .update();
        var used = admin("GET", "/admin/projects/1/quota", "").json();
        assertThat(used.path("minutes").asInt()).isEqualTo(60);
        assertThat(used.path("used").path("minutes").asInt()).isEqualTo(60);
        assertThat(used.path("used").path("jobs").asInt()).isEqualTo(2);
        assertThat(used.path("used").path("examples").asInt()).isEqualTo(2);

        engine.steps.release(1);
        TestServer.await("a1", () -> models.get(ann, "a1").model().operationDone());
        TestServer.await("b1", () -> models.get(bob, "b1").model().operationDone());

        var error = Objects.requireNonNull(models.get(ann, "a1").model().error());
        assertThat(error.code()).isEqualTo(OperationError.RESOURCE_EXHAUSTED);
        assertThat(error.message()).contains("60 minutes of training within 24 hours");
        assertThat(engine.begun).as("another project's goes on").containsExactly("slow", "b1");
        TestServer.await(
                "it is counted, a moment after it is told",
                () -> TestServer.sample(
                                server.metrics(TestServer.ADMIN), "pitchpipe_training_failures_total{kind=\"quota\"}")
                        == 1);
    }

    @Test
    void a_full_disk_is_told_before_anything_is_queued() throws Exception {
        start("--pitchpipe.server.disk-budget=10B");
        create(ann, "a1", "a1", 1);
        TestServer.await("a1", () -> models.get(ann, "a1").model().operationDone());
        Files.writeString(data.resolve("tuned").resolve("more"), "x".repeat(10));

        assertExhausted(() -> create(ann, "a2", "a2", 1), "no room for another tuned model");
        assertThatThrownBy(() -> models.get(ann, "a2")).hasMessageContaining("does not exist");
    }

    @Test
    void a_training_whose_disk_filled_while_it_waited_ends_before_it_begins() throws Exception {
        start("--pitchpipe.server.disk-budget=1000B");
        createSlow();
        create(ann, "a1", "a1", 1);
        Files.createDirectories(data.resolve("tuned"));
        Files.writeString(data.resolve("tuned").resolve("more"), "x".repeat(1000));

        engine.steps.release(1);
        TestServer.await("a1", () -> models.get(ann, "a1").model().operationDone());

        assertThat(Objects.requireNonNull(models.get(ann, "a1").model().error()).code())
                .isEqualTo(OperationError.RESOURCE_EXHAUSTED);
        assertThat(engine.begun).containsExactly("slow");
    }

    @Test
    void a_disk_that_cannot_keep_its_reserve_takes_nothing_more() {
        start("--pitchpipe.server.disk-reserve=1000000GB");

        assertExhausted(() -> create(ann, "a1", "a1", 1), "stay free");
    }
}
