package io.pitchpipe.portal.tuning;

import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.VersionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Trainings with their curves: recorded ones of the demo base, from {@code curves/NAME.csv}, and drawn ones. */
final class Runs {

    private Runs() {}

    /** What a training really gave, step by step. */
    static List<Snapshot> recorded(String name) {
        try (var in = Objects.requireNonNull(Runs.class.getResourceAsStream("/curves/" + name + ".csv"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .map(cells -> new Snapshot(
                            Integer.parseInt(cells[0]),
                            Integer.parseInt(cells[1]),
                            Double.parseDouble(cells[2]),
                            Instant.EPOCH))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** So many steps in so many epochs, with the loss of each. */
    static List<Snapshot> drawn(int steps, int epochs, IntToDoubleFunction loss) {
        return IntStream.rangeClosed(1, steps)
                .mapToObj(step -> new Snapshot(step, step * epochs / steps, loss.applyAsDouble(step), Instant.EPOCH))
                .toList();
    }

    /** A job that ended so, after these steps of so many. */
    static TuningJob job(JobState state, TuningSettings settings, long rows, int done, int total, boolean endedEarly) {
        return new TuningJob(
                JobId.random(),
                TeamId.random(),
                "Tickets",
                "tickets-1",
                ConnectionId.random(),
                new TuningJob.Examples(
                        DatasetId.random(), VersionId.random(), "Tickets", 1, rows, rows * 40, HoldOut.NONE, 0),
                "models/demo",
                "Demo",
                Preamble.NONE,
                Preset.CUSTOM,
                settings,
                state,
                "",
                "",
                total,
                done,
                Optional.of("operation"),
                "Ada",
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                state == JobState.CANCELLED,
                HeldOutUse.NONE,
                new HeldOutOutcome(endedEarly ? 4 : 0, OptionalInt.empty(), endedEarly));
    }
}
