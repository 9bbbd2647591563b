package io.pitchpipe.tuningserver.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.testing.Databases;
import io.pitchpipe.tuningserver.lm.TrainingPair;
import io.pitchpipe.tuningserver.lm.Validation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is held out, on both databases. */
class HeldOutStoreTest {

    private static final TunedModelId id = new TunedModelId("a");
    private static final Instant now = Instant.parse("2026-11-22T01:02:03Z");
    private static final ValidationWish wish =
            new ValidationWish(List.of(new Example("ä", "1"), new Example("x", "")), true, 3);

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/tuningserver");
    }

    /** A store with models a, out of which something is held, and b. */
    private static HeldOutStore stored(DataSource database) {
        var models = ModelStoreTest.store(database);
        for (var model : List.of("a", "b")) {
            models.insert(ModelStoreTest.model(model, List.of()), TrainingData.write(List.of()));
        }
        new SnapshotStore(JdbcClient.create(database)).add(id, new Snapshot(2, 1, 0.5f, now));
        var store = new HeldOutStore(JdbcClient.create(database));
        store.insert(id, wish);
        return store;
    }

    private static HeldOut found(HeldOutStore store) {
        return Objects.requireNonNull(store.find(List.of(id)).get(id));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void it_is_found_as_it_was_wished_for_and_nothing_where_nothing_was(DataSource database) {
        var store = stored(database);

        assertThat(store.find(List.of(id, new TunedModelId("b"))))
                .containsOnlyKeys(id)
                .containsValue(new HeldOut(2, true, 3, null, null, false));
        assertThat(store.find(List.of())).isEmpty();
        assertThat(store.validation(id))
                .isEqualTo(new Validation(List.of(new TrainingPair("ä", "1"), new TrainingPair("x", "")), true, 3));
        assertThat(store.validation(new TunedModelId("b"))).isEqualTo(Validation.NONE);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void losses_stand_with_their_steps_however_often_they_are_told(DataSource database) {
        var store = stored(database);
        for (int times = 0; times < 2; times++) {
            store.addLoss(id, 0, 4.25f);
            store.addLoss(id, 2, 0.1f);
        }

        assertThat(found(store).startLoss()).isEqualTo(4.25f);
        assertThat(new SnapshotStore(JdbcClient.create(database))
                        .find(List.of(id))
                        .get(id))
                .containsExactly(new Snapshot(2, 1, 0.5f, now, 0.1f));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void the_end_keeps_the_outcome_and_drops_the_examples(DataSource database) {
        var store = stored(database);
        store.end(id, 2, true);
        new ModelStore(JdbcClient.create(database)).finish(id, ModelState.ACTIVE, null, now);

        assertThat(found(store)).isEqualTo(new HeldOut(2, true, 3, null, 2, true));
        assertThat(store.validation(id)).isEqualTo(Validation.NONE);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void it_goes_with_its_model(DataSource database) {
        var store = stored(database);
        new ModelStore(JdbcClient.create(database)).delete(id);
        assertThat(store.find(List.of(id))).isEmpty();
    }
}
