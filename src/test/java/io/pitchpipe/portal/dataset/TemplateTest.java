package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.dataset.Peek.Column;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final List<Column> COLUMNS = List.of(
            new Column("0", "subject"), new Column("1", " body "), new Column("2", ""), new Column("3", "a{b}"));

    @Test
    void columns_stand_in_braces_and_braces_twice() {
        var template = new Template("{{id}} {subject}: {body}{subject} }}");

        assertThat(template.columns()).containsExactly("subject", "body");
        assertThat(template.fill(Map.of("subject", "S{x}", "body", "B"))).isEqualTo("{id} S{x}: BS{x} }");
        assertThat(template.fill(Map.of("body", "B"))).isEqualTo("{id} : B }");
    }

    @Test
    void words_around_nothing_ask_nothing() {
        assertThat(new Template("Ticket: {subject}").fill(Map.of("subject", "  ")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a { b,dataset.template.brace,3",
        "a } b,dataset.template.brace,3",
        "😀{},dataset.template.brace,2",
        "{a{b}},dataset.template.brace,1",
        "no column,dataset.template.noColumn,",
        "{{a}},dataset.template.noColumn,"
    })
    void what_is_wrong_is_named_with_its_place(String text, String key, Integer place) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> new Template(text))
                .satisfies(refused -> {
                    assertThat(refused.key()).isEqualTo(key);
                    assertThat(refused.arguments())
                            .containsExactlyElementsOf(
                                    Stream.ofNullable((Object) place).toList());
                });
    }

    @Test
    void a_template_that_is_too_long_is_refused() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> new Template("{a}" + "😀".repeat(Template.MAX_CHARACTERS - 2)));
        assertThat(new Template("{a}" + "😀".repeat(Template.MAX_CHARACTERS - 3)).columns())
                .containsExactly("a");
    }

    @Test
    void columns_are_found_by_title_and_those_without_one_by_number() {
        var mapping = new Template("{body} {subject} {3} {4} {body}").bind(COLUMNS, "9");

        assertThat(mapping.inputs()).containsExactly("1", "0", "2", "3", "1");
        assertThat(mapping.join(List.of("b", "s", "c", "d", "b"))).isEqualTo("b s c d b");
    }

    @Test
    void a_misspelt_column_is_named_beside_those_there_are() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> new Template("{subjct} {Body} {subject}").bind(COLUMNS, "9"))
                .satisfies(refused -> {
                    assertThat(refused.key()).isEqualTo("dataset.template.unknown");
                    assertThat(refused.arguments()).containsExactly("subjct, Body", "subject, body, 3, 4");
                });
    }

    @Test
    void a_template_needs_a_column_for_each_of_its_names() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ColumnMapping(List.of("0"), "1").withTemplate(new Template("{a} {b}")));
    }
}
