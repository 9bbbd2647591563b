package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.dataset.Peek.Problem;
import io.pitchpipe.portal.dataset.Peek.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class DatasetFilesTest extends DatasetTest {

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
                "{\"examples\":[{\"messages\":[{\"role\":\"user\",\"content\":\"hello there\"},{\"role\":\"model\",\"content\":\"general\"}]}]}",
                "{\"about\":\"messages\",\"data\":[{\"input\":\"hello there\",\"output\":\"general\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hello there\"},{\"role\":\"assistant\",\"content\":\"general\"}]}\n",
                "{\"id\":\"x\",\"conversations\":[{\"from\":\"human\",\"value\":\"hello there\"},{\"from\":\"gpt\",\"value\":\"general\"}]}\n")) {
            assertThat(all(bring("file", text).latest().id())).as(text).startsWith(expected);
        }
        var alpaca = bring("a.json", "[{\"instruction\":\"Answer\",\"input\":\"hello there\",\"output\":\"general\"}]");
        assertThat(all(alpaca.latest().id())).containsExactly(new Example("Answer\n\nhello there", "general"));
    }

    @Test
    void a_first_look_tells_what_the_file_lacks_in_words_that_fit_it() throws IOException {
        assertThat(problems("x.csv", "question\nhello\nthere\n")).containsExactly(ProblemCode.ONE_COLUMN);
        assertThat(problems("x.jsonl", "{\"text\":\"hello\"}\n")).containsExactly(ProblemCode.ONE_FIELD);
        assertThat(problems("x.csv", "input,output\n")).containsExactly(ProblemCode.NO_ROWS);

        var turn = "{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}";
        var one = "{\"messages\":[" + turn + "]}\n";
        var two = "{\"messages\":[" + turn + "," + turn + "]}\n";
        var some = peek("x.jsonl", one + two + one);
        assertThat(some.problems()).containsExactly(new Problem(ProblemCode.MANY_TURNS, List.of("1", "3")));
        assertThat(some.rows()).as("those that will be taken").hasSize(2);
        assertThat(problems("x.jsonl", two)).as("and not that there are none").containsExactly(ProblemCode.MANY_TURNS);
    }

    private Peek peek(String name, String text) throws IOException {
        return datasets.peek(team, datasets.receive(team, name, stream(text)), null);
    }

    private List<ProblemCode> problems(String name, String text) throws IOException {
        return peek(name, text).problems().stream().map(Problem::code).toList();
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

    private static byte[] zip(String... namesAndTexts) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            for (var at = 0; at < namesAndTexts.length; at += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[at]));
                zip.write(namesAndTexts[at + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return packed.toByteArray();
    }

    @Test
    void a_zip_with_one_file_is_unpacked_whatever_systems_put_beside_it() throws IOException {
        var packed = zip("data/", "", "data/support.csv", csv(100), "__MACOSX/data/._support.csv", "\u0000\u0005");

        var dataset = bring("support.csv.zip", new ByteArrayInputStream(packed));

        assertThat(dataset.latest().rows()).isEqualTo(100);
        assertThat(dataset.latest().state()).isEqualTo(VersionState.VALID);
    }

    @Test
    void an_archive_that_is_not_one_table_is_refused_before_anything_is_made_of_it() throws IOException {
        assertNotPeeked(RefusedFileException.Reason.ZIP, zip("a.csv", csv(30), "b.csv", csv(30)));
        assertNotPeeked(RefusedFileException.Reason.ZIP, zip("folder/", ""));
        assertNotPeeked(RefusedFileException.Reason.ZIP, zip("inner.zip", "PK\u0003\u0004 and so on"));
        assertNotPeeked(RefusedFileException.Reason.BINARY, zip("image.csv", "%PDF-1.7 hello"));
        var whole = zip("support.csv", csv(5_000));
        assertNotPeeked(RefusedFileException.Reason.BROKEN_ARCHIVE, Arrays.copyOf(whole, whole.length / 2));
        var gzip = new ByteArrayOutputStream();
        try (var out = new java.util.zip.GZIPOutputStream(gzip)) {
            out.write(csv(5_000).getBytes(StandardCharsets.UTF_8));
        }
        assertNotPeeked(RefusedFileException.Reason.BROKEN_ARCHIVE, Arrays.copyOf(gzip.toByteArray(), gzip.size() / 2));
        assertThat(datasets.count(team, "")).isZero();
    }

    private void assertNotPeeked(RefusedFileException.Reason reason, byte[] file) {
        var upload = datasets.receive(team, "x.zip", new ByteArrayInputStream(file));
        assertThatExceptionOfType(RefusedFileException.class)
                .isThrownBy(() -> datasets.peek(team, upload, null))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
