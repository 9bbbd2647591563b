package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.BackgroundDoor;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.dataset.internal.DatasetRepository;
import io.pitchpipe.portal.dataset.internal.Measuring;
import io.pitchpipe.portal.dataset.internal.RowReading;
import io.pitchpipe.portal.dataset.internal.Splitting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * The examples of a version for background tasks, which act for no signed-in user. Whoever scheduled the task has been
 * authorised by then; views and anything that answers a request use {@link DatasetService} instead.
 */
@BackgroundDoor
@Component
public class DatasetContents {

    private final DatasetRepository datasets;
    private final RowReading rows;
    private final Splitting splitting;
    private final Measuring measuring;

    DatasetContents(DatasetRepository datasets, RowReading rows, Splitting splitting, Measuring measuring) {
        this.datasets = datasets;
        this.rows = rows;
        this.splitting = splitting;
        this.measuring = measuring;
    }

    /** @throws NotFoundException if there is no such version */
    public Examples examples(VersionId version) {
        var found = version(version);
        return new Examples(found.rows(), found.bytes(), () -> rows.stream(found.dataset(), version));
    }

    /**
     * Up to {@code count} examples spread evenly over the version, always the same ones.
     *
     * @throws NotFoundException if there is no such version
     */
    public List<Example> sample(VersionId version, int count) {
        return measuring.spread(version(version), count);
    }

    /**
     * How the version is divided; decided by whoever asks first, and the same ever after.
     *
     * @throws NotFoundException if there is no such version
     */
    public Split split(VersionId version, HoldOut holdOut) {
        return splitting.split(version(version), holdOut);
    }

    /**
     * Tells which of the version's examples are held out; also of an example given by somebody else, by its input.
     *
     * @throws NotFoundException if there is no such version
     */
    public Predicate<Example> heldOut(VersionId version, HoldOut holdOut) {
        return splitting.heldOut(version(version), holdOut);
    }

    /**
     * The examples to teach from.
     *
     * @throws NotFoundException if there is no such version
     */
    public Examples training(VersionId version, HoldOut holdOut) {
        var split = split(version, holdOut);
        var heldOut = heldOut(version, holdOut);
        return new Examples(
                split.training(),
                split.trainingBytes(),
                () -> examples(version).stream().filter(heldOut.negate()));
    }

    /**
     * Up to {@code count} of the examples that are held out, spread evenly over them, always the same ones.
     *
     * @throws NotFoundException if there is no such version
     */
    public List<Example> sampleHeldOut(VersionId version, HoldOut holdOut, int count) {
        var total = split(version, holdOut).heldOut();
        var sample = new ArrayList<Example>();
        var ordinal = 0L;
        try (var examples = examples(version).stream().filter(heldOut(version, holdOut))) {
            for (var each = examples.iterator(); each.hasNext() && sample.size() < count; ordinal++) {
                var example = each.next();
                if (total <= count || ordinal == sample.size() * total / count) {
                    sample.add(example);
                }
            }
        }
        return sample;
    }

    /** @throws NotFoundException if there is no such version */
    public DatasetVersion version(VersionId version) {
        return datasets.version(version).orElseThrow(() -> new NotFoundException("version of a dataset"));
    }

    /**
     * Keeps a version from being deleted until the caller's transaction ends, which by then has written what it is used for.
     *
     * @throws NotFoundException if there is no such version any more
     */
    public void hold(VersionId version) {
        datasets.lock(version(version).dataset());
        version(version);
    }
}
