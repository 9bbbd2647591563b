package io.pitchpipe.portal.tuning;

import io.pitchpipe.portal.account.DemoData;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.VersionState;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Two tunings of the bundled demo base on the demo's examples: one as one would do it, and one at a tenth of the rate to compare it with. */
@Component
class DemoTunings implements DemoData {

    private static final String SLOWER = MODEL + ", low rate";

    private final DatasetService datasets;
    private final TuningService tunings;

    DemoTunings(DatasetService datasets, TuningService tunings) {
        this.datasets = datasets;
        this.tunings = tunings;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public boolean add(Demo demo) {
        var team = demo.team();
        var version = datasets.list(team, "", 0, 1).stream()
                .flatMap(dataset -> datasets.versions(team, dataset.id(), 0, 1).stream())
                .findFirst();
        if (version.isEmpty()) {
            return true;
        }
        if (version.get().state() != VersionState.VALID) {
            return version.get().state() == VersionState.INVALID;
        }
        try {
            var base = tunings.baseModels(team).stream().filter(BaseModel::demo).findFirst();
            base.ifPresent(found -> launchBoth(demo, version.get(), found));
            return base.isPresent();
        } catch (ApiFailure starting) {
            return false;
        }
    }

    private void launchBoth(Demo demo, DatasetVersion version, BaseModel base) {
        var usual = Preset.BALANCED.settings(version.rows());
        launch(demo, version, base, MODEL, Preset.BALANCED, usual);
        launch(demo, version, base, SLOWER, Preset.CUSTOM, usual.withRate(usual.learningRate() / 10));
    }

    /** The form's token belongs to the name: however often this is tried, there is one of each. */
    private void launch(
            Demo demo, DatasetVersion version, BaseModel base, String name, Preset preset, TuningSettings settings) {
        var token = UUID.nameUUIDFromBytes((demo.team() + name).getBytes(StandardCharsets.UTF_8));
        tunings.launch(
                demo.team(),
                new LaunchTuning(
                        token,
                        version.id(),
                        base,
                        name,
                        Preamble.NONE,
                        preset,
                        settings,
                        HoldOut.byDefault(version),
                        HeldOutUse.NONE));
    }
}
