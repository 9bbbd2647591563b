package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the quick reader of JSON lines takes upon itself: all that Jackson writes of two texts, and nothing that is anything else. */
class FlatObjectTest {

    private static final JsonMapper PLAIN = JsonMapper.builder().build();
    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Behind other bytes and before others, as in a window. */
    private static boolean read(FlatObject flat, String line) {
        var bytes = ("xx" + line + "\"}").getBytes(StandardCharsets.UTF_8);
        return flat.read(bytes, 2, bytes.length - 2);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("ab\"\\/\t\n\r\b\f\u0001\u001f\u007f")
                .withChars('é', '\u07ff', '\u0800', '\uffff', '€')
                .ofMaxLength(30)
                .map(text -> text.replace("b", "\ud83d\ude80").replace("\u0001", "\udbff\udfff\u0001"));
    }

    @Property
    void all_that_jackson_writes_of_two_texts_is_read_quickly(
            @ForAll("texts") String input,
            @ForAll("texts") String output,
            @ForAll boolean escape,
            @ForAll boolean turned) {
        var object = new LinkedHashMap<String, String>();
        object.put(turned ? "out" : "in", turned ? output : input);
        object.put(turned ? "in" : "out", turned ? input : output);
        var flat = new FlatObject("in", "out");

        assertThat(read(flat, (escape ? ESCAPING : PLAIN).writeValueAsString(object)))
                .isTrue();

        assertThat(flat.pair.inputText()).isEqualTo(input);
        assertThat(flat.pair.outputText()).isEqualTo(output);
    }

    @Test
    void every_character_is_read_as_it_was_escaped() {
        var flat = new FlatObject("in", "out");
        for (var codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint += codePoint < 0x1000 ? 1 : 61) {
            var text = Character.toString(codePoint);
            var units = new StringBuilder();
            text.chars().forEach(unit -> units.append("\\u%04X".formatted(unit)));
            var surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;

            var taken = read(flat, "{\"in\":\"" + units + "\",\"out\":\"" + units + "z\"}");

            if (taken == surrogate
                    || taken
                            && (!flat.pair.inputText().equals(text)
                                    || !flat.pair.outputText().equals(text + "z"))) {
                throw new AssertionError(Integer.toHexString(codePoint));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"in\":\"1\",\"out\":\"2\"}",
                "{ \"in\"\t:  \"1\" , \"out\" : \"2\" } ",
                "{\"out\":\"2\",\"in\":\"1\"}",
                "{\"in\":\"\\u0031\",\"out\":\"\\u0032\"}"
            })
    void blanks_order_and_escapes_make_no_difference(String line) {
        var flat = new FlatObject("in", "out");

        assertThat(read(flat, line)).isTrue();
        assertThat(flat.pair.inputText()).isEqualTo("1");
        assertThat(flat.pair.outputText()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[\"in\",\"out\"]",
                "\"in\":\"1\",\"out\":\"2\"}",
                "{\"in\":\"1\"}",
                "{\"out\":\"2\"}",
                "{\"in\":\"1\",\"out\":\"2\"",
                "{\"in\":\"1\",\"out\":\"2\"}}",
                "{\"in\":\"1\",\"out\":\"2\",}",
                "{\"in\":\"1\",\"out\":\"2\",\"id\":\"3\"}",
                "{\"in\":\"1\",\"in\":\"1\",\"out\":\"2\"}",
                "{\"in\":\"1\",\"out\":\"2\",\"out\":\"2\"}",
                "{\"in\" \"1\",\"out\":\"2\"}",
                "{\"in\":1,\"out\":\"2\"}",
                "{\"in\":\"1\" \"out\":\"2\"}",
                "{\"\\u0069n\":\"1\",\"out\":\"2\"}",
                "{\"in\":\"1\u0001\",\"out\":\"2\"}",
                "{\"in\":\"1\u001f\",\"out\":\"2\"}",
                "{\"in\":\"0123456789\u0000\",\"out\":\"2\"}",
                "{\"in\":\"1\\x\",\"out\":\"2\"}",
                "{\"in\":\"1\\u12\",\"out\":\"2\"}",
                "{\"in\":\"1\\u12g4\",\"out\":\"2\"}",
                "{\"in\":\"1\\u1２34\",\"out\":\"2\"}",
                "{\"in\":\"\\ud83d\",\"out\":\"2\"}",
                "{\"in\":\"\\ud83dx\\ude80\",\"out\":\"2\"}",
                "{\"in\":\"\\ud83d\\ud83d\",\"out\":\"2\"}",
                "{\"in\":\"\\ud83d\\n123456\",\"out\":\"2\"}",
                "{\"in\":\"\\ud83d\\u12x4\",\"out\":\"2\"}",
                "{\"in\":\"\\ude80\",\"out\":\"2\"}",
                "{\"in\":\"1\",\"out\":\"2",
                "{\"in\":\"1\",\"out\":\"2\\",
                "{\"in\":\"1\",\"out\":\"2\\\""
            })
    void anything_else_is_left_to_jackson(String line) {
        assertThat(read(new FlatObject("in", "out"), line)).isFalse();
    }

    @Test
    void one_field_may_be_both_input_and_output() {
        var flat = new FlatObject("text", "text");

        assertThat(read(flat, "{\"text\":\"\\u0031\"}")).isTrue();
        assertThat(flat.pair.inputText() + flat.pair.outputText()).isEqualTo("11");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_000, 65_536, 70_000, 200_000, 1_000_000})
    void long_lines_are_unescaped_too(int length) {
        var flat = new FlatObject("in", "out");
        var input = "\n" + "x".repeat(length);

        for (var output : List.of("\t", "plain")) {
            assertThat(read(flat, PLAIN.writeValueAsString(java.util.Map.of("in", input, "out", output))))
                    .isTrue();
            assertThat(flat.pair.inputText()).isEqualTo(input);
            assertThat(flat.pair.outputText()).isEqualTo(output);
        }
    }

    /** The end of a text, an escape and a control character are found in every place of a word of eight bytes. */
    @Test
    void the_end_of_a_text_is_found_wherever_it_stands() {
        var flat = new FlatObject("in", "out");
        for (var length = 0; length < 40; length++) {
            var text = "é".repeat(length % 3) + "x".repeat(length);
            assertThat(read(flat, "{\"in\":\"" + text + "\",\"out\":\"" + text + "\\n\"}"))
                    .isTrue();
            assertThat(flat.pair.inputText()).isEqualTo(text);
            assertThat(flat.pair.outputText()).isEqualTo(text + "\n");
            assertThat(read(flat, "{\"in\":\"" + text + "\u0007\",\"out\":\"\"}"))
                    .isFalse();
        }
    }
}
