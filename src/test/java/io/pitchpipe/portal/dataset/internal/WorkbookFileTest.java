package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import io.pitchpipe.testing.RawWorkbook;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkbookFileTest {

    private static final String ONE = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";
    private static final String TWO = "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>";

    private static void assertRefused(RawWorkbook workbook, int sheet, Reason reason) {
        assertThatExceptionOfType(RefusedFileException.class)
                .isThrownBy(() -> SheetTexts.of(workbook.bytes(), sheet))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static RawWorkbook twoSheets() {
        return new RawWorkbook()
                .with(
                        RawWorkbook.WORKBOOK,
                        "<workbook xmlns:d=\"r\"><sheets><sheet name=\"B &amp; &quot;&#252;&quot;\" sheetId=\"7\" d:id=\"two\"/>"
                                + "<sheet name=\"A\" sheetId=\"1\" state=\"veryHidden\" d:id=\"one\"/></sheets></workbook>")
                .with(
                        RawWorkbook.RELATIONS,
                        RawWorkbook.relations(RawWorkbook.relation("one", "worksheet", "/XL/./worksheets/../one.xml")
                                + RawWorkbook.relation("two", "worksheet", "worksheets/Two.xml")))
                .with("xl\\One.xml", ONE)
                .with("xl/worksheets/two.xml", TWO);
    }

    @Test
    void sheets_are_in_the_order_of_the_workbook_hidden_ones_too() {
        assertThat(SheetTexts.<List<String>>with(twoSheets().bytes(), WorkbookFile::sheets))
                .containsExactly("B & \"ü\"", "A");
    }

    @Test
    void a_part_is_found_however_its_name_is_written() {
        assertThat(SheetTexts.of(twoSheets().bytes(), 0)).isEqualTo(Map.of(1, List.of("2")));
        assertThat(SheetTexts.of(twoSheets().bytes(), 1)).isEqualTo(Map.of(1, List.of("1")));
    }

    @Test
    void the_workbook_may_lie_anywhere_in_the_package() {
        var moved = new RawWorkbook()
                .with("_rels/.rels", RawWorkbook.relations(RawWorkbook.relation("x", "officeDocument", "/book.xml")))
                .with("_rels/book.xml.rels", RawWorkbook.relations(RawWorkbook.relation("rId1", "worksheet", "s.xml")))
                .with(
                        "book.xml",
                        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"rId1\"/></sheets></workbook>")
                .with("s.xml", ONE);
        assertThat(SheetTexts.of(moved.bytes(), 0)).isEqualTo(Map.of(1, List.of("1")));

        var usual = new RawWorkbook().without("_rels/.rels").with(RawWorkbook.SHEET, TWO);
        assertThat(SheetTexts.of(usual.bytes(), 0)).isEqualTo(Map.of(1, List.of("2")));
    }

    @Test
    void a_sheet_that_is_not_there_is_refused() {
        assertRefused(twoSheets(), 2, Reason.BROKEN_WORKBOOK);
        assertRefused(twoSheets(), -1, Reason.BROKEN_WORKBOOK);
        assertRefused(new RawWorkbook(), 0, Reason.BROKEN_WORKBOOK);
        assertRefused(new RawWorkbook().with(RawWorkbook.RELATIONS, "<none/>"), 0, Reason.BROKEN_WORKBOOK);
    }

    /** A link to outside is no part, whatever it calls itself. */
    @Test
    void nothing_outside_the_file_is_a_part() {
        var outside = RawWorkbook.relation("rId1", "worksheet", "file:///etc/hostname")
                .replace("/>", " TargetMode=\"External\"/>");
        assertRefused(
                new RawWorkbook().with(RawWorkbook.RELATIONS, RawWorkbook.relations(outside)),
                0,
                Reason.BROKEN_WORKBOOK);
        var above = RawWorkbook.relation("rId1", "worksheet", "../../../../etc/hostname");
        assertRefused(
                new RawWorkbook().with(RawWorkbook.RELATIONS, RawWorkbook.relations(above)), 0, Reason.BROKEN_WORKBOOK);
    }

    @Test
    void what_is_no_workbook_is_refused() {
        assertRefused(new RawWorkbook().without("[Content_Types].xml"), 0, Reason.ZIP);
        assertRefused(new RawWorkbook().without(RawWorkbook.WORKBOOK), 0, Reason.BROKEN_WORKBOOK);
        assertRefused(new RawWorkbook().with(RawWorkbook.WORKBOOK, "<document/>"), 0, Reason.BROKEN_WORKBOOK);
        assertRefused(
                new RawWorkbook().with(RawWorkbook.WORKBOOK, "<workbook><sheets><sheet/></sheets></workbook>"),
                0,
                Reason.BROKEN_WORKBOOK);
        assertRefused(
                new RawWorkbook().with(RawWorkbook.SHEET, ONE).with(RawWorkbook.STYLES, "<sst/>"),
                0,
                Reason.BROKEN_WORKBOOK);
    }

    /** A binary workbook, .xlsb, has the same package around parts that are no XML. */
    @Test
    void a_binary_workbook_is_refused() {
        var binary = new RawWorkbook()
                .with(
                        "_rels/.rels",
                        RawWorkbook.relations(RawWorkbook.relation("x", "officeDocument", "xl/workbook.bin")))
                .with("xl/workbook.bin", out -> out.write(new byte[] {(byte) 0x83, 1, 0, (byte) 0x80, 1, 0x14, 4, 0}));

        assertRefused(binary, 0, Reason.BROKEN_WORKBOOK);
    }

    @Test
    void a_sheet_of_charts_has_no_rows() {
        assertThat(SheetTexts.of(
                        new RawWorkbook()
                                .with(RawWorkbook.SHEET, "<chartsheet><drawing/></chartsheet>")
                                .bytes(),
                        0))
                .isEmpty();
    }

    /** What would be read of a flipped bit may well be XML. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "_rels/.rels",
                RawWorkbook.WORKBOOK,
                RawWorkbook.RELATIONS,
                RawWorkbook.STYLES,
                RawWorkbook.SHARED_TEXTS,
                RawWorkbook.SHEET
            })
    void a_part_that_is_not_what_was_packed_is_refused(String part) {
        var workbook = new RawWorkbook()
                .withRows("<row><c t=\"s\"><v>0</v></c></row>")
                .withSharedTexts("<si><t>a</t></si>")
                .with(RawWorkbook.STYLES, "<styleSheet><!--" + "x".repeat(1_000) + "--></styleSheet>")
                .bytes();
        assertThat(SheetTexts.of(workbook, 0)).isEqualTo(Map.of(1, List.of("a")));
        // Names stand twice; the second time, in the directory, behind the checksum.
        workbook[new String(workbook, StandardCharsets.ISO_8859_1).lastIndexOf(part) - 30]++;

        assertThatExceptionOfType(RefusedFileException.class)
                .isThrownBy(() -> SheetTexts.of(workbook, 0))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.BROKEN_WORKBOOK));
    }

    private static Set<Thread> readersAhead() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(ReadAhead.THREAD))
                .collect(Collectors.toSet());
    }

    /** Of a sheet so large that a thread reads ahead, which waits for whoever reads on. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <!DOCTYPE x><x>                       | <styleSheet/>
                    <?xml version="1.0" encoding="no"?><x> | <styleSheet/>
                    <x>                                   | <none/>
                    """)
    void nobody_goes_on_reading_a_sheet_that_was_refused(String head, String styles) {
        var numbers = new byte[2_000_000];
        new Random(7).nextBytes(numbers);
        var workbook = new RawWorkbook()
                .with(RawWorkbook.SHEET, head + HexFormat.of().formatHex(numbers) + "</x>")
                .with(RawWorkbook.STYLES, styles);
        var before = readersAhead();

        assertRefused(workbook, 0, Reason.BROKEN_WORKBOOK);

        assertThat(readersAhead()).isSubsetOf(before);
    }
}
