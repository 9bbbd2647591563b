package io.pitchpipe.portal.tuning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetContents;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.tuning.BaseModel;
import io.pitchpipe.portal.tuning.HeldOutUse;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.LaunchTuning;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.Preset;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningService;
import io.pitchpipe.testing.NewTeam;
import io.pitchpipe.testing.PortalTest;
import io.pitchpipe.testing.TestDatasets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The portal with a backend in memory; a test runs the tasks itself, so that it can die between any two of them. */
@Import(Backend.class)
@SuppressWarnings("NullAway.Init")
public abstract class TuningTest extends PortalTest {

    protected static final BaseModel BASE = new BaseModel("models/demo", "Demo", "", 512, true);

    @Autowired
    protected TuningService tunings;

    @Autowired
    protected RecordingApi backend;

    @Autowired
    protected ScriptedAnswers answers;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    Connections connections;

    @Autowired
    SubmitJob submit;

    @Autowired
    PollJob poll;

    @Autowired
    protected DatasetContents contents;

    @Autowired
    JobRepository jobs;

    @BeforeEach
    void backendIsEmpty() {
        backend.reset(jdbc.sql("select id from team")
                .query((row, number) -> new TeamId(row.getObject("id", UUID.class)))
                .set());
        answers.reset();
    }

    protected TestDatasets.Made numbers(NewTeam team) {
        return TestDatasets.valid(jdbc, team.id(), team.owner().id(), "numbers", TestDatasets.NUMBERS);
    }

    protected static LaunchTuning wish(VersionId version) {
        return new LaunchTuning(
                UUID.randomUUID(),
                version,
                BASE,
                "Number generator",
                Preamble.NONE,
                Preset.BALANCED,
                Preset.BALANCED.settings(15));
    }

    /** A signed-in owner's job on the 15 pairs. */
    protected JobId launched(NewTeam team) {
        signIn(team);
        return tunings.launch(team.id(), wish(numbers(team).version()));
    }

    /** A signed-in owner's job on the 15 pairs, gone to its end: a model that can be prompted. The only one at the backend by then. */
    protected JobId ready(NewTeam team) {
        var job = launched(team);
        submit(job);
        backend.only().compute(1, 19);
        backend.only().finish();
        poll(job);
        backend.projects.put(team.id(), team.number().toString());
        return job;
    }

    /** A signed-in owner's job on so many questions with their answers, of which a share is held out. */
    protected JobId launchedOnQuestions(NewTeam team, int rows, HoldOut holdOut) {
        return launchedOnQuestions(team, rows, holdOut, HeldOutUse.NONE);
    }

    /** The same with what these decide. */
    protected JobId launchedOnQuestions(NewTeam team, int rows, HoldOut holdOut, HeldOutUse use) {
        var pairs = IntStream.range(0, rows)
                .mapToObj(row -> new String[] {"question " + row, "answer " + row})
                .toList();
        return launchedOn(team, pairs, holdOut, use);
    }

    /** A signed-in owner's job on these pairs, whose texts need no escapes. */
    protected JobId launchedOn(NewTeam team, List<String[]> pairs, HoldOut holdOut, HeldOutUse use) {
        signIn(team);
        var made = TestDatasets.valid(jdbc, team.id(), team.owner().id(), "questions", pairs);
        return tunings.launch(
                team.id(),
                new LaunchTuning(
                        UUID.randomUUID(),
                        made.version(),
                        BASE,
                        "Number generator",
                        Preamble.NONE,
                        Preset.BALANCED,
                        Preset.BALANCED.settings(pairs.size()),
                        holdOut,
                        use));
    }

    /** Makes a team's connection one to another server, which has said whether it is ours. */
    protected void elsewhere(NewTeam team, boolean ours) {
        // A team gets its connection when it is first asked for.
        connections.of(team.id());
        var changed = jdbc.sql(
                        "update backend_connection set kind = 'REMOTE', base_url = 'https://tuning.example', measures_held_out = ? where team_id = ?")
                .params(ours, team.id().value())
                .update();
        assertThat(changed).isEqualTo(1);
    }

    /** Runs the task that sends a job to its backend. */
    protected final void submit(JobId id) {
        submit.perform(id);
    }

    /** Runs the task that looks at a job once. */
    protected final void poll(JobId id) {
        poll.perform(id);
    }

    protected TuningJob job(JobId id) {
        return jobs.find(id).orElseThrow();
    }

    protected List<Integer> steps(NewTeam team, JobId id) {
        return tunings.snapshots(team.id(), id, 0).stream()
                .map(snapshot -> snapshot.step())
                .toList();
    }
}
