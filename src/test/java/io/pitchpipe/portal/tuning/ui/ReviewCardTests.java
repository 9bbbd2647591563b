package io.pitchpipe.portal.tuning.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.DescriptionList;
import io.pitchpipe.portal.tuning.Estimate;
import io.pitchpipe.testing.PortalTest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewCardTests extends PortalTest {

    private String time(Duration low, Duration high) {
        var card = new ReviewCard(() -> {});
        com.vaadin.flow.component.UI.getCurrent().add(card);
        card.facts(null, null, null, Optional.of(new Estimate(low, high, 2)));
        return $(DescriptionList.Description.class, card).all().getLast().getText();
    }

    @Test
    void an_estimate_is_a_range_with_its_unit_said_once() {
        assertThat(time(Duration.ofMinutes(37), Duration.ofMinutes(60))).isEqualTo("37–60 min");
        assertThat(time(Duration.ofSeconds(50), Duration.ofMinutes(4))).isEqualTo("50 s–4 min");
        assertThat(time(Duration.ofSeconds(6), Duration.ofSeconds(6))).isEqualTo("6 s");
    }
}
