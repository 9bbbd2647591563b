package io.pitchpipe.portal.tuning.internal;

import static io.pitchpipe.testing.TestRows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.Template;
import io.pitchpipe.portal.tuning.BaseModel;
import io.pitchpipe.portal.tuning.HeldOutLoss;
import io.pitchpipe.portal.tuning.HeldOutOutcome;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.LaunchTuning;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.Preset;
import io.pitchpipe.portal.tuning.RefusedRow;
import io.pitchpipe.portal.tuning.Snapshot;
import io.pitchpipe.portal.tuning.TuningSettings;
import io.pitchpipe.testing.Databases;
import io.pitchpipe.testing.TestDatasets;
import io.pitchpipe.testing.TestRows;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class TuningRepositoriesTests {

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    private static LaunchTuning wish(TestDatasets.Made made, UUID token, String name) {
        return new LaunchTuning(
                token,
                made.version(),
                new BaseModel("models/demo", "Demo", "", 512, true),
                name,
                new Preamble("Count on:"),
                Preset.QUICK,
                new TuningSettings(5, 4, 0.001, null));
    }

    private static JobRepository.Launch launch(JdbcClient jdbc, TeamId team, UserId by, TestDatasets.Made made) {
        var id = JobId.random();
        return new JobRepository.Launch(
                id,
                team,
                by,
                "n-" + id,
                TestRows.connection(jdbc, team),
                new JobRepository.Source(
                        made.dataset(), "numbers", 15, 200, 0, Optional.of(new Template("Next after {number}:"))));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_sketch_of_a_curve_has_its_ends_and_a_few_points_between_and_is_of_the_teams_own_jobs_only(
            DataSource database) {
        var jdbc = JdbcClient.create(database);
        var jobs = new JobRepository(jdbc);
        var curves = new CurveRepository(jdbc);
        var team = TestRows.team(jdbc);
        var user = TestRows.user(jdbc);
        var made = TestDatasets.valid(jdbc, team, user, "numbers", TestDatasets.NUMBERS);
        var launch = launch(jdbc, team, user, made);
        jobs.insert(launch, wish(made, UUID.randomUUID(), "long"), NOON);
        curves.append(
                launch.id(),
                IntStream.rangeClosed(1, 997)
                        .mapToObj(step -> new Snapshot(step, 0, 1000.0 - step, NOON))
                        .toList());
        var sketch = curves.sketches(team, List.of(launch.id(), JobId.random()), 40);
        assertThat(sketch).containsOnlyKeys(launch.id());
        assertThat(sketch.get(launch.id()))
                .hasSizeBetween(40, 50)
                .startsWith(999.0)
                .endsWith(3.0)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(curves.sketches(TestRows.team(jdbc), List.of(launch.id()), 40))
                .isEmpty();
        assertThat(curves.sketches(team, List.of(), 40)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void rows_that_were_refused_are_kept_once_and_read_in_order(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var curves = new CurveRepository(jdbc);
        var team = TestRows.team(jdbc);
        var user = TestRows.user(jdbc);
        var made = TestDatasets.valid(jdbc, team, user, "numbers", TestDatasets.NUMBERS);
        var launch = launch(jdbc, team, user, made);
        new JobRepository(jdbc).insert(launch, wish(made, UUID.randomUUID(), "long"), NOON);
        var rows = List.of(new RefusedRow(14, "1,260 tokens"), new RefusedRow(3, ""));
        curves.refuse(launch.id(), rows);
        curves.refuse(launch.id(), rows);
        assertThat(curves.refused(launch.id())).containsExactly(rows.getLast(), rows.getFirst());
        assertThat(curves.refused(JobId.random())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_form_sent_twice_makes_one_job_that_reads_back_as_it_was_asked_for(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var jobs = new JobRepository(jdbc);
        var team = TestRows.team(jdbc);
        var user = TestRows.user(jdbc);
        var made = TestDatasets.valid(jdbc, team, user, "numbers", TestDatasets.NUMBERS);
        var token = UUID.randomUUID();
        var first = launch(jdbc, team, user, made);

        assertThat(jobs.insert(first, wish(made, token, "Count ünd 😀"), NOON)).isTrue();
        assertThat(jobs.insert(launch(jdbc, team, user, made), wish(made, token, "Again"), NOON))
                .isFalse();

        assertThat(jobs.byToken(team, token)).contains(first.id());
        assertThat(jobs.find(TeamId.random(), first.id())).isEmpty();
        assertThat(jobs.byModelId(first.tunedModelId())).isEqualTo(jobs.find(team, first.id()));
        assertThat(jobs.find(first.id())).get().satisfies(job -> {
            assertThat(job.displayName()).isEqualTo("Count ünd 😀");
            assertThat(job.preamble())
                    .isEqualTo(new Preamble("Count on:", Optional.of(new Template("Next after {number}:"))));
            assertThat(job.settings()).isEqualTo(new TuningSettings(5, 4, 0.001, null));
            assertThat(job.state()).isEqualTo(JobState.QUEUED);
            assertThat(job.totalSteps()).isEqualTo(19);
            assertThat(job.createdAt()).isEqualTo(NOON);
            assertThat(job.createdBy()).isEqualTo("Ada");
            assertThat(job.examples().versionNumber()).isEqualTo(1);
        });
        assertThat(jobs.ofDataset(team, made.dataset(), 10)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void what_has_ended_changes_no_more(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var jobs = new JobRepository(jdbc);
        var team = TestRows.team(jdbc);
        var job = TestRows.job(jdbc, team);

        assertThat(jobs.submitted(job, "tunedModels/x/operations/y", NOON)).isTrue();
        assertThat(jobs.submitted(job, "another", NOON)).isFalse();
        assertThat(jobs.isSubmitted(job)).isTrue();
        assertThat(jobs.started(job, NOON)).isTrue();
        assertThat(jobs.started(job, NOON)).isFalse();
        assertThat(jobs.progressed(job, 3, 19, "CREATING")).isTrue();
        assertThat(jobs.progressed(job, 3, 19, "CREATING")).isFalse();
        assertThat(jobs.failed(job, "no answer", NOON)).isEqualTo(1);
        assertThat(jobs.failed(job, "x".repeat(900), NOON.plusSeconds(5))).isEqualTo(2);
        assertThat(jobs.find(job).orElseThrow().staleSince()).contains(NOON);
        assertThat(jobs.find(job).orElseThrow().reason()).hasSize(500);
        assertThat(jobs.heard(job)).isTrue();
        assertThat(jobs.heard(job)).isFalse();
        assertThat(jobs.cancelRequested(job, NOON)).isTrue();
        assertThat(jobs.cancelRequested(job, NOON)).isFalse();

        assertThat(jobs.ended(job, JobState.CANCELLED, "", NOON)).isTrue();
        assertThat(jobs.ended(job, JobState.ACTIVE, "", NOON)).isFalse();
        assertThat(jobs.submitted(job, "late", NOON)).isFalse();
        assertThat(jobs.find(job).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        assertThat(jobs.find(job).orElseThrow().finishedAt()).contains(NOON);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void jobs_are_listed_by_state_by_person_and_by_a_name_that_may_hold_wildcards(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var jobs = new JobRepository(jdbc);
        var team = TestRows.team(jdbc);
        var waiting = TestRows.job(jdbc, team);
        var ready = TestRows.job(jdbc, team);
        jobs.retitle(ready, "100% right");
        jobs.ended(ready, JobState.ACTIVE, "", NOON);

        assertThat(jobs.count(team, JobFilter.ALL)).isEqualTo(2);
        assertThat(jobs.running(team)).isEqualTo(1);
        assertThat(jobs.list(team, JobFilter.RUNNING, 0, 10))
                .singleElement()
                .extracting("id")
                .isEqualTo(waiting);
        assertThat(jobs.list(team, new JobFilter(JobFilter.Which.READY, "0% R"), 0, 10))
                .singleElement()
                .extracting("id")
                .isEqualTo(ready);
        assertThat(jobs.list(team, new JobFilter(JobFilter.Which.ENDED, "_umber"), 0, 10))
                .isEmpty();
        assertThat(jobs.count(team, JobFilter.by(UserId.random(), ""))).isZero();
        assertThat(jobs.list(team, JobFilter.ALL, 1, 10)).hasSize(1);
        assertThat(jobs.list(TestRows.team(jdbc), JobFilter.ALL, 0, 10)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_step_is_kept_once_and_events_come_in_the_order_they_were_told(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var curve = new CurveRepository(jdbc);
        var job = TestRows.job(jdbc, TestRows.team(jdbc));
        curve.append(job, List.of(step(2, 1.5), step(1, 3.25)));
        curve.append(job, List.of(step(2, 9), step(3, 0.125)));

        assertThat(curve.snapshots(job, 0)).containsExactly(step(1, 3.25), step(2, 1.5), step(3, 0.125));
        assertThat(curve.snapshots(job, 2)).containsExactly(step(3, 0.125));
        assertThat(curve.steps(job)).isEqualTo(3);
        assertThat(curve.knownSteps(job)).containsExactlyInAnyOrder(1, 2, 3);

        curve.tell(job, JobEvent.Kind.CREATED, 0, NOON, "");
        curve.tell(job, JobEvent.Kind.EPOCH, 1, NOON, "");
        curve.tell(job, JobEvent.Kind.EPOCH, 1, NOON.plusSeconds(9), "");
        curve.tell(job, JobEvent.Kind.FAILED, 0, NOON, "y".repeat(900));
        assertThat(curve.events(job, 10))
                .extracting(JobEvent::kind)
                .containsExactly(JobEvent.Kind.CREATED, JobEvent.Kind.EPOCH, JobEvent.Kind.FAILED);
        assertThat(curve.events(job, 1))
                .singleElement()
                .satisfies(last -> assertThat(last.detail()).hasSize(500));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void held_out_losses_are_kept_once_and_what_comes_of_them_is_known(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var curve = new CurveRepository(jdbc);
        var jobs = new JobRepository(jdbc);
        var job = TestRows.job(jdbc, TestRows.team(jdbc));
        var first = new HeldOutLoss(0, 0, 3.5);
        var second = new HeldOutLoss(4, 1, 0.1);

        assertThat(curve.appendHeldOut(job, List.of(second, first))).isEqualTo(2);
        assertThat(curve.appendHeldOut(
                        job, List.of(first, new HeldOutLoss(4, 1, 9), new HeldOutLoss(8, 2, Double.NaN))))
                .isZero();
        assertThat(curve.heldOut(job)).containsExactly(first, second);

        assertThat(jobs.find(job).orElseThrow().heldOutOutcome()).isEqualTo(HeldOutOutcome.NONE);
        var measured = new HeldOutOutcome(4, OptionalInt.empty(), false);
        var ended = new HeldOutOutcome(4, OptionalInt.of(1), true);
        for (var outcome : List.of(measured, ended)) {
            assertThat(jobs.heldOut(job, outcome)).isTrue();
            assertThat(jobs.heldOut(job, outcome)).as("again").isFalse();
            assertThat(jobs.find(job).orElseThrow().heldOutOutcome()).isEqualTo(outcome);
        }
    }

    private static Snapshot step(int step, double loss) {
        return new Snapshot(step, 1, loss, Instant.parse("2026-11-22T12:00:01.123456Z"));
    }
}
