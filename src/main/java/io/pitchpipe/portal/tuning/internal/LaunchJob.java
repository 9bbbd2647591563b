package io.pitchpipe.portal.tuning.internal;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.DatasetContents;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.Limits;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.LaunchTuning;
import io.pitchpipe.portal.tuning.TokenFit;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a job and its first task in one transaction, after everything that may block or be refused. */
@Component
public class LaunchJob {

    /** Rows that a refusal names; the review lists all of them. */
    private static final int MAX_NAMED = 10;

    private final JobRepository jobs;
    private final CurveRepository curves;
    private final DatasetService datasets;
    private final DatasetContents contents;
    private final Connections connections;
    private final TokenFits fits;
    private final SchedulerClient scheduler;
    private final Changes changes;
    private final AuditLog audit;
    private final ModelIds ids;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final long mostRunning;

    LaunchJob(
            JobRepository jobs,
            CurveRepository curves,
            DatasetService datasets,
            DatasetContents contents,
            Connections connections,
            TokenFits fits,
            SchedulerClient scheduler,
            Changes changes,
            AuditLog audit,
            ModelIds ids,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${pitchpipe.tuning.most-unfinished-per-team:20}") long mostRunning) {
        this.jobs = jobs;
        this.curves = curves;
        this.datasets = datasets;
        this.contents = contents;
        this.connections = connections;
        this.fits = fits;
        this.scheduler = scheduler;
        this.changes = changes;
        this.audit = audit;
        this.ids = ids;
        this.transaction = transaction;
        this.clock = clock;
        this.mostRunning = mostRunning;
    }

    /**
     * @return the job; if the form was sent before, the one it made then
     * @throws NotFoundException if the team has no such version, or no longer
     */
    public JobId launch(TeamId team, UserId by, LaunchTuning wish) {
        var earlier = jobs.byToken(team, wish.formToken());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (jobs.running(team) >= mostRunning) {
            throw new Refused("tuning.refused.tooMany", mostRunning);
        }
        var source = source(team, wish);
        var connection = connection(team);
        fits.of(connection, wish.base().name(), wish.version(), wish.preamble(), wish.holdOut())
                .filter(fit -> !fit.fits())
                .ifPresent(fit -> {
                    throw tooLong(wish, fit);
                });
        var launch = new JobRepository.Launch(
                JobId.random(), team, by, ids.choose(wish.displayName()), connection.id(), source);
        return transaction.execute(status -> insert(team, wish, launch));
    }

    private JobId insert(TeamId team, LaunchTuning wish, JobRepository.Launch launch) {
        contents.hold(wish.version());
        if (!jobs.insert(launch, wish, clock.instant())) {
            return jobs.byToken(team, wish.formToken()).orElseThrow();
        }
        var id = launch.id();
        curves.tell(id, JobEvent.Kind.CREATED, 0, clock.instant(), "");
        scheduler.schedule(TuningTasks.SUBMIT.instance(id.toString()).build(), clock.instant());
        audit.record(team, "tuning.launch", wish.displayName(), wish.base().name());
        changes.bump(TuningJob.teamTopic(team));
        changes.bump(TuningJob.modelsTopic(team));
        return id;
    }

    private static Refused tooLong(LaunchTuning wish, TokenFit fit) {
        var rows = fit.training();
        var named = rows.stream()
                .limit(MAX_NAMED)
                .map(each -> String.valueOf(each.row()))
                .collect(Collectors.joining(", "));
        var more = Math.max(0, rows.size() - MAX_NAMED);
        return new Refused(
                "tuning.refused.tooLong", rows.size(), fit.limit(), wish.base().displayName(), named, more);
    }

    private Connection connection(TeamId team) {
        try {
            return connections.of(team);
        } catch (ApiFailure unreachable) {
            throw new Refused("tuning.refused.noBackend");
        }
    }

    private JobRepository.Source source(TeamId team, LaunchTuning wish) {
        var version = datasets.findVersion(team, wish.version())
                .orElseThrow(() -> new NotFoundException("version of a dataset"));
        if (version.state() != VersionState.VALID) {
            throw new Refused("tuning.refused.notValid");
        }
        var dataset = datasets.find(team, version.dataset()).orElseThrow(() -> new NotFoundException("dataset"));
        var split = contents.split(version.id(), wish.holdOut());
        if (split.training() == 0) {
            throw new Refused("tuning.refused.nothingToTeach");
        }
        if (wish.settings().totalSteps(split.training()) > TuningSettings.MAX_STEPS) {
            throw new Refused("tuning.refused.tooManySteps", TuningSettings.MAX_STEPS);
        }
        var characters = charactersWithin(wish);
        return new JobRepository.Source(
                dataset.id(), dataset.name(), split.training(), characters, split.heldOut(), version.template());
    }

    /** Of the examples to learn from. All fit the limits by themselves, or the version were not valid; with a preamble in front they may not. */
    private long charactersWithin(LaunchTuning wish) {
        var preamble = wish.preamble();
        var heldOut = contents.heldOut(wish.version(), wish.holdOut());
        var characters = 0L;
        var bytes = 0L;
        var row = 0L;
        try (var examples = contents.examples(wish.version()).stream()) {
            for (var each = examples.iterator(); each.hasNext(); ) {
                var example = each.next();
                var input = preamble.applyTo(example.input());
                row++;
                var length = input.codePointCount(0, input.length());
                if (length > Limits.INPUT_CHARACTERS) {
                    throw new Refused("tuning.refused.preambleTooLong", row, length, Limits.INPUT_CHARACTERS);
                }
                if (heldOut.test(example)) {
                    continue;
                }
                characters += length
                        + example.output().codePointCount(0, example.output().length());
                bytes += input.getBytes(StandardCharsets.UTF_8).length
                        + example.output().getBytes(StandardCharsets.UTF_8).length;
            }
        }
        if (bytes > Limits.SET_BYTES) {
            throw new Refused("tuning.refused.setTooLarge");
        }
        return characters;
    }
}
