package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.SplitColumn;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an object of JSON is as a row. */
class JsonRowsTest {

    private static final ColumnMapping PLAIN = new ColumnMapping(List.of("in"), "out");
    private static final ColumnMapping MESSAGES = new ColumnMapping(List.of("messages.user"), "messages.model");
    private static final ColumnMapping CONTENTS = new ColumnMapping(List.of("contents.user"), "contents.model");

    /** The object, as a line and as a document; both say the same but for where it stands. */
    private static Heard heard(ColumnMapping mapping, String object) {
        var line = Heard.from(new JsonLinesReader(mapping, true), object + "\n");
        var document = Heard.from(new JsonDocumentReader(mapping), "[" + object + "]");
        assertThat(document.told()).isEqualTo(line.told());
        assertThat(document.leftOut()).isEqualTo(line.leftOut());
        return line;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "\"x\" = x",
                "1.50 = 1.50",
                "-1e5 = -1e5",
                "true = true",
                "false = false",
                "null = ''",
                "\"\" = ''",
                "\"\\u00e9\\ud83d\\ude00\\/\" = é😀/"
            })
    void texts_numbers_and_truths_are_what_they_look_like(String value, String text) {
        assertThat(heard(PLAIN, "{\"in\":" + value + ",\"out\":\"b\",\"more\":{\"x\":[1]}}")
                        .rows())
                .extracting(Heard.Row::input)
                .containsExactly(text);
        assertThat(heard(PLAIN, "{\"more\":[{}],\"in\":\"a\",\"out\":" + value + "}")
                        .rows())
                .extracting(Heard.Row::output)
                .containsExactly(text);
    }

    @Test
    void two_hundred_fields_are_looked_at_and_those_behind_are_not() {
        var fields = IntStream.range(0, 199)
                .mapToObj(field -> "\"f" + field + "\":1,")
                .collect(Collectors.joining());
        var mapping = new ColumnMapping(List.of("f0"), "out");

        assertThat(heard(mapping, "{" + fields + "\"out\":\"b\",\"g\":[1],\"h\":{\"i\":2}}")
                        .told())
                .containsExactly("1: 1 | b");
        assertThat(heard(mapping, "{" + fields + "\"g\":1,\"out\":\"b\"}")
                        .only(FindingCode.MISSING_FIELD)
                        .details())
                .containsExactly("out");
        assertThat(heard(mapping, "{" + fields + "\"g\":1,\"out\":[{\"f0\":7}]}")
                        .leftOut())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"user, assistant", "user, model", "human, assistant", "'', model"})
    void the_one_who_is_no_model_and_no_system_asks(String asks, String answers) {
        var chat =
                "[{\"role\":\"developer\",\"content\":\"s\"},{\"role\":\"%s\",\"content\":\"q\"},{\"role\":\"%s\",\"content\":\"a\"}]"
                        .formatted(asks, answers);

        assertThat(heard(MESSAGES, "{\"messages\":" + chat + "}").told()).containsExactly("1: q | a");
        var system = new ColumnMapping(List.of("messages.system", "messages.user"), "messages.model");
        assertThat(heard(system, "{\"messages\":" + chat + "}").rows())
                .extracting(Heard.Row::input)
                .containsExactly("s\n\nq");
    }

    /** Contents of a turn, and what it says; nothing where it says something else than text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "[{\"text\":\"a\"},{\"text\":\"b\"}] = ab",
                "[{\"type\":\"text\",\"text\":\"a\"}] = a",
                "{\"role\":\"user\",\"parts\":[{\"text\":\"a\"}]} = a",
                "[\"a\",\"b\"] = ab",
                "[] = ''",
                "null = ''",
                "7 = 7",
                "[{\"text\":null}] = ''",
                "[{\"text\":\"a\"},{\"type\":\"image\",\"image_url\":{\"url\":\"x\"}}] =",
                "[{\"text\":\"a\"},{\"inlineData\":{\"data\":\"x\"}}] ="
            })
    void the_texts_of_a_turn_are_joined_and_anything_else_is_no_text(String content, String text) {
        for (var name : List.of("content", "parts")) {
            var chat = "{\"messages\":[{\"role\":\"user\",\"" + name + "\":" + content
                    + ",\"name\":{\"x\":[1]}},{\"role\":\"model\",\"content\":\"a\"}]}";
            var heard = heard(MESSAGES, chat);
            if (text == null) {
                assertThat(heard.only(FindingCode.NOT_TEXT).details()).containsExactly("messages.user");
                assertThat(heard.only(FindingCode.NOT_TEXT).text()).isEqualTo("messages.model: a");
            } else {
                assertThat(heard.told()).containsExactly("1: " + text + " | a");
            }
        }
    }

    @Test
    void what_is_no_turn_is_passed_over() {
        assertThat(heard(
                                MESSAGES,
                                "{\"messages\":[1,[{\"role\":\"user\",\"content\":\"x\"}],{\"role\":\"user\",\"content\":\"q\"},"
                                        + "null,{\"content\":\"a\",\"role\":\"assistant\"}],\"id\":1}")
                        .told())
                .containsExactly("1: q | a");
        assertThat(heard(
                                MESSAGES,
                                "{\"messages\":[{\"role\":{\"x\":1},\"content\":\"q\"},{\"role\":\"model\",\"content\":\"a\"}]}")
                        .told())
                .containsExactly("1: q | a");
        assertThat(heard(MESSAGES, "{\"messages\":{\"role\":\"user\"}}")
                        .only(FindingCode.MISSING_FIELD)
                        .details())
                .containsExactly("messages.user");
    }

    @Test
    void vertex_contents_are_a_question_an_answer_and_what_the_system_says() {
        var line = "{\"systemInstruction\":{\"role\":\"system\",\"parts\":[{\"text\":\"s\"}]},"
                + "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"q\"}]},{\"role\":\"model\",\"parts\":[{\"text\":\"a\"}]}]}";

        assertThat(heard(CONTENTS, line).told()).containsExactly("1: q | a");
        assertThat(heard(new ColumnMapping(List.of("contents.system"), "contents.model"), line)
                        .told())
                .containsExactly("1: s | a");
        assertThat(heard(
                                new ColumnMapping(List.of("systemInstruction"), "contents.model"),
                                "{\"systemInstruction\":\"s\"," + line.substring(line.indexOf("\"contents\"")))
                        .told())
                .containsExactly("1: s | a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "assistant", "system"})
    void a_chat_of_several_turns_is_left_out_where_it_is_asked_for(String twice) {
        var chat =
                "{\"id\":\"7\",\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"model\",\"content\":\"a\"},"
                        + "{\"role\":\"system\",\"content\":\"\"},{\"role\":\"%s\",\"content\":\"again\"}]}"
                                .formatted(twice);

        var told = heard(MESSAGES, chat).only(FindingCode.MANY_TURNS);
        assertThat(told.details()).isEmpty();
        assertThat(told.text()).startsWith("id: 7, messages.user: ").contains("again");
        assertThat(heard(new ColumnMapping(List.of("id"), "id"), chat).told()).containsExactly("1: 7 | 7");
    }

    /** Half a surrogate pair is no character; the field that can be shown is. */
    @Test
    void half_a_character_leaves_its_row_out() {
        var input = heard(PLAIN, "{\"in\":\"x\\ud800\",\"out\":\"good\"}").only(FindingCode.INVALID_UTF8);
        var output = heard(PLAIN, "{\"in\":\"fine\",\"out\":\"\\udc00\"}").only(FindingCode.INVALID_UTF8);

        assertThat(input.text()).isEqualTo("good");
        assertThat(output.text()).isEqualTo("fine");
        assertThat(input.line()).isOne();
    }

    @Test
    void the_field_that_divides_a_file_is_handed_on_and_needed() {
        var mapping =
                new ColumnMapping(List.of("in"), "out", null, new SplitColumn("part", Set.of("train"), Set.of("test")));

        assertThat(heard(mapping, "{\"in\":\"a\",\"out\":\"b\",\"part\":\"täst\"}")
                        .rows())
                .extracting(Heard.Row::part)
                .containsExactly("täst");
        assertThat(heard(mapping, "{\"in\":\"a\",\"out\":\"b\"}")
                        .only(FindingCode.MISSING_FIELD)
                        .details())
                .containsExactly("part");
        assertThat(heard(PLAIN, "{\"in\":\"a\",\"out\":\"b\",\"part\":\"test\"}")
                        .rows())
                .extracting(Heard.Row::part)
                .containsExactly("");
    }

    @Test
    void several_fields_are_one_input_and_each_is_needed() {
        var mapping = new ColumnMapping(List.of("one", "two"), "out");

        assertThat(heard(mapping, "{\"two\":\"2\",\"one\":\"1\",\"out\":\"b\"}").rows())
                .extracting(Heard.Row::input)
                .containsExactly("1\n\n2");
        assertThat(heard(mapping, "{\"one\":\"1\",\"out\":\"b\"}")
                        .only(FindingCode.MISSING_FIELD)
                        .details())
                .containsExactly("two");
    }

    @Test
    void what_is_shown_of_a_long_row_is_cut() {
        var row = "{\"empty\":\"\",\"in\":\"" + "😀".repeat(60_000) + "\",\"more\":\"never shown\",\"n\":[1]}";

        var text = heard(PLAIN, row).only(FindingCode.MISSING_FIELD).text();

        assertThat(text).startsWith("in: 😀").endsWith("😀…");
        assertThat(text.codePointCount(0, text.length())).isEqualTo(LeftOut.TEXT + 1);
        assertThat(Excerpt.of("a😀b", 3)).isEqualTo("a😀b");
        assertThat(Excerpt.of("a😀b", 2)).isEqualTo("a😀…");
    }
}
