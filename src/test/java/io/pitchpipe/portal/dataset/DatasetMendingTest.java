package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
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
        assertThat(preview.examples().getFirst().after()).contains(new Example("padded", "spaced"));

        var mended = rows.fix(team, first.id(), fixes);
        assertThat(mended.state()).isEqualTo(VersionState.VALID);
        assertThat(mended.rows()).isEqualTo(32);
        assertThat(all(first.id())).hasSize(36);
        var left = rows.report(team, mended.id()).orElseThrow();
        assertThat(left.count(FindingCode.CONFLICT)).isOne();
        assertThat(left.safeFixes()).isEmpty();
        var decided = rows.fix(team, mended.id(), EnumSet.of(Fix.KEEP_FIRST_ANSWER));
        assertThat(decided.rows()).isEqualTo(31);
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
        var text = "input,output\n\"=HYPERLINK(\"\"http://x\"\")\",-3\n+cmd|x,\"a\nb\"\n😀 שלום,@x\n";
        var version = bring("risky.csv", text).latest().id();

        var csv = new ByteArrayOutputStream();
        rows.exportCsv(team, version, csv);
        assertThat(csv.toString(StandardCharsets.UTF_8))
                .contains("\"'=HYPERLINK(\"\"http://x\"\")\",\"-3\"")
                .contains("\"'+cmd|x\",\"a\nb\"")
                .contains("\"😀 שלום\",\"'@x\"");
        var lines = new ByteArrayOutputStream();
        rows.exportJsonLines(team, version, lines);
        var again = bring("again.jsonl", lines.toString(StandardCharsets.UTF_8));
        assertThat(all(again.latest().id())).isEqualTo(all(version)).hasSize(3);
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
}
