package io.pitchpipe.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SameNameTest {

    @Test
    void a_name_that_no_other_has_needs_no_other() {
        assertThat(SameName.free("Tickets", List.of("Tickets 2", "My tickets"), 40))
                .isEmpty();
    }

    @Test
    void the_first_free_number_is_offered_whatever_the_case() {
        assertThat(SameName.free("Tickets", List.of("tickets ", "Tickets 2", "TICKETS 3"), 40))
                .contains("Tickets 4");
        assertThat(SameName.free("Tickets 2", List.of("Tickets 2"), 40)).contains("Tickets 3");
    }

    @Test
    void a_free_name_is_no_longer_than_a_name_may_be() {
        assertThat(SameName.successor("a 9", 40)).isEqualTo("a 10");
        assertThat(SameName.successor("x".repeat(40), 40)).hasSize(40).endsWith(" 2");
        assertThat(SameName.successor("😀".repeat(40), 40).codePoints().count()).isEqualTo(40);
    }
}
