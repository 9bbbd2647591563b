package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.FindingCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonReadersTest {

    private static final ColumnMapping MAPPING = new ColumnMapping(List.of("text_input"), "output");
    private static final JsonMapper PLAIN = JsonMapper.builder().build();
    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static Collected lines(String text) {
        return Collected.read(new JsonLinesReader(MAPPING, true), text);
    }

    private static Collected document(String text) {
        return Collected.read(new JsonDocumentReader(MAPPING), text);
    }

    @Provide
    Arbitrary<List<Example>> examples() {
        var text = Arbitraries.strings()
                .withChars("ab \"\\/{}:,\t\n\r\b\f")
                .withCharRange('\u0001', '\u001f')
                .withChars('ä', '€', 'ש', '\u2028', '\ufeff')
                .ofMaxLength(40)
                .map(value -> value.replace("b", "\ud83d\ude80"));
        return Combinators.combine(text, text).as(Example::new).list().ofMaxSize(60);
    }

    @Property
    void what_jackson_writes_is_read_back_equal(@ForAll("examples") List<Example> examples, @ForAll boolean escape) {
        var mapper = escape ? ESCAPING : PLAIN;
        var rows = examples.stream()
                .map(example -> Map.of("text_input", example.input(), "output", example.output()))
                .toList();
        var text = new StringBuilder();
        rows.forEach(row -> text.append(mapper.writeValueAsString(row)).append('\n'));

        var read = lines(text.toString());
        assertThat(read.examples()).isEqualTo(examples);
        assertThat(read.report().rejected()).isZero();
        assertThat(Collected.read(
                                new JsonLinesReader(MAPPING, true),
                                new Dribble(text.toString().getBytes(StandardCharsets.UTF_8)))
                        .examples())
                .isEqualTo(examples);
        assertThat(document(mapper.writeValueAsString(rows)).examples()).isEqualTo(examples);
    }

    /** What the quick reader says yes to, Jackson reads the same: small texts, mutilated at random. */
    @Property(tries = 2000)
    void the_quick_reader_never_disagrees_with_jackson(@ForAll("mutilated") String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        var flat = new FlatObject("text_input", "output");
        if (flat.read(bytes, 0, bytes.length)) {
            var byJackson = PLAIN.readTree(line);
            assertThat(text(flat.pair.inputBytes, flat.pair.inputFrom, flat.pair.inputTo))
                    .isEqualTo(byJackson.get("text_input").asString());
            assertThat(text(flat.pair.outputBytes, flat.pair.outputFrom, flat.pair.outputTo))
                    .isEqualTo(byJackson.get("output").asString());
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<String> mutilated() {
        var whole = "{\"text_input\": \"a\\u00e9\\ud83d\\ude80\\n\\\"x\", \"output\": \"b\\\\\"}";
        var part = Arbitraries.of(
                "\"", "\\", "\\u", "{", "}", ",", ":", " ", "\\ud800", "\t", "\u0001", "\"x\":\"y\",", "é");
        return Combinators.combine(
                        Arbitraries.integers().between(0, whole.length()),
                        Arbitraries.integers().between(0, 3),
                        part)
                .as((at, cut, put) ->
                        whole.substring(0, at) + put + whole.substring(Math.min(whole.length(), at + cut)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"text_input\":\"1\",\"output\":\"2\"}]",
                "{\"examples\":[{\"text_input\":\"1\",\"output\":\"2\"}]}",
                "{\"display_name\":\"x\",\"tuning_task\":{\"hyperparameters\":{\"batch_size\":2},\"training_data\":"
                        + "{\"examples\":{\"examples\":[{\"text_input\":\"1\",\"output\":\"2\"}]}}}}",
                "{\"tags\":[\"a\"],\"data\":[{\"text_input\":1,\"output\":2}]}"
            })
    void the_first_array_of_objects_is_found_at_any_depth(String json) {
        assertThat(document(json).examples()).containsExactly(new Example("1", "2"));
    }

    @Test
    void broken_lines_are_left_out_with_their_line_and_what_is_wrong() {
        var read = lines("""
                {"text_input":"1","output":"2"}
                {"text_input":"1","output":
                {"text_input":"1"}
                {"text_input":["x"],"output":"2"}
                {"text_input":"1","text_input":"1","output":"2"}
                nonsense
                {"text_input":"\\ud800","output":"2"}

                {"text_input":3,"output":true,"extra":{"a":[1]}}
                """);

        assertThat(read.examples()).containsExactly(new Example("1", "2"), new Example("3", "true"));
        assertThat(read.findings(FindingCode.NOT_JSON)).extracting("line").containsExactly(2L, 6L);
        assertThat(read.only(FindingCode.MISSING_FIELD).details()).containsExactly("output");
        assertThat(read.only(FindingCode.NOT_TEXT).line()).isEqualTo(4);
        assertThat(read.only(FindingCode.DUPLICATE_FIELD).line()).isEqualTo(5);
        assertThat(read.only(FindingCode.INVALID_UTF8).line()).isEqualTo(7);
        assertThat(read.report().total()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text_input\":\"3\",\"outp", "{\"text_input\":\"3\",", "{"})
    void a_last_line_that_is_cut_says_that_the_file_breaks_off(String cut) {
        var whole = "{\"text_input\":\"1\",\"output\":\"2\"}\n";
        var read = lines(whole + cut);

        assertThat(read.examples()).containsExactly(new Example("1", "2"));
        assertThat(read.only(FindingCode.BROKEN_FILE).line()).isEqualTo(2);
        assertThat(read.report().isValid()).isFalse();
        assertThat(lines(cut + "\n" + whole).only(FindingCode.NOT_JSON).line()).isOne();
    }

    @Test
    void a_last_line_that_is_cut_within_a_character_is_no_wrong_encoding() {
        var bytes = "{\"text_input\":\"1\",\"output\":\"é".getBytes(StandardCharsets.UTF_8);

        var read = Collected.read(new JsonLinesReader(MAPPING, true), java.util.Arrays.copyOf(bytes, bytes.length - 1));

        assertThat(read.only(FindingCode.BROKEN_FILE).line()).isOne();
    }

    @Test
    void a_document_that_breaks_off_keeps_what_came_before_and_says_so() {
        var read = document("[{\"text_input\":\"1\",\"output\":\"2\"},\n{\"text_input\":\"3\",");

        assertThat(read.examples()).containsExactly(new Example("1", "2"));
        assertThat(read.only(FindingCode.BROKEN_FILE).line()).isEqualTo(2);
        assertThat(read.report().isValid()).isFalse();
    }

    @Test
    void nesting_without_end_is_an_error_and_no_stack_overflow() {
        var read = document("[".repeat(200_000));

        assertThat(read.findings(FindingCode.BROKEN_FILE)).hasSize(1);
        assertThat(lines("{\"a\":" + "[".repeat(200_000)).report().rejected()).isEqualTo(1);
    }

    @Test
    void chats_of_one_question_and_one_answer_are_pairs() {
        var mapping = new ColumnMapping(List.of("messages.user"), "messages.model");
        var read = Collected.read(new JsonLinesReader(mapping, true), """
                {"messages":[{"role":"system","content":"be brief"},{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}
                {"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"q2"}]}
                """);

        assertThat(read.examples()).containsExactly(new Example("q", "a"));
        assertThat(read.only(FindingCode.MANY_TURNS).line()).isEqualTo(2);

        var contents = new ColumnMapping(List.of("contents.user"), "contents.model");
        assertThat(Collected.read(new JsonLinesReader(contents, true), """
                {"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"text":"a"}]}]}
                """).examples())
                .containsExactly(new Example("q", "a"));
    }

    @Property
    void any_bytes_are_read_to_their_end(@ForAll byte[] bytes) {
        var read = Collected.read(new JsonLinesReader(MAPPING, true), bytes);
        Collected.read(new JsonDocumentReader(MAPPING), bytes);

        assertThat(read.report().accepted()).isEqualTo(read.examples().size());
    }
}
