package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import io.pitchpipe.testing.RawWorkbook;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sheets as other programs write them, and as none does. */
class SheetRowsTest {

    private static List<String> row(RawWorkbook workbook) {
        return SheetTexts.of(workbook.bytes(), 0).values().stream().findFirst().orElse(List.of());
    }

    private static List<String> row(String cells) {
        return row(new RawWorkbook().withRows("<row>" + cells + "</row>"));
    }

    private static String inline(String text) {
        return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static void assertRefused(RawWorkbook workbook, Reason reason) {
        assertThatExceptionOfType(RefusedFileException.class)
                .isThrownBy(() -> SheetTexts.of(workbook.bytes(), 0))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void a_shared_text_is_that_of_its_runs_without_how_it_is_pronounced() {
        var workbook = new RawWorkbook()
                .withRows("<row><c t=\"s\"><v>1</v></c><c t=\"s\"><v>0</v></c><c t=\"s\"><v>2</v></c></row>")
                .withSharedTexts(
                        "<si><t>plain</t><phoneticPr fontId=\"1\"/></si>"
                                + "<si><r><rPr><b/><t>style</t></rPr><t xml:space=\"preserve\">bold </t></r><r><t>and not</t></r></si>"
                                + "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si><extLst><ext><si><t>no</t></si></ext></extLst>");

        assertThat(row(workbook)).containsExactly("bold and not", "plain", "東京");
    }

    @Test
    void a_formula_is_what_it_came_to_last() {
        var cells = "<c><f>0.1+0.2</f><v>0.30000000000000004</v></c><c t=\"str\"><f>A1&amp;\"x\"</f><v>0.3x</v></c>"
                + "<c t=\"b\"><f>1=1</f><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c><f>NOW()</f></c>";

        assertThat(row(cells)).containsExactly("0.3", "0.3x", "TRUE", "FALSE", "#DIV/0!", "");
    }

    @Test
    void cells_and_rows_are_where_they_say_or_behind_the_one_before() {
        var workbook = new RawWorkbook()
                .withRows("<row r=\"3\"><c r=\"B3\"><v>1</v></c><c><v>2</v></c><c r=\"e3\"><v>3</v></c></row>"
                        + "<row/><row r=\"7\"><c r=\"A7\" s=\"4\"/></row><row><c><v>4</v></c></row>");

        assertThat(SheetTexts.of(workbook.bytes(), 0))
                .isEqualTo(Map.of(3, List.of("", "1", "2", "", "3"), 8, List.of("4")));
    }

    @Test
    void of_merged_cells_the_first_has_the_text() {
        var workbook = new RawWorkbook()
                .with(
                        RawWorkbook.SHEET,
                        "<worksheet><sheetData><row r=\"1\">" + inline("both")
                                + "<c r=\"B1\"/><c r=\"C1\"><v>1</v></c></row>"
                                + "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>");

        assertThat(row(workbook)).containsExactly("both", "", "1");
    }

    @Test
    void prefixes_comments_instructions_and_what_others_add_change_nothing() {
        var workbook = new RawWorkbook()
                .with(
                        RawWorkbook.SHEET,
                        "<?xml version=\"1.0\" standalone='yes'?>\r\n<!-- <row> -->\n<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\">"
                                + "<x:extLst><x:row><x:c><x:v>9</x:v></x:c></x:row></x:extLst><?mso x?><x:sheetData >\n <x:row\n r = '1' x:r='9'><!----><x:c r=\"A1\" t='s' ><x:v>0</x:v ></x:c>"
                                + "<x:c><x:extLst><x:v>9</x:v></x:extLst><x:v>1<!-- 0 -->2</x:v></x:c></x:row></x:sheetData><x:oddHeader>&amp;</x:oddHeader></x:worksheet>")
                .withSharedTexts("<si><t>text</t></si>");

        assertThat(SheetTexts.of(workbook.bytes(), 0)).isEqualTo(Map.of(1, List.of("text", "12")));
    }

    @Test
    void escapes_references_and_line_ends_are_the_characters_they_mean() {
        assertThat(row(inline(" a&lt;b&#10;&#x20AC;&#128512;\r\nc\rd<![CDATA[<&amp;>]]]]>e&apos;&quot;&gt;&amp; ")))
                .containsExactly(" a<b\n€😀\nc\nd<&amp;>]]e'\">& ");
        assertThat(row(inline("x_x000D_\ny_x000d_z_x005F_x000D__xD83D__xDE00__xD83D__x00G0__x41_ _")))
                .containsExactly("x\r\ny\rz_x000D_😀_xD83D__x00G0__x41_ _");
        assertThat(row("<c t=\"str\"><v>_x0041_</v></c><c t=\"e\"><v>_x0042_</v></c>"))
                .containsExactly("A", "B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252"})
    void a_part_may_be_in_another_encoding(String encoding) {
        var charset = Charset.forName(encoding);
        var sheet = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><worksheet><sheetData><row>" + inline("Grüße")
                + "</row></sheetData></worksheet>";

        assertThat(row(new RawWorkbook().with(RawWorkbook.SHEET, out -> out.write(sheet.getBytes(charset)))))
                .containsExactly("Grüße");
        assertThat(row(new RawWorkbook()
                        .with(
                                RawWorkbook.SHEET,
                                "\ufeff" + sheet.replace(encoding, "UTF-8").replace("\"UTF-8\"", "\"UTF-16\""))))
                .as("marked as UTF-8, whatever it says")
                .containsExactly("Grüße");
    }

    @Test
    void an_encoding_that_nobody_knows_is_refused() {
        assertRefused(
                new RawWorkbook()
                        .with(
                                RawWorkbook.SHEET,
                                "<?xml version=\"1.0\" encoding=\"EBCDIC-9\"?><worksheet></worksheet>"),
                Reason.BROKEN_WORKBOOK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy-mm-dd | 46348 | 2026-11-22",
                "d. mmm yyyy h:mm | 46348.75 | 2026-11-22 18:00",
                "dd/mm/yy | 46348.000000001 | 2026-11-22",
                "m/d/yy h:mm:ss | 46348.000347222 | 2026-11-22 00:00:30",
                "mmmm | 59 | 1900-02-28",
                "yyyy | 60 | 1900-03-01",
                "yyyy | 61 | 1900-03-01",
                "yyyy | 0.99999999999 | 1900-01-01",
                "h:mm AM/PM | 0.5 | 12:00",
                "h:mm AM/PM | 1.5 | 1900-01-01 12:00",
                "[h]:mm:ss | 1.5 | 36:00:00",
                "[mm]:ss | 0.000347222 | 0:00:30",
                "0.00\" days\" | 46348.5 | 46348.5",
                "[Red]#,##0 | 46348 | 46348",
                "_-* #,##0_D;\\m0 | 46348 | 46348",
                "General | 46348 | 46348",
                "yyyy | -1 | -1",
                "yyyy | 2958466 | 2958466",
                "yyyy | 2958465 | 9999-12-31"
            })
    void a_number_is_a_point_in_time_if_its_style_says_so(String format, String number, String shown) {
        var code = format.replace("\"", "&quot;");
        var workbook = styled(
                code,
                "<c s=\"1\"><v>" + number + "</v></c><c s=\"0\"><v>" + number + "</v></c><c s=\"9\"><f>NOW()</f><v>"
                        + number + "</v></c>");

        var read = row(workbook);

        assertThat(read.get(0)).isEqualTo(shown);
        assertThat(read.get(1)).as("without a format").isEqualTo(read.get(2)).doesNotContain(":");
    }

    private static RawWorkbook styled(String code, String cells) {
        return new RawWorkbook()
                .with(
                        RawWorkbook.STYLES,
                        "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"" + code
                                + "\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf/><xf numFmtId=\"164\"/>"
                                + "<xf numFmtId=\"14\"/><xf numFmtId=\"20\"/><xf numFmtId=\"46\"/><xf numFmtId=\"49\"/></cellXfs>"
                                + "<dxfs><dxf><numFmt numFmtId=\"49\" formatCode=\"yyyy\"/></dxf></dxfs></styleSheet>")
                .withRows("<row>" + cells + "</row>");
    }

    /** Looked through from each bracket to the end, as many would take minutes. */
    @Test
    void a_format_of_brackets_that_never_close_takes_no_time() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(CellStyles.kind("[".repeat(1_000_000))).isEqualTo(CellStyles.Kind.NUMBER));
        assertThat(CellStyles.kind("[Red][>0]yyyy")).isEqualTo(CellStyles.Kind.DATE);
    }

