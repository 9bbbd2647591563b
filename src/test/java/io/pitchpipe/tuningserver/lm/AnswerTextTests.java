package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AnswerTextTests {

    @Test
    void half_a_character_is_held_until_it_is_whole() {
        AnswerText text = new AnswerText(List.of());
        byte[] emoji = "🎵".getBytes(StandardCharsets.UTF_8);
        assertThat(text.add(new byte[] {'a', emoji[0]})).isEqualTo("a");
        assertThat(text.add(new byte[] {emoji[1], emoji[2]})).isEmpty();
        assertThat(text.add(new byte[] {emoji[3], 'b'})).isEqualTo("🎵b");
        assertThat(text.end()).isEmpty();
    }

    @Test
    void bytes_that_are_no_character_become_the_replacement_character() {
        AnswerText text = new AnswerText(List.of());
        assertThat(text.add(new byte[] {(byte) 0xff, 'x'})).isEqualTo("\ufffdx");
        assertThat(text.add(new byte[] {(byte) 0xe2, (byte) 0x82})).isEmpty();
        assertThat(text.end()).isEqualTo("\ufffd");
    }

    @Test
    void a_stop_sequence_split_over_tokens_never_shows() {
        AnswerText text = new AnswerText(List.of("STOP", "\n\n"));
        List<String> given = new ArrayList<>();
        for (String piece : List.of("one S", "T", "ART two ST", "OP three")) {
            given.add(text.add(piece.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(given).containsExactly("one ", "", "START two ", "");
        assertThat(text.stopped()).isTrue();
        assertThat(text.end()).isEmpty();
    }

    @Test
    void what_only_looked_like_a_stop_sequence_is_given_at_the_end() {
        AnswerText text = new AnswerText(List.of("STOP"));
        assertThat(text.add("STO".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(text.end()).isEqualTo("STO");
        assertThat(text.stopped()).isFalse();
    }

    @Property(tries = 200)
    void any_text_comes_out_whole_however_its_bytes_are_cut(@ForAll String any, @ForAll java.util.Random random) {
        String whole = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        AnswerText text = new AnswerText(List.of());
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < bytes.length; ) {
            int next = Math.min(bytes.length, at + 1 + random.nextInt(3));
            out.append(text.add(java.util.Arrays.copyOfRange(bytes, at, next)));
            at = next;
        }
        assertThat(out.append(text.end()).toString()).isEqualTo(whole);
    }
}
