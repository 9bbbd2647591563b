package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.internal.PersonalData.Kind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How texts are made comparable, and the quick looks that spare the doctor a slow one. */
class NormalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`  Hello,\t\n World!  `|hello world",
                "don't|don't",
                "\"Yes.\"|yes",
                "3.5 or 1,001.|3.5 or 1,001",
                "-3 + 4 = 1|-3 + 4 = 1",
                "Größe: «Ёлка»…|größe ёлка",
                "a . b|a b",
                "` :) `|:)",
                "…|…",
                "x\u00a0\u200b y|x y",
                "😀!|😀",
            })
    void case_blanks_and_punctuation_go_and_what_carries_meaning_stays(String text, String normal) {
        assertThat(Normal.of(text)).isEqualTo(normal);
        assertThat(Normal.of(normal)).isEqualTo(normal);
    }

    /** The hash is stored with splits: the question would be divided anew if it changed. */
    @Test
    void the_hash_of_a_text_is_the_same_for_ever() {
        assertThat(Normal.hash("Where is my parcel?")).isEqualTo(Normal.hash("where is  my parcel"));
        assertThat(Normal.hash("Where is my parcel?")).isEqualTo(WHERE);
    }

    private static final long WHERE = -72067366546895139L;

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aQ:9@ \t\n.,'-")
                .withChars('é', '€', 'Ж', 'ש', '٣', '\u00a0', '漢')
                .ofMaxLength(60)
                .map(text -> text.replace("Q", "question"));
    }

    @Property(tries = 500)
    void a_text_looked_at_after_another_is_what_it_is_alone(
            @ForAll("texts") String first, @ForAll("texts") String second) {
        var normal = new Normal();
        normal.set(first);
        normal.set(second);

        assertThat(new String(normal.chars(), 0, normal.length())).isEqualTo(Normal.of(second));
        var alone = new Normal();
        alone.set(second.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
        assertThat(alone.hash() == normal.hash())
                .isEqualTo(Normal.of(second)
                        .equals(Normal.of(second.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT))));
    }

    private static final Set<Kind> NUMBERS = EnumSet.complementOf(EnumSet.of(Kind.NAME));

    @Property(tries = 500)
    void the_quick_look_for_numbers_and_addresses_misses_none(@ForAll("texts") String text) {
        var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var digits = text.chars().filter(c -> c >= '0' && c <= '9').count();

        assertThat(PersonalData.possible(bytes, 0, bytes.length))
                .isEqualTo(text.contains("@") || digits >= 8 ? NUMBERS : Set.of());
    }

    @Property(tries = 500)
    void the_script_is_that_of_most_letters(@ForAll("texts") String text) {
        var counts = text.codePoints()
                .filter(Character::isLetter)
                .mapToObj(Character.UnicodeScript::of)
                .collect(Collectors.groupingBy(script -> script, Collectors.counting()));
        var most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);

        var script = Scripts.of(text);

        assertThat(script.isPresent()).isEqualTo(most > 0);
        script.ifPresent(found -> assertThat(counts.get(found)).isEqualTo(most));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`Question: x`|10",
                "`  INSTRUCTION\t:\n x`|17",
                "`a:`|2",
                "`Answer : y`|9",
                "`abc: y`|0",
                "`questions: y`|0",
                "`a b: y`|0",
                "``|0",
                "`:x`|0",
            })
    void a_label_is_a_known_word_with_a_colon_in_front(String text, int length) {
        assertThat(Labels.length(text)).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NULL|true",
                "nan|true",
                "n/a|true",
                "#N/A|true",
                "Undefined|true",
                "tbd|true",
                "TODO|true",
                "fixme|true",
                "xxxx|true",
                "Lorem ipsum dolor|true",
                "` - `|true",
                "…|true",
                "–|true",
                "?|true",
                "``|false",
                "no|false",
                "None of it|false",
                "xx|false",
                "x|false",
                "5|false",
                "*a|false",
                "é|false",
            })
    void what_stands_for_a_missing_answer_is_told_from_an_answer(String text, boolean placeholder) {
        assertThat(Labels.placeholder(text)).isEqualTo(placeholder);
    }
}
