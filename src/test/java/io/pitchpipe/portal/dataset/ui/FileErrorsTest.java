package io.pitchpipe.portal.dataset.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.DatasetRows;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.ImportPlan;
import io.pitchpipe.portal.dataset.Peek;
import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.testing.NewTeam;
import io.pitchpipe.testing.PortalTest;
import io.pitchpipe.testing.RawWorkbook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every way a file can be wrong, from the upload to the words that are told of it. */
class FileErrorsTest extends PortalTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private DatasetService datasets;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private DatasetRows rows;

    @SuppressWarnings("NullAway.Init")
    private TeamId team;

    @BeforeEach
    void aTeam() {
        NewTeam newTeam = newTeam();
        team = newTeam.id();
        signIn(newTeam);
    }

    /**
     * A file of which something is taken, and one thing left out.
     *
     * @param where what is told of the place
     * @param excerpt what is shown of the row
     * @param accepted rows that are taken all the same
     * @param rejected rows left out
     */
    record Wrong(
            String fileName,
            byte[] file,
            FindingCode code,
            String where,
            String excerpt,
            long accepted,
            long rejected) {

        Wrong(String fileName, String file, FindingCode code, String where, String excerpt, long accepted) {
            this(fileName, file.getBytes(StandardCharsets.UTF_8), code, where, excerpt, accepted, 1);
        }

        @Override
        public String toString() {
            return code + " in " + fileName;
        }
    }

    private static final String PAIR = "{\"text_input\":\"a\",\"output\":\"b\"}\n";

    static final List<Wrong> WRONG = List.of(
            new Wrong(
                    "nul.csv",
                    "question,answer\nwhat\u0000 ever,1\nq,a\n",
                    FindingCode.NUL,
                    "Line 2 of the file",
                    "what\\x00 ever",
                    1),
            new Wrong(
                    "latin.csv",
                    "question,answer\nq,a\nwhere is the caf\u00e9,here\n".getBytes(StandardCharsets.ISO_8859_1),
                    FindingCode.INVALID_UTF8,
                    "Line 3 of the file: byte 36 of the file",
                    "where is the caf\\xE9,here",
                    1,
                    1),
            new Wrong(
                    "quote.csv",
                    "question,answer\nq,a\n\"two\nlines\",b\nr,\"never closed\ns,c\n",
                    FindingCode.UNCLOSED_QUOTE,
                    "Line 5 of the file: the quote that opens on line 5 has no end",
                    "r,\"never closed\ns,c\n",
                    2),
            new Wrong(
                    "stray.csv",
                    "question,answer\n\"He said \"hi\"\",x\nq,a\n",
                    FindingCode.STRAY_QUOTE,
                    "Line 2 of the file",
                    "\"He said \"hi\"\",x",
                    1),
            new Wrong(
                    "ragged.csv",
                    "question,answer\nyes, sure,a\nq,a\n",
                    FindingCode.RAGGED_ROW,
                    "Line 2 of the file: number of columns 3 instead of 2",
                    "yes, sure,a",
                    1),
            new Wrong(
                    "cut.csv",
                    "question,answer\nq,a\nhalf a ro",
                    FindingCode.BROKEN_FILE,
                    "Line 3 of the file",
                    "half a ro",
                    1),
            new Wrong(
                    "cut.jsonl",
                    PAIR + PAIR.substring(0, 20),
                    FindingCode.BROKEN_FILE,
                    "Line 2 of the file",
                    PAIR.substring(0, 20),
                    1),
            new Wrong(
                    "cut.json",
                    "[" + PAIR.strip() + ",\n" + PAIR.substring(0, 20),
                    FindingCode.BROKEN_FILE,
                    "Line 2 of the file",
                    "",
                    1),
            new Wrong(
                    "huge.csv",
                    "question,answer\n" + "x".repeat(600_000) + ",y\nq,a\n",
                    FindingCode.ROW_TOO_LARGE,
                    "Line 2 of the file",
                    "x".repeat(80) + "…",
                    1),
            new Wrong(
                    "text.jsonl",
                    PAIR + "nonsense\n",
                    FindingCode.NOT_JSON,
                    "Line 2 of the file: wrong at character 1",
                    "nonsense",
                    1),
            new Wrong(
                    "twice.jsonl",
                    PAIR + "{\"text_input\":\"a\",\"text_input\":\"c\",\"output\":\"b\"}\n",
                    FindingCode.DUPLICATE_FIELD,
                    "Line 2 of the file",
                    "{\"text_input\":\"a\",\"text_input\":\"c\",\"output\":\"b\"}",
                    1),
            new Wrong(
                    "lacks.jsonl",
                    PAIR + "{\"text_input\":\"a\"}\n",
                    FindingCode.MISSING_FIELD,
                    "Line 2 of the file: “output” is missing",
                    "text_input: a",
                    1),
            new Wrong(
                    "list.jsonl",
                    PAIR + "{\"text_input\":[\"a\"],\"output\":\"b\"}\n",
                    FindingCode.NOT_TEXT,
                    "Line 2 of the file: “text_input” is a list or an object",
                    "output: b",
                    1),
            new Wrong(
                    "chat.jsonl",
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}\n"
                            + "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"},"
                            + "{\"role\":\"user\",\"content\":\"r\"}]}\n",
                    FindingCode.MANY_TURNS,
                    "Line 2 of the file",
                    "messages.user: r, messages.model: a",
                    1));

    @ParameterizedTest
    @FieldSource("WRONG")
    void a_row_that_cannot_be_taken_is_told_with_its_place_its_words_and_the_way_out(Wrong wrong) {
        var version = bring(wrong.fileName(), wrong.file());

        assertThat(version.rows()).isEqualTo(wrong.accepted());
        assertThat(version.rejected()).isEqualTo(wrong.rejected());
        var report = rows.report(team, version.id()).orElseThrow();
        assertThat(report.total()).isEqualTo(wrong.accepted() + wrong.rejected());
        var finding = report.groups().stream()
                .filter(group -> group.code() == wrong.code())
                .flatMap(group -> group.findings().stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toString()));
        assertThat(DatasetText.where(finding)).isEqualTo(wrong.where());
        assertThat(finding.excerpt()).isEqualTo(wrong.excerpt());
        assertSentence("dataset.finding." + wrong.code() + ".one");
        assertSentence("dataset.finding." + wrong.code() + ".why");
        assertThat(version.state() == VersionState.VALID)
                .as("what is left can be tuned on, unless nobody knows what is missing")
                .isEqualTo(wrong.code() != FindingCode.UNCLOSED_QUOTE && wrong.code() != FindingCode.BROKEN_FILE);
    }

    private static void assertSentence(String key) {
        assertThat(DatasetText.text(key)).doesNotContain(key).matches("(?s)[A-Z0-9].{10,}");
    }

    /** The reading and the mapping that are suggested, but UTF-8 even where another encoding is. */
    private DatasetVersion bring(String fileName, byte[] file) {
        var upload = datasets.receive(team, fileName, new ByteArrayInputStream(file));
        var peek = datasets.peek(team, upload, null);
        var mapping = fileName.startsWith("chat")
                ? new ColumnMapping(List.of("messages.user"), "messages.model")
                : peek.guess().orElseThrow();
        return datasets.create(
                        team, fileName, upload, new ImportPlan(peek.reading().withCharset("UTF-8"), mapping))
                .latest();
    }

    /** A file that is not taken at all. */
    record Refused(String fileName, Packed file, RefusedFileException.Reason reason) {

        @Override
        public String toString() {
            return reason + ": " + fileName;
        }
    }

    /** Makes a file. */
    interface Packed {
        byte[] bytes() throws IOException;
    }

    /** Writes what is packed. */
    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] gzip(Content content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            content.to(gzip);
        }
        return packed.toByteArray();
    }

    private static void bomb(OutputStream out) throws IOException {
        var lines = "question,answer\n".repeat(62_500).getBytes(StandardCharsets.UTF_8);
        for (var megabyte = 0; megabyte < 80; megabyte++) {
            out.write(lines);
        }
    }

    private static byte[] workbook(RawWorkbook.Content sheet) {
        return new RawWorkbook().with(RawWorkbook.SHEET, sheet).bytes();
    }

    private static void sheet(OutputStream out, String declaration, String cell) throws IOException {
        out.write(("<?xml version=\"1.0\"?>" + declaration
                        + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                        + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + cell
                        + "</t></is></c></row></sheetData></worksheet>")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static final String BILLION_LAUGHS =
            "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                    + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">"
                    + "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">]>";

    static final List<Refused> REFUSED = List.of(
            new Refused("nothing.csv", () -> new byte[0], RefusedFileException.Reason.EMPTY),
            new Refused(
                    "image.csv",
                    () -> "\u0089PNG\r\n\u001a\n and so on".getBytes(StandardCharsets.ISO_8859_1),
                    RefusedFileException.Reason.BINARY),
            new Refused(
                    "program.csv",
                    () -> "\u007fELF and so on".getBytes(StandardCharsets.ISO_8859_1),
                    RefusedFileException.Reason.BINARY),
            new Refused(
                    "sign-in.csv",
                    () -> "<!DOCTYPE html><html><title>Sign in</title></html>".getBytes(StandardCharsets.UTF_8),
                    RefusedFileException.Reason.WEB_PAGE),
            new Refused("zeros.jsonl", () -> new byte[5_000], RefusedFileException.Reason.BINARY),
            new Refused(
                    "image.csv.gz",
                    () -> gzip(out -> out.write("%PDF-1.7 and so on".getBytes(StandardCharsets.UTF_8))),
                    RefusedFileException.Reason.BINARY),
            new Refused(
                    "old.csv",
                    () -> new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2, 3},
                    RefusedFileException.Reason.OLD_EXCEL),
            new Refused("bomb.csv.gz", () -> gzip(FileErrorsTest::bomb), RefusedFileException.Reason.EXPANDS_TOO_FAR),
            new Refused("bomb.xlsx", () -> workbook(FileErrorsTest::bomb), RefusedFileException.Reason.EXPANDS_TOO_FAR),
            new Refused(
                    "cut.csv.gz",
                    () -> {
                        var whole = gzip(out -> out.write("q,a\n".repeat(500).getBytes(StandardCharsets.UTF_8)));
                        return Arrays.copyOf(whole, whole.length - 9);
                    },
                    RefusedFileException.Reason.BROKEN_ARCHIVE),
            new Refused(
                    "cut.xlsx",
                    () -> {
                        var whole = workbook(out -> sheet(out, "", "x"));
                        return Arrays.copyOf(whole, whole.length - 30);
                    },
                    RefusedFileException.Reason.BROKEN_WORKBOOK),
            new Refused(
                    "external-entity.xlsx",
                    () -> workbook(
                            out -> sheet(out, "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>", "&x;")),
                    RefusedFileException.Reason.BROKEN_WORKBOOK),
            new Refused(
                    "column-bomb.xlsx",
                    () -> workbook(out ->
                            out.write(("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                                            + "<sheetData><row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row></sheetData></worksheet>")
                                    .getBytes(StandardCharsets.UTF_8))),
                    RefusedFileException.Reason.BROKEN_WORKBOOK),
            new Refused(
                    "billion-laughs.xlsx",
                    () -> workbook(out -> sheet(out, BILLION_LAUGHS, "&f;")),
                    RefusedFileException.Reason.BROKEN_WORKBOOK));

    @ParameterizedTest
    @FieldSource("REFUSED")
    void a_file_that_cannot_be_taken_is_refused_before_anything_is_made_of_it(Refused refused) throws IOException {
        var file = refused.file().bytes();

        assertThatExceptionOfType(RefusedFileException.class)
                .isThrownBy(() -> bring(refused.fileName(), file))
                .satisfies(thrown -> assertThat(thrown.reason()).isEqualTo(refused.reason()));

        assertThat(datasets.count(team, "")).isZero();
        assertSentence("dataset.refused." + refused.reason());
    }

    /** The workbook of the cases above is a good one but for what they put into its sheet. */
    @Test
    void a_workbook_of_the_least_parts_is_read() throws IOException {
        var file = workbook(out -> sheet(
                out,
                "",
                "question</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>answer</t></is></c></row>"
                        + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>q</t></is></c><c r=\"B2\"><v>1e999999999</v></c></row>"
                        + "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>r"));

        var version = bring("least.xlsx", file);

        assertThat(version.rows()).isEqualTo(2);
        assertThat(version.rejected()).isZero();
    }

    @Test
    void every_reason_to_refuse_a_file_has_its_words() {
        Stream.of(RefusedFileException.Reason.values()).forEach(reason -> assertSentence("dataset.refused." + reason));
    }

    @Test
    void columns_without_a_name_or_with_the_same_are_asked_about() {
        var file = "question,,question\nq,x,r\ns,y,t\n".getBytes(StandardCharsets.UTF_8);
        var upload = datasets.receive(team, "headers.csv", new ByteArrayInputStream(file));

        var problems = datasets.peek(team, upload, null).problems();

        assertThat(problems)
                .extracting(problem -> DatasetText.text(
                        "dataset.peek." + problem.code(), problem.details().toArray()))
                .containsExactly(
                        "Two columns are called “question”. Check below that you have the right one.",
                        "Column 2 has no name.");
        assertThat(problems)
                .extracting(Peek.Problem::code)
                .containsExactly(Peek.ProblemCode.DUPLICATE_HEADER, Peek.ProblemCode.MISSING_HEADER);
    }
}
