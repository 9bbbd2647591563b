package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.FakeEngine;
import io.pitchpipe.tuningserver.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trainings to ask for, of which a test only cares how long they take. */
final class Wishes {

    private Wishes() {}

    /**
     * A training of the pretended base in batches of one.
     *
     * @param id without {@code tunedModels/}
     * @param epochs times the number of examples are its steps
     */
    static NewTuning tuning(Caller caller, String id, int epochs, List<Example> examples) {
        return tuning(caller, id, epochs, examples, null);
    }

    /** The same with examples held out of it. */
    static NewTuning tuning(
            Caller caller, String id, int epochs, List<Example> examples, @Nullable ValidationWish validation) {
        return new NewTuning(
                caller,
                "v1beta",
                id,
                FakeEngine.BASE,
                null,
                "",
                "",
                null,
                null,
                null,
                epochs,
                1,
                null,
                null,
                List.of(),
                examples,
                validation);
    }
}
