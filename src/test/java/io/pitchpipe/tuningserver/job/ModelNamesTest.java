package io.pitchpipe.tuningserver.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids made from display names, by the published samples, and for whatever else people call their models. */
class ModelNamesTest {

    private final ModelNames names = new ModelNames(new SplittableRandom(1));

    @ParameterizedTest
    @CsvSource({
        "number generator model, number-generator-model-[a-z0-9]{12}",
        "my display name 81, my-display-name-81-[a-z0-9]{12}",
        "test_number_generator, testnumbergenerator-[a-z0-9]{12}",
        "Saloon Next Number Generator Test, saloon-next-number-generator-test-[a-z0-9]{6}",
        "An Even Longer Name Than That One There!, an-even-longer-name-than-that-one-[a-z0-9]{6}",
        "'', '[a-z][a-z0-9]{11}'",
        "数字, '[a-z][a-z0-9]{11}'",
        "99, '[a-z][a-z0-9]{11}'",
        "3 wise men, wise-men-[a-z0-9]{12}",
        "a - b -, a-b-[a-z0-9]{12}"
    })
    void ids_follow_the_published_samples(String displayName, String pattern) {
        assertThat(names.modelId(displayName).value()).matches(pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "---a---",
                "\uD83D\uDE00",
                "\uD800",
                "a\u0000b",
                "İstanbul",
                "ß",
                "../../etc",
                "1",
                "A",
                "zz zz zz zz zz zz zz zz zz zz zz zz zz zz z-"
            })
    void every_name_has_an_id(String displayName) {
        assertThat(TunedModelId.isValid(names.modelId(displayName).value())).isTrue();
    }
}
