package io.pitchpipe.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceTest {

    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace, AL",
        "ada, A",
        "Müşfika Örtmann-Łąkowska 🎸, MÖ",
        "🎸 Ada Lovelace, AL",
        "Ada Byron King Noel, AN",
        "'  ada   lovelace  ', AL",
        "O'Neill, O",
        "山田 太郎, 山太",
        "ßen Öz, ßÖ",
    })
    void initials_are_the_first_letters_of_the_first_and_the_last_word_that_has_any(String name, String initials) {
        assertThat(Face.initials(name)).isEqualTo(initials);
    }

    @Test
    void a_letter_keeps_its_combining_marks() {
        assertThat(Face.initials("e\u0301lodie u\u0308ber")).isEqualTo("E\u0301U\u0308");
    }

    @Test
    void a_name_of_emoji_alone_shows_the_first_one_whole() {
        assertThat(Face.initials("👩‍👩‍👧‍👦 🎸")).isEqualTo("👩‍👩‍👧‍👦");
        assertThat(Face.initials("🏴󠁧󠁢󠁳󠁣󠁴󠁿")).isEqualTo("🏴󠁧󠁢󠁳󠁣󠁴󠁿");
    }

    @Test
    void letters_that_would_join_into_a_word_are_one_only() {
        assertThat(Face.initials("محمد علي")).isEqualTo("م");
        assertThat(Face.initials("\u202Bדנה כהן\u202C")).isEqualTo("דכ");
    }

    @Test
    void no_name_shows_nothing() {
        assertThat(Face.initials(" ")).isEmpty();
    }
}
