package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.testing.NewTeam;
import io.pitchpipe.testing.PortalTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

class DatasetServiceTest extends PortalTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private DatasetService datasets;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private DatasetRows rows;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private DatasetContents contents;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private JdbcClient jdbc;

    @SuppressWarnings("NullAway.Init")
    private NewTeam newTeam;

    @SuppressWarnings("NullAway.Init")
    private TeamId team;

    @BeforeEach
    void aTeam() {
        newTeam = newTeam();
        team = newTeam.id();
        signIn(newTeam);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private Dataset bring(String fileName, String text) {
        var upload = datasets.receive(team, fileName, stream(text));
        var peek = datasets.peek(team, upload, null);
        return datasets.create(
                team,
                fileName,
                upload,
                new ImportPlan(peek.reading(), peek.guess().orElseThrow()));
    }

    private List<Example> all(VersionId version) {
        return datasets.examples(team, version).stream().toList();
    }

    private static String csv(int count) {
        return "question,answer\n"
                + IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "question number " + i + ",answer " + i)
                        .collect(Collectors.joining("\n"));
    }

    @Test
    void the_sample_is_ready_at_once() {
        var sample = datasets.createSample(team);

        assertThat(sample.latest().state()).isEqualTo(VersionState.VALID);
        assertThat(sample.latestValid()).isPresent();
        assertThat(all(sample.latest().id()))
                .hasSize(15)
                .startsWith(new Example("1", "2"), new Example("3", "4"), new Example("-3", "-2"))
                .contains(new Example("10,100,000", "10,100,001"));
        assertThat(rows.report(team, sample.latest().id()).orElseThrow().count(FindingCode.FEW_ROWS))
                .isOne();
    }

    @Test
    void a_file_becomes_a_dataset_that_is_found_again() {
        var dataset = bring("support.csv", csv(500));

        assertThat(datasets.list(team, "SUPP", 0, 10)).extracting(Dataset::id).containsExactly(dataset.id());
        assertThat(datasets.list(team, "%", 0, 10)).isEmpty();
        assertThat(datasets.count(team, "")).isOne();
        var version = dataset.latest();
        assertThat(version.rows()).isEqualTo(500);
        assertThat(datasets.examples(team, version.id()).total()).isEqualTo(500);
        assertThat(rows.page(team, version.id(), 498, 50))
                .containsExactly(
                        new Row(499, new Example("question number 499", "answer 499")),
                        new Row(500, new Example("question number 500", "answer 500")));
        assertThat(contents.sample(version.id(), 5)).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void a_stranger_finds_nothing_and_a_viewer_sees_no_rows() {
        var dataset = bring("support.csv", csv(30));
        var other = newTeam();
        signIn(other);
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> datasets.find(team, dataset.id()));
        assertThat(datasets.find(other.id(), dataset.id())).isEmpty();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> rows.page(other.id(), dataset.latest().id(), 0, 10));

        signIn(newMember(team, Role.VIEWER).id());
        assertThat(datasets.find(team, dataset.id())).isPresent();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> rows.page(team, dataset.latest().id(), 0, 10));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> datasets.receive(team, "x.csv", stream("a,b")));
    }

    @Test
    void an_edit_makes_a_version_that_shares_all_chunks_but_one() {
        var dataset = bring("support.csv", csv(20_000));
        var first = dataset.latest();
        var before = chunks(dataset);

        var second = rows.replace(team, first.id(), 9_000, new Example("changed", "yes"));

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.state()).isEqualTo(VersionState.VALID);
        assertThat(chunks(dataset)).isEqualTo(before + 1).isGreaterThan(10);
        assertThat(rows.page(team, second.id(), 8_999, 1))
                .containsExactly(new Row(9_000, new Example("changed", "yes")));
        assertThat(rows.page(team, first.id(), 8_999, 1).getFirst().example().output())
                .isEqualTo("answer 9000");
        assertThat(second.rows()).isEqualTo(20_000);
    }

    private long chunks(Dataset dataset) {
        return jdbc.sql("select count(*) from dataset_chunk where dataset_id = ?")
                .param(dataset.id().value())
                .query(Long.class)
                .single();
    }

    @Test
    void rows_are_deleted_and_added_and_an_old_version_comes_back() {
        var dataset = bring("support.csv", csv(3_000));
        var first = dataset.latest().id();
        var gone = new java.util.TreeSet<Long>(List.of(1L, 2L, 1500L, 3000L));

        var second = rows.delete(team, first, gone);
        assertThat(second.rows()).isEqualTo(2_996);
        assertThat(rows.page(team, second.id(), 0, 1).getFirst().example().output())
                .isEqualTo("answer 3");
        assertThat(rows.page(team, second.id(), 2_995, 1).getFirst().example().output())
                .isEqualTo("answer 2999");
        assertThat(all(second.id()))
                .hasSize(2_996)
                .noneMatch(example -> example.output().equals("answer 1500"));

        var third = rows.add(team, second.id(), new Example("new", "row"));
        assertThat(rows.page(team, third.id(), 2_996, 5)).containsExactly(new Row(2_997, new Example("new", "row")));

        var fourth = rows.restore(team, first);
        assertThat(all(fourth.id())).isEqualTo(all(first)).hasSize(3_000);
        assertThat(datasets.versions(team, dataset.id(), 0, 10))
                .extracting(DatasetVersion::number)
                .containsExactly(4, 3, 2, 1);
    }

    @Test
    void an_edit_of_a_version_that_is_no_longer_the_newest_is_refused() {
        var dataset = bring("support.csv", csv(30));
        rows.replace(team, dataset.latest().id(), 1, new Example("mine", "first"));

        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> rows.replace(team, dataset.latest().id(), 2, new Example("theirs", "late")))
                .satisfies(stale -> assertThat(stale.latest()).isEqualTo(2));
    }

    @Test
    void deleting_every_row_leaves_a_version_that_says_so() {
        var dataset = bring("pairs.csv", "input,output\na,b\n");

        var empty = rows.delete(team, dataset.latest().id(), Set.of(1L));

        assertThat(empty.state()).isEqualTo(VersionState.INVALID);
        assertThat(rows.page(team, empty.id(), 0, 10)).isEmpty();
        var again = rows.add(team, empty.id(), new Example("c", "d"));
        assertThat(all(again.id())).containsExactly(new Example("c", "d"));
    }

    @Test
    void rows_that_no_version_may_hold_are_refused() {
        var version = bring("pairs.csv", csv(30)).latest().id();

        for (var text : List.of("a\u0000b", "half \ud83d", "x".repeat(600_000))) {
            assertThatExceptionOfType(UnkeepableRowException.class)
                    .isThrownBy(() -> rows.add(team, version, new Example(text, "out")));
        }
    }

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
    void a_file_that_breaks_off_or_is_no_text_leaves_nothing_behind() {
        var before = uploads();
        var broken = new InputStream() {
            private int left = 3_000_000;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("connection reset");
                }
                return 'x';
            }
        };
        assertRefused(RefusedFileException.Reason.BROKEN_OFF, "x.csv", broken);
        assertRefused(RefusedFileException.Reason.EMPTY, "x.csv", stream(""));
        assertRefused(RefusedFileException.Reason.BINARY, "x.csv", new ByteArrayInputStream(new byte[5_000]));
        assertRefused(RefusedFileException.Reason.BINARY, "x.csv", stream("%PDF-1.7 hello"));
        assertRefused(RefusedFileException.Reason.OLD_EXCEL, "x.csv", new ByteArrayInputStream(new byte[] {
            (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2, 3
        }));
        assertRefused(RefusedFileException.Reason.ZIP, "x.csv", stream("PK\u0003\u0004 something else"));
        assertThat(uploads()).isEqualTo(before);
    }

    private long uploads() {
        return jdbc.sql("select count(*) from dataset_upload").query(Long.class).single();
    }

    private void assertRefused(RefusedFileException.Reason reason, String name, InputStream in) {
        assertThatExceptionOfType(RefusedFileException.class)
                .isThrownBy(() -> datasets.receive(team, name, in))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void another_encoding_is_suggested_and_never_assumed() {
        var bytes = "frage;antwort\nwo ist das café;fünfte straße\nund das müsli;im schränkchen\n"
                .getBytes(java.nio.charset.Charset.forName("windows-1252"));
        var upload = datasets.receive(team, "umlaute.csv", new ByteArrayInputStream(bytes));

        var peek = datasets.peek(team, upload, null);
        assertThat(peek.problems()).extracting(Peek.Problem::code).contains(Peek.ProblemCode.NOT_UTF8);
        assertThat(peek.reading().charset()).isEqualToIgnoringCase("windows-1252");
        assertThat(peek.reading().delimiter()).isEqualTo(';');

        var guess = peek.guess().orElseThrow();
        var confirmed = datasets.create(
                team, "ja", upload, new ImportPlan(peek.reading().withHeader(true), guess));
        assertThat(all(confirmed.latest().id()))
                .containsExactly(
                        new Example("wo ist das café", "fünfte straße"),
                        new Example("und das müsli", "im schränkchen"));
        var insisted = datasets.create(
                team,
                "nein",
                upload,
                new ImportPlan(peek.reading().withHeader(true).withCharset("UTF-8"), guess));
        assertThat(insisted.latest().rejected()).isEqualTo(2);
    }

    @Test
    void utf16_and_byte_order_marks_are_understood() {
        for (var charset : List.of("UTF-16LE", "UTF-16BE", "UTF-8")) {
            var bytes = "\ufeffinput\toutput\nä€😀\tb\n".getBytes(java.nio.charset.Charset.forName(charset));
            var upload = datasets.receive(team, "x.tsv", new ByteArrayInputStream(bytes));
            var peek = datasets.peek(team, upload, null);
            assertThat(peek.columns()).extracting(Peek.Column::title).containsExactly("input", "output");
            var dataset = datasets.create(
                    team,
                    charset,
                    upload,
                    new ImportPlan(peek.reading(), peek.guess().orElseThrow()));
            assertThat(all(dataset.latest().id())).containsExactly(new Example("ä€😀", "b"));
        }
    }

    @Test
    void columns_are_guessed_from_names_and_layouts_people_have() throws IOException {
        var expected = new Example("hello there", "general");
        for (var text : List.of(
                "id,text_input,output\n1,hello there,general\n",
                "label;ticket\ngeneral;hello there\n",
                "prompt\tcompletion\nhello there\tgeneral\n",
                "{\"textInput\":\"hello there\",\"output\":\"general\"}\n",
                "{\"id\":7,\"question\":\"hello there\",\"answer\":\"general\"}\n{\"id\":8,\"question\":\"q\",\"answer\":\"a\"}\n",
                "{\"examples\":[{\"text_input\":\"hello there\",\"output\":\"general\"}]}",
                "[{\"prompt\":\"hello there\",\"completion\":\"general\"}]",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hello there\"},{\"role\":\"assistant\",\"content\":\"general\"}]}\n")) {
            assertThat(all(bring("file", text).latest().id())).as(text).startsWith(expected);
        }
        var alpaca = bring("a.json", "[{\"instruction\":\"Answer\",\"input\":\"hello there\",\"output\":\"general\"}]");
        assertThat(all(alpaca.latest().id())).containsExactly(new Example("Answer\n\nhello there", "general"));
    }

    @Test
    void a_gzipped_file_is_unpacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
            gzip.write(csv(100).getBytes(StandardCharsets.UTF_8));
        }
        var upload = datasets.receive(team, "x.csv.gz", new ByteArrayInputStream(packed.toByteArray()));
        var peek = datasets.peek(team, upload, null);
        var dataset = datasets.create(
                team, "x", upload, new ImportPlan(peek.reading(), peek.guess().orElseThrow()));
        assertThat(dataset.latest().rows()).isEqualTo(100);
    }

    @Test
    void the_reviews_of_the_golden_path_go_through_untouched() throws IOException {
        try (var in =
                java.util.Objects.requireNonNull(getClass().getResourceAsStream("/datasets/product-reviews.csv"))) {
            var upload = datasets.receive(team, "product-reviews.csv", in);
            var peek = datasets.peek(team, upload, null);
            assertThat(peek.guessedByName()).isTrue();
            var dataset = datasets.create(
                    team,
                    "Reviews",
                    upload,
                    new ImportPlan(peek.reading(), peek.guess().orElseThrow()));
            assertThat(dataset.latest().state()).isEqualTo(VersionState.VALID);
            assertThat(dataset.latest().rows()).isEqualTo(450);
            assertThat(rows.report(team, dataset.latest().id()).orElseThrow().groups())
                    .isEmpty();
        }
    }

    @Test
    void a_dataset_is_deleted_with_all_that_belongs_to_it() {
        var dataset = bring("support.csv", csv(30));

        assertThat(datasets.delete(team, dataset.id())).isTrue();

        assertThat(datasets.find(team, dataset.id())).isEmpty();
        assertThat(chunks(dataset)).isZero();
    }
}
