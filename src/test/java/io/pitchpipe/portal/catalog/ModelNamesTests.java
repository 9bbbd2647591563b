package io.pitchpipe.portal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.common.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelNamesTests {

    private static ModelEntry model(String name, String id) {
        return new ModelEntry(
                ModelId.random(),
                new TeamId(UUID.randomUUID()),
                ModelEntry.Origin.OWN,
                name,
                "tunedModels/" + id,
                "models/demo",
                ModelEntry.Status.READY,
                Instant.EPOCH,
                "Ada",
                Optional.empty());
    }

    @Test
    void a_name_that_only_one_model_has_stays_as_it_is() {
        var one = model("Router", "router-abc123");
        var names = ModelNames.among(List.of(one, model("Other", "other-def456")));
        assertThat(names.mark(one)).isEmpty();
        assertThat(names.of(one)).isEqualTo("Router");
    }

    @Test
    void models_of_one_name_are_told_apart_by_the_end_of_their_ids() {
        var one = model("Router", "router-abc123");
        var other = model(" router ", "router-def456");
        var names = ModelNames.among(List.of(one, other));
        assertThat(names.of(one)).isEqualTo("Router · …abc123");
        assertThat(names.mark(other)).isEqualTo("…def456");
    }

    @Test
    void ids_with_the_same_end_are_given_whole() {
        var one = model("Router", "a-abc123");
        var other = model("Router", "b-abc123");
        var names = ModelNames.among(List.of(one, other));
        assertThat(names.mark(one)).isEqualTo("a-abc123");
        assertThat(names.mark(other)).isEqualTo("b-abc123");
    }
}
