package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.genapi.Hyperparameters;
import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TuningExample;
import io.pitchpipe.genapi.TuningTask;
import io.pitchpipe.genapi.TuningValidation;
import io.pitchpipe.portal.dataset.DatasetContents;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.tuning.TuningJob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A job as its backend is told of it. */
@Component
class WireTask {

    /** Held-out examples that are measured: as many as the server takes (docs/api.md). */
    static final int MOST_MEASURED = 500;

    /** UTF-8 bytes of these: the server's limit as well. */
    static final int MOST_BYTES = 1 << 20;

    private final DatasetContents contents;

    WireTask(DatasetContents contents) {
        this.contents = contents;
    }

    /** @param validation from {@link #validation}; null for a backend that knows no such thing */
    TunedModel model(TuningJob job, @Nullable TuningValidation validation) {
        var source = job.examples();
        var examples = contents.training(source.version(), source.holdOut()).stream()
                .map(example -> wire(job, example))
                .toList();
        var settings = job.settings();
        var multiplier = settings.learningRateMultiplier();
        var hyperparameters = new Hyperparameters(
                settings.epochCount(),
                settings.batchSize(),
                multiplier == null ? (float) settings.learningRate() : null,
                multiplier == null ? null : multiplier.floatValue());
        return TunedModel.toCreate(
                job.baseModel(), job.displayName(), null, TuningTask.toCreate(examples, hyperparameters, validation));
    }

    /** The held-out examples of a job, as many as may be measured, and what they decide; null if there are none. */
    @Nullable
    TuningValidation validation(TuningJob job) {
        var source = job.examples();
        if (source.heldOut() == 0) {
            return null;
        }
        var wanted = new ArrayList<TuningExample>();
        var bytes = 0;
        for (var example : contents.sampleHeldOut(source.version(), source.holdOut(), MOST_MEASURED)) {
            var wire = wire(job, example);
            bytes += bytes(wire.textInput()) + bytes(wire.output());
            if (bytes > MOST_BYTES) {
                break;
            }
            wanted.add(wire);
        }
        return wanted.isEmpty()
                ? null
                : TuningValidation.toCreate(
                        List.copyOf(wanted),
                        job.heldOutUse().keepBest(),
                        job.heldOutUse().patience());
    }

    private static TuningExample wire(TuningJob job, Example example) {
        return new TuningExample(job.preamble().applyTo(example.input()), example.output());
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
