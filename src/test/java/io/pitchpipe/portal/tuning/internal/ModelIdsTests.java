package io.pitchpipe.portal.tuning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ModelIdsTests {

    private final ModelIds ids = new ModelIds();

    @Property(tries = 1000)
    void any_name_gives_an_id_that_the_api_accepts(@ForAll @StringLength(max = 40) String name) {
        assertThat(ids.choose(name)).matches("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");
    }

    @Test
    void an_id_begins_with_the_names_letters_and_is_another_each_time() {
        assertThat(ids.choose("Über-Zahlen 3000!")).startsWith("uber-zahlen-3000-");
        assertThat(ids.choose("数字")).startsWith("model-");
        assertThat(ids.choose("x")).isNotEqualTo(ids.choose("x"));
    }
}
