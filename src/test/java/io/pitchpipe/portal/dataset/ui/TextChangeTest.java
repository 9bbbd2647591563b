package io.pitchpipe.portal.dataset.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextChangeTest {

    /** What changed stands in brackets. */
    private static String shown(List<TextChange.Part> parts) {
        return parts.stream()
                .map(part -> part.changed() ? "[" + part.text() + "]" : part.text())
                .collect(Collectors.joining());
    }

    @Test
    void a_change_far_into_a_long_text_is_in_sight_on_both_sides() {
        var start = "The parcel was sent last week and has not come. ".repeat(10);
        var change = TextChange.between(
                start + "Dear Ada, thank you for your patience and your kind words.",
                start + "Dear [name], thank you for your patience and your kind words.");
        assertThat(shown(change.before()))
                .startsWith("…")
                .contains("Dear [Ada], thank you for your patience and your")
                .endsWith("…")
                .hasSizeLessThan(120);
        assertThat(shown(change.after())).contains("Dear [[name]], thank you");
    }

    @Test
    void each_of_several_changes_is_marked_and_what_lies_between_is_cut() {
        var between = " said nothing of it for a whole long year, as far as anybody could tell, and then ";
        var change = TextChange.between(
                "Ada" + between + between + "Bob left", "[name]" + between + between + "[name] left");
        assertThat(shown(change.before()))
                .startsWith("[Ada] said nothing")
                .endsWith("[Bob] left")
                .contains("…");
        assertThat(change.after().stream().filter(TextChange.Part::changed)).hasSize(2);
    }

    @Test
    void blanks_at_the_ends_are_changes() {
        var change = TextChange.between("  padded ", "padded");
        assertThat(change.before())
                .containsExactly(
                        new TextChange.Part("  ", true),
                        new TextChange.Part("padded", false),
                        new TextChange.Part(" ", true));
        assertThat(change.after()).containsExactly(new TextChange.Part("padded", false));
    }

    @Test
    void what_was_only_taken_out_is_shown_at_the_same_place_on_both_sides() {
        var start = "The parcel was sent last week and has not come. ".repeat(10);
        var change = TextChange.between(start + "It is late. ", start + "It is late.");
        assertThat(shown(change.before())).startsWith("…").endsWith("It is late.[ ]");
        assertThat(shown(change.after()))
                .startsWith("…")
                .endsWith("It is late.")
                .hasSizeLessThan(60);

        var within = TextChange.between(start + "very " + start, start + start);
        assertThat(shown(within.before())).contains("has not come. [very ]The parcel");
        assertThat(shown(within.after())).contains("has not come. The parcel").hasSizeLessThan(120);
    }

    @Test
    void what_is_the_same_is_shown_from_its_beginning_with_nothing_marked() {
        var text = "word ".repeat(60);
        var change = TextChange.between(text, text);
        assertThat(shown(change.before())).startsWith("word word").endsWith("…").doesNotContain("[");
        assertThat(TextChange.between("", "").before()).isEmpty();
    }

    @Test
    void texts_with_nothing_in_common_are_shown_as_changed_and_cut() {
        var change = TextChange.between("a ".repeat(1_000), "b ".repeat(1_000));
        assertThat(change.before().stream()
                        .mapToInt(part -> part.text().length())
                        .sum())
                .isLessThan(500);
        assertThat(change.before()).anyMatch(TextChange.Part::changed);
    }

    @Test
    void no_character_is_taken_apart() {
        var family = "👩‍👩‍👧‍👦";
        var change = TextChange.between("a " + family + " b", "a 👩 b");
        assertThat(shown(change.before())).isEqualTo("a [" + family + "] b");
        assertThat(shown(change.after())).isEqualTo("a [👩] b");
    }
}