    @Test
    void formats_that_are_built_in_need_no_code() {
        var workbook = styled(
                "0",
                "<c s=\"2\"><v>46348</v></c><c s=\"3\"><v>0.25</v></c><c s=\"4\"><v>2</v></c><c s=\"5\"><v>46348</v></c>");

        assertThat(row(workbook)).containsExactly("2026-11-22", "06:00", "48:00:00", "46348");
    }

    @Test
    void days_are_counted_from_1904_where_the_workbook_says_so() {
        var workbook = styled("yyyy", "<c s=\"2\"><v>0</v></c><c s=\"2\"><v>44886</v></c>")
                .with(
                        RawWorkbook.WORKBOOK,
                        "<workbook xmlns:r=\"r\"><workbookPr date1904=\"true\"/><sheets><sheet name=\"S\" r:id=\"rId1\"/></sheets></workbook>");

        assertThat(row(workbook)).containsExactly("1904-01-01", "2026-11-22");
    }

    @Test
    void a_date_that_is_written_out_is_shown_like_one_that_is_counted() {
        assertThat(row("<c t=\"d\"><v>2026-11-22T00:00:00</v></c><c t=\"d\"><v>2026-11-22T18:30:00.5Z</v></c>"
                        + "<c t=\"d\"><v> 2026-11-22 </v></c><c t=\"d\"><v>18:30</v></c>"))
                .containsExactly("2026-11-22", "2026-11-22 18:30:00.500", "2026-11-22", "18:30");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.0, 1",
        "-0, 0",
        "-0.50, -0.5",
        "007, 7",
        "0, 0",
        "10, 10",
        "100.10, 100.1",
        ".5, 0.5",
        "5., 5",
        "0.1, 0.1",
        "0.30000000000000004, 0.3",
        "123456789012345678, 123456789012346000",
        "1E3, 1000",
        "1.5e-7, 0.00000015",
        "999999999999999, 999999999999999",
        "0.123456789012344, 0.123456789012344",
        "1e308, 1" + ZEROS_308,
        "' 12 ', 12",
        "+3, 3"
    })
    void a_number_is_what_a_person_sees(String written, String shown) {
        assertThat(row("<c><v>" + written + "</v></c>")).containsExactly(shown);
    }

    private static final String ZEROS_44 = "00000000000000000000000000000000000000000000";
    private static final String ZEROS_308 = ZEROS_44 + ZEROS_44 + ZEROS_44 + ZEROS_44 + ZEROS_44 + ZEROS_44 + ZEROS_44;

    /** Written out, the first would be gigabytes; of the others one is beyond what can be written at all. */
    @Test
    void a_number_without_bounds_takes_no_memory() {
        assertThat(row("<c><v>1e999999999</v></c><c><v>-12e-999999999</v></c>"))
                .containsExactly("1E+999999999", "-1.2E-999999998");
        assertThat(row("<c><v>10e2147483647</v></c>")).containsExactly("1E+2147483648");
        for (var number : List.of("1e99999999999", "9".repeat(1_001), "1.2.3", "x", "1_0", "-")) {
            assertRefused(
                    new RawWorkbook().withRows("<row><c><v>" + number + "</v></c></row>"), Reason.BROKEN_WORKBOOK);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row r=\"x\"/>",
                "<row r=\"-1\"/>",
                "<row r=\"9999999999\"/>",
                "<row><c r=\"XFE1\"><v>1</v></c></row>",
                "<row><c r=\"1\"/></row>",
                "<row><c r=\"A\"/></row>",
                "<row><c r=\"A1B\"/></row>",
                "<row><c r=\"&#65;1\"/></row>",
                "<row><c r=\"XFD1\"/><c/></row>",
                "<row><c t=\"s\"><v>1</v></c></row>",
                "<row><c t=\"s\"><v>-1</v></c></row>",
                "<row><c t=\"s\"><v>x</v></c></row>",
                "<row><c t=\"x\"><v>1</v></c></row>",
                "<row><c t=\"other\"><v>1</v></c></row>",
                "<row><c s=\"a\"><v>1</v></c></row>",
                "<row><c><v>1</v></row>"
            })
    void what_no_sheet_can_have_is_refused(String rows) {
        assertRefused(
                new RawWorkbook().withRows(rows).withSharedTexts("<si><t>only one</t></si>"), Reason.BROKEN_WORKBOOK);
    }

    @Test
    void shared_texts_that_are_none_or_not_there_are_refused() {
        var rows = "<row><c t=\"s\"><v>0</v></c></row>";
        assertRefused(new RawWorkbook().withRows(rows), Reason.BROKEN_WORKBOOK);
        assertRefused(
                new RawWorkbook().withRows(rows).with(RawWorkbook.SHARED_TEXTS, "<table/>"), Reason.BROKEN_WORKBOOK);
        assertRefused(new RawWorkbook().withRows(rows).with(RawWorkbook.SHARED_TEXTS, ""), Reason.BROKEN_WORKBOOK);
        assertThat(row(new RawWorkbook().withRows("<row><c><v>1</v></c></row>")))
                .as("nobody asks for one")
                .containsExactly("1");
    }

    @Test
    void the_last_column_and_the_largest_row_are_read() {
        var workbook = new RawWorkbook().withRows("<row r=\"999999999\"><c r=\"XFD1\"><v>1</v></c></row>");

        var read = SheetTexts.of(workbook.bytes(), 0);

        assertThat(read).containsOnlyKeys(999_999_999);
        assertThat(read.get(999_999_999)).hasSize(Numerals.COLUMNS).endsWith("1");
    }

    private static Collected read(RawWorkbook workbook) {
        return Collected.read(
                new ExcelReader(
                        new Workbooks(Path.of("target", "sheet-test")),
                        new Reading(Reading.Format.EXCEL, ',', '"', true, "UTF-8", 0),
                        new ColumnMapping(List.of("0"), "1")),
                workbook.bytes());
    }

    /** In a cell, in a shared text, and in shared texts that only together are too long. */
    @Test
    void a_row_that_is_too_large_is_left_out_by_its_number() {
        var shared = "<c t=\"s\"><v>1</v></c>";
        var workbook = new RawWorkbook()
                .withRows("<row>" + inline("in") + inline("out") + "</row><row>"
                        + inline("x".repeat(1_048_000)) + inline("y".repeat(600)) + "</row><row>"
                        + inline("q") + inline("a") + "</row><row>" + inline("r") + "<c t=\"s\"><v>0</v></c></row><row>"
                        + shared.repeat(8) + "</row>")
                .withSharedTexts(
                        "<si><t>" + "z".repeat(1_048_577) + "</t></si><si><t>" + "s".repeat(150_000) + "</t></si>");

        var read = read(workbook);

        assertThat(read.examples()).containsExactly(new Example("q", "a"));
        assertThat(read.findings(FindingCode.ROW_TOO_LARGE))
                .extracting(finding -> finding.line())
                .containsExactly(2L, 4L, 5L);
        assertThat(read.findings(FindingCode.ROW_TOO_LARGE).getFirst().excerpt())
                .startsWith("xxx");
    }

    @Test
    void a_row_that_is_no_utf_8_is_left_out_and_the_others_are_read() {
        var rows =
                "<row>" + inline("in") + inline("out") + "</row><row>" + inline("\u00e9") + inline("a") + "</row><row>"
                        + inline("_x0000_") + inline("b") + "</row><row>" + inline("q") + inline("c") + "</row>";
        var sheet = "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
        var workbook = new RawWorkbook()
                .with(RawWorkbook.SHEET, out -> out.write(sheet.getBytes(StandardCharsets.ISO_8859_1)));

        var read = read(workbook);

        assertThat(read.examples()).containsExactly(new Example("q", "c"));
        assertThat(read.only(FindingCode.INVALID_UTF8).line()).isEqualTo(2);
        assertThat(read.only(FindingCode.NUL).line()).isEqualTo(3);
    }

    @Test
    void columns_are_joined_as_the_mapping_says() {
        var reader = new ExcelReader(
                new Workbooks(Path.of("target", "sheet-test")),
                new Reading(Reading.Format.EXCEL, ',', '"', false, "UTF-8", 0),
                new ColumnMapping(List.of("2", "0", "5"), "1"));
        var rows = "<row>" + inline("a") + inline("out") + inline("c") + "</row>";

        assertThat(Collected.read(reader, new RawWorkbook().withRows(rows).bytes())
                        .examples())
                .containsExactly(new Example("c\n\na", "out"));
    }

    /** More texts than the budget has bytes, packed so well that the file is small. */
    @Test
    void shared_texts_beyond_the_budget_are_refused() {
        var random = new java.util.Random(1);
        var texts = new StringBuilder();
        for (var text = 0; text < 1_000; text++) {
            texts.append("<si><t>").append(random.nextLong()).append("</t></si>");
        }
        var some = texts.toString().getBytes(StandardCharsets.UTF_8);
        var long_ = ("<si><t>" + "x".repeat(1_000) + "</t></si>").repeat(1_000).getBytes(StandardCharsets.UTF_8);
        var workbook = new RawWorkbook()
                .withRows("<row><c t=\"s\"><v>999999999</v></c></row>")
                .with(RawWorkbook.SHARED_TEXTS, out -> {
                    out.write("<sst>".getBytes(StandardCharsets.UTF_8));
                    for (var count = 0; count < 80; count++) {
                        out.write(some);
                        out.write(long_);
                    }
                });

        assertRefused(workbook, Reason.EXPANDS_TOO_FAR);
    }

    /** What is left of a cell where the row's room ends is no longer what stands in it. */
    @Test
    void a_number_behind_the_room_of_its_row_is_not_taken_for_damage() {
        var workbook = new RawWorkbook()
                .withRows("<row><c t=\"inlineStr\"><is><t>" + "a".repeat(TextBuffer.MOST - 1)
                        + "</t></is></c><c><v>-5</v></c><c t=\"s\"><v>12</v></c></row><row><c><v>7</v></c></row>");

        assertThat(SheetTexts.of(workbook.bytes(), 0)).containsEntry(2, List.of("7"));
    }
}
