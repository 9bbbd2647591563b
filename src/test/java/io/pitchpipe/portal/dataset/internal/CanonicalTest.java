package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pitchpipe.portal.dataset.Example;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The one form that rows are kept in: what is written is JSON, and is read back as it was. */
class CanonicalTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] line(String input, String output) {
        var writer = new CanonicalWriter();
        writer.literal(CanonicalLine.OPEN);
        // As in a window, with others before and behind.
        var framed = bytes("\"" + input + "\"");
        assertThat(writer.append(framed, 1, framed.length - 1)).isEqualTo(input.codePointCount(0, input.length()));
        writer.literal(CanonicalLine.MIDDLE);
        var plain = bytes(output);
        assertThat(writer.append(plain, 0, plain.length)).isEqualTo(output.codePointCount(0, output.length()));
        writer.literal(CanonicalLine.CLOSE);
        return Arrays.copyOf(writer.buffer(), writer.length());
    }

    private static void comesBack(String input, String output) {
        var line = line(input, output);
        var expected = new Example(input, output);
        var framed = bytes("\"\"" + new String(line, StandardCharsets.UTF_8) + "\"");

        assertThat(CanonicalLine.parse(line, 0, line.length)).isEqualTo(expected);
        assertThat(CanonicalLine.parse(line, 0, line.length - 1)).isEqualTo(expected);
        assertThat(CanonicalLine.parse(framed, 2, framed.length - 1)).isEqualTo(expected);
        var byJackson = JSON.readTree(line);
        assertThat(byJackson.get("textInput").asString()).isEqualTo(input);
        assertThat(byJackson.get("output").asString()).isEqualTo(output);
        assertThat(byJackson.size()).isEqualTo(2);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange('\u0001', '\u0022')
                .withChars("abcdefgh\\/\u007f")
                .withChars('é', '€', '\u2028')
                .ofMaxLength(40)
                .map(text -> text.replace("b", "😀"));
    }

    @Property
    void any_text_is_kept_as_it_is(@ForAll("texts") String input, @ForAll("texts") String output) {
        comesBack(input, output);
        var line = line(input, output);
        assertThat(Heard.from(CanonicalReader::read, line).rows())
                .containsExactly(new Heard.Row(
                        1, input, output, "", new String(line, StandardCharsets.UTF_8).stripTrailing(), -1));
    }

    @Test
    void every_character_is_kept_in_every_place_of_a_word() {
        for (var b = 1; b < 0x80; b++) {
            for (var before = 0; before < 17; before++) {
                var text = "x".repeat(before) + (char) b + "y".repeat(16 - before);
                var line = line(text, "");
                if (!CanonicalLine.parse(line, 0, line.length).input().equals(text)) {
                    throw new AssertionError(b + " behind " + before);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 32_760, 196_608, 400_000})
    void texts_of_any_length_are_kept(int length) {
        comesBack("\u0001".repeat(length), "\n".repeat(length));
        comesBack("x".repeat(length), "é".repeat(length));
    }

    @ParameterizedTest
    @CsvSource({"ff, -1", "61626364656667e9, -1", "c3, -1", "e282, -1", "00, -2", "6162636465666700, -2", "6100, -2"})
    void what_is_no_text_is_not_written(String hex, int answer) {
        var writer = new CanonicalWriter();
        writer.literal(bytes("before"));
        var wrong = java.util.HexFormat.of().parseHex(hex);

        assertThat(writer.append(wrong, 0, wrong.length)).isEqualTo(answer);
        writer.truncate(6);
        writer.literal(bytes(" behind"));

        assertThat(new String(writer.buffer(), 0, writer.length(), StandardCharsets.UTF_8))
                .isEqualTo("before behind");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"textInput\":\"",
                "{\"textInput\":\"a",
                "{\"textInput\":\"a\",\"output\":\"b",
                "{\"textInput\":\"a\\\"",
                "nonsense"
            })
    void a_line_that_is_not_whole_is_a_fault_of_the_store(String line) {
        assertThatIllegalStateException()
                .isThrownBy(() -> CanonicalLine.parse(bytes(line), 0, line.length()))
                .withMessageContaining("not canonical");
    }

    /** {@code \\u0000} to {@code \\u001f} as any writer may have them, letters large or small. */
    @Test
    void escapes_of_four_digits_are_undone() {
        var line = bytes("{\"textInput\":\"\\u000a\\u001F\\u0041x\",\"output\":\"\\/\\\"\\\\\"}\n");

        assertThat(CanonicalLine.parse(line, 0, line.length)).isEqualTo(new Example("\n\u001fAx", "/\"\\"));
    }
}
