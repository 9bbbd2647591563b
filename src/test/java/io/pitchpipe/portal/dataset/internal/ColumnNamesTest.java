package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.Peek.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnNamesTest {

    private static final String QUESTION = "Where do I find the invoice of last month?";
    private static final String ANSWER = "Invoices are in your account, under Billing.";

    private static List<Column> columns(String... titles) {
        return IntStream.range(0, titles.length)
                .mapToObj(number -> new Column(Integer.toString(number), titles[number]))
                .toList();
    }

    private static Optional<ColumnMapping> byContent(String... cells) {
        return ColumnNames.byContent(columns(cells), List.of(List.of(cells)));
    }

    private static Optional<ColumnMapping> mapping(int input, int output) {
        return Optional.of(new ColumnMapping(List.of(Integer.toString(input)), Integer.toString(output)));
    }

    @ParameterizedTest
    @CsvSource({
        "Frage,Antwort",
        "Question,Réponse",
        "Pregunta,Respuesta",
        "Domanda,Risposta",
        "Pergunta,Resposta",
        "vraag,antwoord",
        "text_input,output",
        "Ticket,Kategorie",
        "Text,Catégorie"
    })
    void columns_are_known_by_their_names_in_several_languages(String input, String output) {
        assertThat(ColumnNames.byName(columns("Nr", output, input))).isEqualTo(mapping(2, 1));
    }

    @Test
    void of_an_export_with_unknown_names_the_two_columns_of_sentences_are_taken_in_their_order() {
        assertThat(byContent("1007", "2026-01-07T10:00:00Z", "Ada", "Invoice", QUESTION, "open", ANSWER))
                .isEqualTo(mapping(4, 6));
        assertThat(byContent(ANSWER + " " + QUESTION, "7", QUESTION)).isEqualTo(mapping(0, 2));
    }

    @Test
    void beside_one_column_of_sentences_the_next_word_is_the_output() {
        assertThat(byContent("1007", QUESTION, "3", "billing", "open")).isEqualTo(mapping(1, 3));
    }

    @Test
    void nothing_is_guessed_from_content_without_sentences_or_without_a_choice() {
        assertThat(byContent("1007", "Ada", "billing")).isEmpty();
        assertThat(byContent("1007", "2026-01-07", QUESTION)).as("no output").isEmpty();
        assertThat(byContent(QUESTION, ANSWER))
                .as("two columns: their order says it")
                .isEmpty();
        assertThat(byContent("a1b2 c3d4 e5f6 a7b8", "x-1 y-2 z-3 u-4", "1 2 3 4"))
                .as("identifiers")
                .isEmpty();
    }

    @Test
    void a_heading_takes_the_longest_text_beside_it_along_unless_that_is_an_answer() {
        var byName = mapping(0, 2).orElseThrow();
        var rows = List.of(List.of("Invoice", QUESTION, "billing", ANSWER + " " + ANSWER));

        assertThat(ColumnNames.withLongText(byName, columns("Subject", "What was asked", "Team", "Reply"), rows))
                .contains(new ColumnMapping(List.of("0", "1"), "2"));
        assertThat(ColumnNames.withLongText(byName, columns("Question", "What was asked", "Team", "Reply"), rows))
                .as("a question is asked by itself")
                .isEmpty();
        assertThat(ColumnNames.withLongText(byName, columns("Subject", "Reply", "Team", "Answer"), rows))
                .as("answers are not asked")
                .isEmpty();
    }

    @Test
    void empty_cells_and_short_rows_say_nothing() {
        var rows = List.of(List.of("1", "", ""), List.of("2", QUESTION), List.of("3", ANSWER, "billing"));

        assertThat(ColumnNames.byContent(columns("x", "y", "z"), rows)).isEqualTo(mapping(1, 2));
    }

    @Test
    void what_is_the_same_in_all_rows_is_no_question() {
        var rows = List.of(List.of(QUESTION, "Ada", "open"), List.of(QUESTION, "Bob", "closed"));

        assertThat(ColumnNames.byContent(columns("x", "y", "z"), rows)).isEmpty();
    }

    @Test
    void the_order_is_the_last_resort_and_passes_over_numbers_of_rows() {
        assertThat(ColumnNames.byOrder(columns("id", "foo", "bar"))).isEqualTo(mapping(1, 2));
        assertThat(ColumnNames.byOrder(columns("id", "foo"))).isEqualTo(mapping(0, 1));
        assertThat(ColumnNames.byOrder(columns("foo"))).isEmpty();
    }
}
