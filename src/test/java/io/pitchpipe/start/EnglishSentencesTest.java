package io.pitchpipe.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;

class EnglishSentencesTest {

    private final Locale usual = Locale.getDefault();

    @SpringBootConfiguration
    static class Nothing {}

    @AfterEach
    void restore() {
        Locale.setDefault(usual);
    }

    @Test
    void figures_are_written_as_in_english_whatever_the_machine_is_set_to() {
        Locale.setDefault(Locale.of("ar", "EG"));
        assertThat("%,d".formatted(1000)).as("as the machine would").isNotEqualTo("1,000");
        var application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        try (var running = application.run()) {
            assertThat(running.isActive()).isTrue();
            assertThat("%,d".formatted(1000)).isEqualTo("1,000");
            assertThat("MINI".toLowerCase(Locale.getDefault())).isEqualTo("mini");
        }
    }
}
