package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Severity;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the doctor finds, by way of the validator, as in a real check. */
class DataDoctorTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static String line(String input, String output) {
        return "{\"textInput\":" + JSON.writeValueAsString(input) + ",\"output\":" + JSON.writeValueAsString(output)
                + "}\n";
    }

    /** Rows that nothing is to be said about. */
    private static String healthy(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> line("what is number " + i + " of the list", "it is item " + i))
                .collect(Collectors.joining());
    }

    private static Collected check(String lines) {
        return Collected.read(new JsonLinesReader(new ColumnMapping(List.of("textInput"), "output"), true), lines);
    }

    private static List<String> rows(Collected read, FindingCode code) {
        return read.findings(code).stream()
                .map(finding -> finding.row() + " " + finding.details())
                .toList();
    }

    @Test
    void a_healthy_set_has_no_findings() {
        assertThat(check(healthy(500)).report().groups()).isEmpty();
    }

    @Test
    void near_duplicates_point_to_the_row_they_resemble_and_exact_ones_are_not_told_twice() {
        var read = check(healthy(20)
                + line("Where is it?", "there")
                + line("where is it", "There.")
                + line("Where is it?", "there"));

        assertThat(rows(read, FindingCode.NEAR_DUPLICATE)).containsExactly("22 [21]");
        assertThat(rows(read, FindingCode.DUPLICATE)).containsExactly("23 [21]");
    }

    @Test
    void personal_data_is_told_by_kind_with_the_place() {
        var read = check(healthy(20)
                + line("I am ada@example.org or bo@example.org", "thanks")
                + line("pay", "to DE89 3704 0044 0532 0130 00")
                + line("my card is 4111 1111 1111 1111", "no")
                + line("ring me", "+49 30 901820"));

        assertThat(rows(read, FindingCode.EMAIL_ADDRESS)).containsExactly("21 [2]");
        assertThat(read.only(FindingCode.EMAIL_ADDRESS).excerpt()).contains("ada@example.org");
        assertThat(rows(read, FindingCode.BANK_ACCOUNT)).containsExactly("22 [1]");
        assertThat(rows(read, FindingCode.CARD_NUMBER)).containsExactly("23 [1]");
        assertThat(rows(read, FindingCode.PHONE_NUMBER)).containsExactly("24 [1]");
    }

    @Test
    void what_could_be_names_is_a_hint_and_none_is_made_of_an_input_and_its_output() {
        var read = check(healthy(20)
                + line("Dear Ada, is it you?", "Yes, Mr. Byron. Best, Ada")
                + line("a word to end a letter: Best regards", "Ada")
                + line("H😀 sie sagt nur Frau Müller, 030 901820-0", "Herr Weiß"));

        assertThat(rows(read, FindingCode.PERSON_NAME)).containsExactly("21 [3]", "23 [2]");
        assertThat(read.findings(FindingCode.PERSON_NAME))
                .extracting(Finding::excerpt)
                .containsExactly("Dear Ada, is it you?", "sie sagt nur Frau Müller, 030 901820-0");
        assertThat(rows(read, FindingCode.PHONE_NUMBER)).containsExactly("23 [1]");
        assertThat(FindingCode.PERSON_NAME.severity()).isEqualTo(Severity.ADVICE);
        assertThat(FindingCode.PERSON_NAME.keepable()).isTrue();
        assertThat(read.report().safeFixes()).isEmpty();
    }

    @Test
    void labels_are_noise_only_where_other_rows_have_none() {
        var labelled = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> line("Question: number " + i, "A: item " + i))
                .collect(Collectors.joining());
        assertThat(check(labelled).findings(FindingCode.LABELLED_TEXT)).isEmpty();

        var mixed = check(labelled + line("number 21", "A: item 21"));
        assertThat(mixed.findings(FindingCode.LABELLED_TEXT)).hasSize(20);
        assertThat(mixed.findings(FindingCode.LABELLED_TEXT).getFirst())
                .isEqualTo(new Finding(FindingCode.LABELLED_TEXT, 1, 0, "Question: number 1", List.of()));
    }

    @Test
    void outputs_that_stand_for_missing_ones_are_found() {
        var read =
                check(healthy(20) + line("a", "null") + line("b", "N/A") + line("c", "...") + line("d", "none of it"));

        assertThat(read.findings(FindingCode.PLACEHOLDER))
                .extracting(Finding::row)
                .containsExactly(21L, 22L, 23L);
    }

    /** As in the case of practice: 11 of 12 tickets are "Normal", and a model that always says so seems to have learned. */
    @Test
    void answers_that_are_all_or_nearly_all_the_same_are_found() {
        var nearly = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> line("text number " + i, i % 12 == 0 ? "Urgent" : "Normal"))
                .collect(Collectors.joining());
        assertThat(check(nearly).only(FindingCode.ONE_ANSWER).details()).containsExactly("Normal", "55", "60");

        var constant = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> line("text number " + i, "Normal"))
                .collect(Collectors.joining());
        assertThat(check(constant).only(FindingCode.ONE_ANSWER).details()).containsExactly("Normal", "20", "20");

        var tossed = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> line("text number " + i, i % 3 == 0 ? "Urgent" : "Normal"))
                .collect(Collectors.joining());
        assertThat(check(tossed).findings(FindingCode.ONE_ANSWER)).isEmpty();
        assertThat(check(healthy(60)).findings(FindingCode.ONE_ANSWER)).isEmpty();
        assertThat(check(line("a", "Normal") + line("b", "Normal")).findings(FindingCode.ONE_ANSWER))
                .as("two rows say nothing of how often")
                .isEmpty();
    }

    @Test
    void classes_that_are_written_in_several_ways_or_hardly_there_are_found() {
        var rows = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> line("text number " + i, i == 7 ? "Billing." : i == 8 ? "other" : "billing"))
                .collect(Collectors.joining());
        var read = check(rows);

        assertThat(rows(read, FindingCode.ANSWER_VARIANT)).containsExactly("7 [billing]");
        assertThat(read.only(FindingCode.UNEVEN_CLASSES).details()).containsExactly("billing", "58", "Billing.", "1");
        assertThat(check(healthy(60)).findings(FindingCode.UNEVEN_CLASSES)).isEmpty();
    }

    @Test
    void lengths_far_from_the_others_are_found_in_either_direction() {
        var usual = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> line("q" + i, "a whole sentence of some sixty characters as an answer, number " + i))
                .collect(Collectors.joining());
        var read = check(usual + line("long", "x ".repeat(400)) + line("short", "ok"));

        assertThat(read.findings(FindingCode.UNUSUAL_OUTPUT))
                .extracting(Finding::row)
                .containsExactly(41L, 42L);
        assertThat(read.findings(FindingCode.UNUSUAL_OUTPUT).getFirst().details())
                .startsWith("800");
        assertThat(read.findings(FindingCode.UNUSUAL_INPUT)).isEmpty();
    }

    @Test
    void a_few_rows_in_another_script_stand_out_and_a_half_does_not() {
        var read = check(healthy(30) + line("где моя посылка", "there") + line("荷物はどこですか", "there too"));
        assertThat(rows(read, FindingCode.OTHER_SCRIPT)).containsExactly("31 [Cyrillic, Latin]", "32 [Han, Latin]");

        var half = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> line("вопрос номер " + i, "ответ " + i))
                .collect(Collectors.joining());
        assertThat(check(healthy(30) + half).findings(FindingCode.OTHER_SCRIPT)).isEmpty();
    }

    private static final List<String> ENGLISH =
            List.of("where is my order", "this is the last page of the book", "we were not at home");

    private static final List<String> GERMAN = List.of(
            "Wo bleibt meine Bestellung von letzter Woche?",
            "Wie kann ich die Rechnung noch einmal bekommen?",
            "Warum ist der Versand so teuer geworden?");

    /** Rows that take turns with three inputs and three outputs, and a number behind each, so that none is there twice. */
    private static String rows(int count, List<String> inputs, List<String> outputs) {
        return IntStream.range(0, count)
                .mapToObj(i -> line(inputs.get(i % 3) + " " + i, outputs.get(i / 3 % 3) + " " + i))
                .collect(Collectors.joining());
    }

    @Test
    void twelve_german_rows_in_an_english_set_stand_out_and_a_half_is_told_as_a_whole() {
        var read = check(rows(100, ENGLISH, ENGLISH) + rows(12, GERMAN, GERMAN));

        assertThat(read.report().count(FindingCode.OTHER_LANGUAGE)).isEqualTo(12);
        assertThat(rows(read, FindingCode.OTHER_LANGUAGE)).contains("101 [input, de, en]");

        var half = check(rows(100, ENGLISH, ENGLISH) + rows(100, GERMAN, GERMAN));
        assertThat(half.findings(FindingCode.OTHER_LANGUAGE)).isEmpty();
        assertThat(rows(half, FindingCode.MANY_LANGUAGES))
                .containsExactly("0 [input, de, 50, en, 50]", "0 [output, de, 50, en, 50]");
    }

    @Test
    void translations_are_as_good_as_any_rows_and_one_into_another_language_stands_out() {
        var translations = rows(60, ENGLISH, GERMAN);

        assertThat(check(translations).report().groups()).isEmpty();
        var read = check(translations + line("you were not there that day", "Vous n'étiez pas là ce jour-là."));
        assertThat(rows(read, FindingCode.OTHER_LANGUAGE)).containsExactly("61 [output, fr, de]");
        assertThat(read.findings(FindingCode.ANSWER_LANGUAGE)).isEmpty();
    }

    @Test
    void an_answer_in_another_language_than_its_question_is_told_once_and_as_that() {
        var read = check(rows(60, ENGLISH, ENGLISH)
                + line("where is the parcel that you sent me", "Votre colis est en route, il arrive demain."));

        assertThat(rows(read, FindingCode.ANSWER_LANGUAGE)).containsExactly("61 [fr, en]");
        assertThat(read.findings(FindingCode.OTHER_LANGUAGE)).isEmpty();
    }

    @Test
    void a_row_in_another_script_is_not_told_as_another_language_too() {
        var read = check(healthy(30) + line("где моя посылка и когда она будет здесь", "это не так"));

        assertThat(rows(read, FindingCode.OTHER_SCRIPT)).containsExactly("31 [Cyrillic, Latin]");
        assertThat(read.findings(FindingCode.OTHER_LANGUAGE)).isEmpty();
        assertThat(read.findings(FindingCode.ANSWER_LANGUAGE)).isEmpty();
    }

    @Test
    void names_codes_and_labels_have_no_language() {
        var read = check(rows(60, ENGLISH, ENGLISH)
                + line("SKU-77812-X / Köln-Mülheim", "Müller & Söhne GmbH")
                + line("def f(x): return [y for y in x if y > 0]", "der")
                + line("Jürgen Schmidt, Anna-Lena Weber", "in Berlin"));

        assertThat(read.findings(FindingCode.OTHER_LANGUAGE)).isEmpty();
        assertThat(read.findings(FindingCode.ANSWER_LANGUAGE)).isEmpty();
    }

    @Test
    void beyond_what_may_be_tuned_on_it_says_that_it_did_not_look() {
        var large = IntStream.rangeClosed(1, 900)
                .mapToObj(i -> line("number " + i + " " + "x".repeat(10_000), "item " + i))
                .collect(Collectors.joining());
        var read = check(large + line("mail ada@example.org", "ok"));

        assertThat(read.only(FindingCode.LOOKED_AT_PART).details()).containsExactly("4");
        assertThat(read.findings(FindingCode.EMAIL_ADDRESS)).isEmpty();
    }
}
