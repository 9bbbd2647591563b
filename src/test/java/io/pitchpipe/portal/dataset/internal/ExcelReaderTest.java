package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.testing.RawWorkbook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

class ExcelReaderTest {

    private static final Path SCRATCH = Path.of("target", "excel-test");

    private static ExampleReader reader(int sheet) {
        var reading = new Reading(Format.EXCEL, ',', '"', true, "UTF-8", sheet);
        return new ExcelReader(new Workbooks(SCRATCH), reading, new ColumnMapping(List.of("0"), "1"));
    }

    /** Fills a sheet. */
    private interface Sheets {
        void fill(Worksheet sheet, Worksheet second);
    }

    private static byte[] workbook(Sheets sheets) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            sheets.fill(workbook.newWorksheet("First"), workbook.newWorksheet("Second"));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return bytes.toByteArray();
    }

    @Provide
    Arbitrary<List<Example>> examples() {
        var text = Arbitraries.strings()
                .withChars("ab \",<>&'\t\n")
                .withChars('ä', '€', 'ש')
                .ofMinLength(1)
                .ofMaxLength(30)
                .map(value -> value.replace("b", "😀"));
        return Combinators.combine(text, text)
                .as(Example::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Property(tries = 40)
    void what_fastexcel_writes_is_read_back_equal(@ForAll("examples") List<Example> examples) {
        var bytes = workbook((sheet, second) -> {
            sheet.value(0, 0, "in");
            sheet.value(0, 1, "out");
            for (var row = 0; row < examples.size(); row++) {
                sheet.value(row + 1, 0, examples.get(row).input());
                sheet.value(row + 1, 1, examples.get(row).output());
            }
        });

        assertThat(Collected.read(reader(0), bytes).examples()).isEqualTo(examples);
    }

    @Test
    void numbers_dates_and_booleans_are_what_a_person_would_have_typed() {
        var bytes = workbook((sheet, second) -> {
            second.value(0, 0, "in");
            second.value(0, 1, "out");
            second.value(1, 0, 1);
            second.value(1, 1, 0.1 + 0.2);
            second.value(2, 0, 10_100_000);
            second.value(2, 1, true);
            second.value(4, 0, LocalDate.of(2026, 11, 22));
            second.style(4, 0).format("yyyy-mm-dd").set();
            second.value(4, 1, -3.5);
        });

        var read = Collected.read(reader(1), bytes);

        assertThat(read.examples())
                .containsExactly(
                        new Example("1", "0.3"), new Example("10100000", "TRUE"), new Example("2026-11-22", "-3.5"));
    }

    @Test
    void a_finding_names_the_row_of_the_sheet() {
        var bytes = workbook((sheet, second) -> {
            sheet.value(0, 0, "in");
            sheet.value(0, 1, "out");
            sheet.value(5, 0, "no answer");
        });

        assertThat(Collected.read(reader(0), bytes)
                        .only(FindingCode.EMPTY_OUTPUT)
                        .line())
                .isEqualTo(6);
    }

    @Test
    void a_zip_bomb_is_refused_within_its_budget() {
        var megabyte = " ".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        var bomb = new RawWorkbook()
                .withRows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")
                .with(RawWorkbook.SHARED_TEXTS, out -> {
                    for (var count = 0; count < 100; count++) {
                        out.write(megabyte);
                    }
                })
                .bytes();
        assertThat(bomb.length).isLessThan(1_000_000);

        var read = Collected.read(reader(0), bomb);

        assertThat(read.findings(FindingCode.EXPANDS_TOO_FAR)).hasSize(1);
        assertThat(read.report().isValid()).isFalse();
    }

    @Test
    void an_external_entity_is_never_fetched() throws IOException {
        var secret = Files.createDirectories(SCRATCH).resolve("secret.txt");
        Files.writeString(secret, "the secret");
        var sheet = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>in</t></is></c></row>"
                + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData></worksheet>";

        var read = Collected.read(
                reader(0), new RawWorkbook().with(RawWorkbook.SHEET, sheet).bytes());

        assertThat(read.examples()).noneMatch(example -> example.input().contains("secret"));
        Files.delete(secret);
    }

    /** Whatever stands in a sheet is read, or the workbook is damaged; nothing else comes out, and nothing takes more than the test's heap. */
    @Property(tries = 150)
    void a_mutilated_sheet_is_read_or_refused(@ForAll("mutilated") String sheet) {
        var workbook = new RawWorkbook().with(RawWorkbook.SHEET, sheet).withSharedTexts("<si><t>x</t></si>");

        var read = Collected.read(reader(0), workbook.bytes());

        assertThat(read.report().accepted()).isEqualTo(read.examples().size());
        assertThat(read.report().rejected()).isBetween(0L, 1L);
        assertThat(read.findings(FindingCode.BROKEN_FILE).size()
                        + read.findings(FindingCode.EXPANDS_TOO_FAR).size())
                .isEqualTo((int) read.report().rejected());
    }

    @Provide
    Arbitrary<String> mutilated() {
        var whole =
                "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                        + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>in</t></is></c></row>"
                        + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\"><v>12.5</v></c><c r=\"C2\" t=\"b\"><v>1</v></c></row>"
                        + "</sheetData></worksheet>";
        var part = Arbitraries.of(
                "\"",
                "'",
                "<",
                ">",
                "&",
                "&#90;",
                "r",
                "=",
                "ZZZZZ",
                "-1",
                "999999999",
                "e9",
                "1e999999999",
                "<!--",
                "]]>",
                "<![CDATA[",
                "<?",
                "\u0000",
                "t=\"e\"",
                "/",
                " ");
        return Combinators.combine(
                        Arbitraries.integers().between(0, whole.length()),
                        Arbitraries.integers().between(0, 4),
                        part)
                .as((at, cut, put) ->
                        whole.substring(0, at) + put + whole.substring(Math.min(whole.length(), at + cut)));
    }

    @Test
    void a_cell_beyond_the_last_column_is_refused_however_it_is_written() {
        var start =
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">";
        for (var cell : List.of(
                "<c r=\"ZZZZZZ1\"><v>1</v></c>",
                "<c r = 'ZZZZ1'><v>1</v></c>",
                "<c t=\"n\" x=\">\" r=\"zzzz1\"><v>1</v></c>",
                "<c r=\"&#90;Z1\"><v>1</v></c>",
                "<!-- ' --><c r=\"ZZZZ1\"/><!-- ' -->",
                "<?x ' ?><c r=\"ZZZZ1\"/>")) {
            var read = Collected.read(
                    reader(0),
                    new RawWorkbook()
                            .with(RawWorkbook.SHEET, start + cell + "</row></sheetData></worksheet>")
                            .bytes());
            assertThat(read.findings(FindingCode.BROKEN_FILE)).as(cell).hasSize(1);
        }
        var text =
                "<c r=\"A1\" t=\"inlineStr\"><is><t>r=\"ZZZZZ1\" <![CDATA[<c r=\"ZZZZZ1\"> ]] ]]></t></is></c><c r=\"XFD1\"><v>1</v></c>";
        var heading = start.replace("r=\"1\"", "r=\"0\"") + "<c r=\"A0\"><v>1</v></c></row><row r=\"1\">";
        var good = Collected.read(
                reader(0),
                new RawWorkbook()
                        .with(RawWorkbook.SHEET, heading + text + "</row></sheetData></worksheet>")
                        .bytes());
        assertThat(good.findings(FindingCode.BROKEN_FILE)).isEmpty();
        assertThat(good.examples()).extracting(Example::input).containsExactly("r=\"ZZZZZ1\" <c r=\"ZZZZZ1\"> ]] ");
    }

    @Test
    void what_is_no_workbook_is_refused_and_leaves_no_file() throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("hello.txt"));
        }
        var workbooks = new Workbooks(SCRATCH);
        for (var bytes : List.of(zip.toByteArray(), "PK\u0003\u0004broken".getBytes(StandardCharsets.UTF_8))) {
            assertThatExceptionOfType(RefusedFileException.class)
                    .isThrownBy(() -> workbooks.open(new ByteArrayInputStream(bytes), workbook -> true));
        }
        try (var files = Files.list(SCRATCH.resolve("tmp"))) {
            assertThat(files).isEmpty();
        }
    }

    /** Where a file has no name, a process that is killed leaves none. */
    @Test
    void a_workbook_has_no_name_on_disk_while_it_comes_in_and_is_read() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews())
                .as("a system on which what is open need not have a name")
                .contains("posix");
        var looked = new AtomicInteger();
        var in = new FilterInputStream(new ByteArrayInputStream(new RawWorkbook().bytes())) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                looked.incrementAndGet();
                assertThat(SCRATCH.resolve("tmp")).isEmptyDirectory();
                return super.read(target, offset, length);
            }
        };

        var sheets = new Workbooks(SCRATCH).open(in, workbook -> {
            assertThat(SCRATCH.resolve("tmp")).isEmptyDirectory();
            return workbook.sheets();
        });

        assertThat(sheets).containsExactly("S");
        assertThat(looked.get()).isPositive();
    }
}
