package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetMendingTest extends DatasetTest {

    @Test
    void fix_all_mends_what_it_can_and_the_old_version_stays() {
        var text = csv(30) + "\n  padded  ,spaced\n,no input\nno output,\nquestion number 1,answer 1\n" + "too long,"
                + "y".repeat(5_001) + "\nquestion number 2,another answer\n";
        var dataset = bring("messy.csv", text);
        var first = dataset.latest();
        assertThat(first.state()).isEqualTo(VersionState.INVALID);
        assertThat(first.rows()).isEqualTo(36);
        var report = rows.report(team, first.id()).orElseThrow();
        var fixes = report.safeFixes();
        assertThat(fixes).containsExactlyInAnyOrder(Fix.TRIM, Fix.DROP_EMPTY, Fix.DROP_TOO_LONG, Fix.DROP_DUPLICATES);

        var preview = rows.preview(team, first.id(), fixes);
        assertThat(preview.dropped()).isEqualTo(4);
        assertThat(preview.changed()).isOne();
        assertThat(preview.byFix())
                .containsOnly(
                        entry(Fix.TRIM, 1L),
                        entry(Fix.DROP_EMPTY, 2L),
                        entry(Fix.DROP_TOO_LONG, 1L),
                        entry(Fix.DROP_DUPLICATES, 1L));
        assertThat(preview.examples().getFirst().after()).contains(new Example("padded", "spaced"));

        var mended = rows.fix(team, first.id(), fixes);
        assertThat(mended.state()).isEqualTo(VersionState.VALID);
        assertThat(mended.rows()).isEqualTo(32);
        assertThat(mended.change().fixes())
                .as("what was done is what was shown")
                .isEqualTo(preview.byFix());
        assertThat(all(first.id())).hasSize(36);
        var left = rows.report(team, mended.id()).orElseThrow();
        assertThat(left.count(FindingCode.CONFLICT)).isOne();
        assertThat(left.safeFixes()).isEmpty();
        var decided = rows.fix(team, mended.id(), EnumSet.of(Fix.KEEP_FIRST_ANSWER));
        assertThat(decided.rows()).isEqualTo(31);
    }

    @Test
    void each_of_several_fixes_is_shown_with_rows_of_its_own() {
        var padded = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> " padded " + i + " ,x\n")
                .collect(Collectors.joining());
        var version = bring("many.csv", csv(5) + "\n" + padded + "question number 1,answer 1\n")
                .latest();
        var preview = rows.preview(team, version.id(), EnumSet.of(Fix.TRIM, Fix.DROP_DUPLICATES));
        assertThat(preview.byFix()).containsOnly(entry(Fix.TRIM, 30L), entry(Fix.DROP_DUPLICATES, 1L));
        assertThat(preview.examples())
                .hasSize(6)
                .filteredOn(change -> change.after().isEmpty())
                .hasSize(1);
    }

    /** Versions of before this was counted say which fixes, and no numbers. */
    @Test
    void fixes_that_were_not_counted_are_still_known() {
        var uncounted = new VersionChange(VersionChange.Kind.FIXED, 0, "TRIM, DROP_DUPLICATES");
        assertThat(uncounted.fixes()).containsOnly(entry(Fix.TRIM, 0L), entry(Fix.DROP_DUPLICATES, 0L));
        assertThat(uncounted.counted(Map.of())).isEqualTo(uncounted);
        assertThat(uncounted.counted(Map.of(Fix.TRIM, 3L)).detail()).isEqualTo("TRIM=3");
    }

    /** The case of practice: an indented first line is Python, and a row with blanks on both sides is one row. */
    @Test
    void fix_all_leaves_the_indentation_of_code_and_counts_rows() {
        var code = IntStream.rangeClosed(1, 25)
                .mapToObj(i ->
                        "{\"input\": \" Indent line %d \", \"output\": \"    line %d\\n\\tmore  \"}".formatted(i, i))
                .collect(Collectors.joining("\n"));
        var version = bring("code.jsonl", code).latest();
        assertThat(rows.report(team, version.id()).orElseThrow().count(FindingCode.OUTER_SPACE))
                .isEqualTo(25);
        var fixed = rows.fix(team, version.id(), EnumSet.of(Fix.TRIM));
        assertThat(all(fixed.id()).getFirst()).isEqualTo(new Example("Indent line 1", "    line 1\n\tmore"));
        assertThat(rows.report(team, fixed.id()).orElseThrow().count(FindingCode.OUTER_SPACE))
                .isZero();
    }

    @Test
    void a_kept_finding_is_remembered_and_an_error_cannot_be_kept() {
        var dataset = bring("pairs.csv", csv(30) + "\nquestion number 1,other\n");
        var version = dataset.latest().id();

        rows.keep(team, version, FindingCode.CONFLICT, true);
        assertThat(rows.kept(team, version)).containsExactly(FindingCode.CONFLICT);
        rows.keep(team, version, FindingCode.CONFLICT, false);
        assertThat(rows.kept(team, version)).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> rows.keep(team, version, FindingCode.EMPTY_INPUT, true));
    }

    @Test
    void exports_are_lossless_as_json_lines_and_harmless_as_csv() throws IOException {
        var text = "input,output\n\"=HYPERLINK(\"\"http://x\"\")\",-3\n+cmd|x,\"a\nb\"\n😀 שלום,@x\n＝1+1,＠x\n";
        var version = bring("risky.csv", text).latest().id();

        var csv = new ByteArrayOutputStream();
        rows.exportCsv(team, version, csv);
        assertThat(csv.toString(StandardCharsets.UTF_8))
                .contains("\"'=HYPERLINK(\"\"http://x\"\")\",\"-3\"")
                .contains("\"'+cmd|x\",\"a\nb\"")
                .contains("\"😀 שלום\",\"'@x\"")
                .contains("\"'＝1+1\",\"'＠x\"");
        var lines = new ByteArrayOutputStream();
        rows.exportJsonLines(team, version, lines);
        var again = bring("again.jsonl", lines.toString(StandardCharsets.UTF_8));
        assertThat(all(again.latest().id())).isEqualTo(all(version)).hasSize(4);
    }

    @Test
    void every_row_that_was_left_out_can_be_downloaded_with_its_reason() throws IOException {
        var text = "question,answer\n" + "good,yes\n".repeat(1) + "ragged,too,many\n".repeat(150) + "nul,a\u0000b\n"
                + "\"stray\" quote,x\n=HYPERLINK(1),\"never closed\n";
        var version = bring("broken.csv", text).latest();
        assertThat(version.rows()).isOne();
        assertThat(version.rejected()).isEqualTo(153);
        assertThat(rows.report(team, version.id()).orElseThrow().total()).isEqualTo(154);

        var out = new ByteArrayOutputStream();
        rows.exportRejected(team, version.id(), finding -> finding.code() + "!", out);

        var lines = out.toString(StandardCharsets.UTF_8).split("\r\n");
        assertThat(lines).hasSize(154).startsWith("\ufeffline,reason,row", "3,\"RAGGED_ROW!\",\"ragged,too,many\"");
        assertThat(lines[151]).isEqualTo("153,\"NUL!\",\"nul,a\\x00b\"");
        assertThat(lines[152]).startsWith("154,\"STRAY_QUOTE!\"");
        assertThat(lines[153]).isEqualTo("155,\"UNCLOSED_QUOTE!\",\"'=HYPERLINK(1),\"\"never closed\n\"");
    }

    @Test
    void a_version_that_left_nothing_out_has_an_empty_list_and_a_deleted_one_leaves_nothing() throws IOException {
        var dataset = bring("broken.csv", "a,b\nc,d\ne,f,g\n");
        var mended = rows.fix(team, dataset.latest().id(), EnumSet.of(Fix.TRIM));
        var out = new ByteArrayOutputStream();
        rows.exportRejected(team, mended.id(), finding -> "", out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\ufeffline,reason,row\r\n");
        assertThat(rejectedParts(dataset)).isOne();

        assertThat(datasets.delete(team, dataset.id())).isTrue();
        assertThat(rejectedParts(dataset)).isZero();
    }

    private long rejectedParts(Dataset dataset) {
        return jdbc.sql("select count(*) from dataset_rejected where version_id = ?")
                .param(dataset.latest().id().value())
                .query(Long.class)
                .single();
    }

    private List<Example> mended(String text, Fix... fixes) {
        var version = bring("ill.csv", text).latest();
        var chosen = EnumSet.copyOf(List.of(fixes));
        var preview = rows.preview(team, version.id(), chosen);
        var fixed = rows.fix(team, version.id(), chosen);
        assertThat(version.rows() - fixed.rows()).isEqualTo(preview.dropped());
        assertThat(preview.examples())
                .hasSize((int) Math.min(5, preview.dropped() + preview.changed()))
                .allSatisfy(change -> assertThat(change.before())
                        .isEqualTo(rows.page(team, version.id(), change.before().number() - 1, 1)
                                .getFirst()));
        return all(fixed.id());
    }

    @Test
    void personal_data_is_masked_and_only_the_kind_asked_for() {
        var text =
                "question,answer\nI am ada@example.org,write to bo@example.org\nmy card is 4111111111111111,thanks\n";

        assertThat(mended(text, Fix.MASK_EMAILS))
                .containsExactly(
                        new Example("I am [email]", "write to [email]"),
                        new Example("my card is 4111111111111111", "thanks"));
        assertThat(mended(text, Fix.MASK_CARDS, Fix.MASK_EMAILS)).contains(new Example("my card is [card]", "thanks"));
    }

    @Test
    void what_could_be_names_is_masked_where_they_stand_and_only_if_asked_for() {
        var text =
                "question,answer\n\"Hi Ada, I am ada@example.org\",\"Dear Mrs. Lovelace,\nit is here.\nBest,\nBob\"\n"
                        + "Hello World,Hi there\n";

        assertThat(mended(text, Fix.MASK_NAMES))
                .containsExactly(
                        new Example("Hi [name], I am ada@example.org", "Dear Mrs. [name],\nit is here.\nBest,\n[name]"),
                        new Example("Hello World", "Hi there"));
        assertThat(mended(text, Fix.MASK_EMAILS)).contains(new Example("Hello World", "Hi there"));
        assertThat(Fix.MASK_NAMES.safe()).isFalse();
    }

    @Test
    void labels_go_and_what_they_leave_empty_goes_with_them() {
        var text = "question,answer\nQuestion: where?,Answer: there\nQ:,nothing\nplain,text\n";

        assertThat(mended(text, Fix.STRIP_LABELS, Fix.DROP_EMPTY))
                .containsExactly(new Example("where?", "there"), new Example("plain", "text"));
    }

    @Test
    void answers_are_written_as_they_mostly_are() {
        var text = "question,answer\n"
                + IntStream.rangeClosed(1, 20)
                        .mapToObj(i -> "text " + i + (i % 5 == 0 ? ",Yes." : i % 2 == 0 ? ",yes" : ",no") + "\n")
                        .collect(Collectors.joining());

        assertThat(mended(text, Fix.UNIFY_ANSWERS))
                .extracting(Example::output)
                .containsOnly("yes", "no")
                .filteredOn("yes"::equals)
                .hasSize(12);
    }

    @Test
    void frequent_answers_unusual_lengths_and_other_scripts_are_cut_back() {
        var even = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> "text number " + i + (i <= 90 ? ",spam\n" : ",ham\n"))
                .collect(Collectors.joining());
        assertThat(mended("question,answer\n" + even, Fix.EVEN_OUT_CLASSES))
                .hasSize(40)
                .filteredOn(example -> example.output().equals("ham"))
                .hasSize(10);

        var odd = csv(40) + "\nгде моя посылка,answer 41\nlong " + "y".repeat(900) + ",answer 42\n";
        assertThat(mended(odd, Fix.DROP_OTHER_SCRIPTS)).hasSize(41);
        assertThat(mended(odd, Fix.DROP_UNUSUAL_LENGTHS)).hasSize(41);
    }

    @Test
    void rows_and_answers_in_another_language_are_dropped_each_by_its_own_fix() {
        var english = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "where is the order that I sent " + i + ",it is on the way to you " + i + "\n")
                .collect(Collectors.joining());
        var german = "Wo bleibt meine Bestellung von gestern?,Sie ist auf dem Weg zu Ihnen.\n";
        var answered = "when will the order be there?,Elle est en route et sera là demain.\n";
        var text = "question,answer\n" + english + german + answered + "где моя посылка,это не так\n";

        assertThat(mended(text, Fix.DROP_OTHER_LANGUAGES))
                .hasSize(42)
                .extracting(Example::input)
                .noneMatch(input -> input.startsWith("Wo"));
        assertThat(mended(text, Fix.DROP_OTHER_ANSWER_LANGUAGES))
                .hasSize(42)
                .extracting(Example::output)
                .noneMatch(output -> output.startsWith("Elle"));
    }

    @Test
    void near_duplicates_and_missing_answers_are_dropped() {
        var text = csv(20) + "\nWhere is it?,there\nwhere is it,There.\nand now,null\n";

        assertThat(mended(text, Fix.DROP_NEAR_DUPLICATES, Fix.DROP_PLACEHOLDERS))
                .hasSize(21)
                .endsWith(new Example("Where is it?", "there"));
    }
}
