package io.pitchpipe.tuningserver.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.FakeEngine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Which base a name stands for. */
class BaseModelsTest {

    private static BaseModels bases(Map<String, String> more) {
        var properties = new MapConfigurationPropertySource(Map.of(
                "s.aliases[models/old]", "best",
                "s.aliases[models/tiny]", FakeEngine.DEMO,
                "s.aliases[models/lost]", "models/not-here"));
        more.forEach(properties::put);
        return new BaseModels(new FakeEngine(), new Binder(properties).bindOrCreate("s", ServerSettings.class));
    }

    private static List<String> found(BaseModels bases, String name) {
        return bases.find(name).stream().map(one -> one.base().name()).toList();
    }

    @Test
    void a_retired_name_stands_for_the_best_base_or_the_one_it_names() {
        var bases = bases(Map.of());

        assertThat(found(bases, "models/old")).containsExactly(FakeEngine.BASE);
        assertThat(found(bases, "models/tiny")).containsExactly(FakeEngine.DEMO);
        assertThat(found(bases, "models/lost")).isEmpty();
        assertThat(found(bases, "models/other")).isEmpty();
        assertThat(bases.find("models/old").orElseThrow().isAlias()).isTrue();
        assertThat(bases.find(FakeEngine.BASE).orElseThrow().isAlias()).isFalse();
    }

    @Test
    void the_best_base_is_the_first_preferred_one_that_is_here() {
        var bases = bases(Map.of("s.preferred-bases[0]", "models/not-here", "s.preferred-bases[1]", FakeEngine.DEMO));

        assertThat(found(bases, "models/old")).containsExactly(FakeEngine.DEMO);
    }

    @Test
    void retired_names_stand_for_nothing_when_they_are_switched_off() {
        var bases = bases(Map.of("s.retired-names", "false"));

        assertThat(found(bases, "models/old")).isEmpty();
        assertThat(found(bases, FakeEngine.BASE)).containsExactly(FakeEngine.BASE);
    }
}
