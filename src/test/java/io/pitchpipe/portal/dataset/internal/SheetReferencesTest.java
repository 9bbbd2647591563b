package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks that Apache POI wrote are read back equal, and real ones as Apache POI and fastexcel-reader read them. */
class SheetReferencesTest {

    private static byte[] bytes(Workbook workbook) throws IOException {
        try (workbook) {
            var bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            return bytes.toByteArray();
        }
    }

    @Provide
    Arbitrary<List<List<Object>>> tables() {
        var text = Arbitraries.strings()
                .withChars("ab \"<>&'_\t\n\r")
                .withChars('ä', '€', 'ש')
                .ofMaxLength(20)
                .map(value -> value.replace("b", "😀"));
        var cell = Arbitraries.oneOf(
                text.map(Object.class::cast),
                Arbitraries.integers().map(Double::valueOf).map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.just("").map(Object.class::cast));
        return cell.list().ofMaxSize(5).list().ofMaxSize(8);
    }

    private static void fill(Sheet sheet, List<List<Object>> table) {
        for (var row = 0; row < table.size(); row++) {
            var cells = sheet.createRow(2 * row);
            for (var column = 0; column < table.get(row).size(); column++) {
                switch (table.get(row).get(column)) {
                    case Double number -> cells.createCell(column).setCellValue(number);
                    case Boolean truth -> cells.createCell(column).setCellValue(truth);
                    case String text
                    when !text.isEmpty() -> cells.createCell(column).setCellValue(text);
                    default -> {}
                }
            }
        }
    }

    private static Map<Integer, List<String>> shown(List<List<Object>> table) {
        var shown = new TreeMap<Integer, List<String>>();
        for (var row = 0; row < table.size(); row++) {
            var cells = table.get(row).stream().map(SheetReferencesTest::shown).toList();
            if (!cells.stream().allMatch(String::isEmpty)) {
                shown.put(2 * row + 1, withoutTail(cells));
            }
        }
        return shown;
    }

    private static List<String> withoutTail(List<String> cells) {
        var end = cells.size();
        while (end > 0 && cells.get(end - 1).isEmpty()) {
            end--;
        }
        return cells.subList(0, end);
    }

    private static String shown(Object value) {
        return switch (value) {
            case Double number -> shown(new BigDecimal(Double.toString(number)));
            case Boolean truth -> truth ? "TRUE" : "FALSE";
            default -> value.toString();
        };
    }

    private static String shown(BigDecimal number) {
        return number.round(new MathContext(15, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** With shared texts, and with texts in the cells. */
    @Property(tries = 25)
    void what_poi_writes_is_read_back_equal(@ForAll("tables") List<List<Object>> table) throws IOException {
        for (Workbook workbook : List.of(new XSSFWorkbook(), new SXSSFWorkbook())) {
            fill(workbook.createSheet("One"), table);
            fill(workbook.createSheet("Two"), table.reversed());
            workbook.setSheetHidden(1, true);
            var written = bytes(workbook);

            assertThat(SheetTexts.of(written, 0)).isEqualTo(shown(table));
            assertThat(SheetTexts.of(written, 1)).isEqualTo(shown(table.reversed()));
            assertThat(SheetTexts.<List<String>>with(written, WorkbookFile::sheets))
                    .containsExactly("One", "Two");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_poi_writes_beside_plain_cells_is_read(boolean from1904) throws IOException {
        try (var workbook = new XSSFWorkbook()) {
            workbook.getCTWorkbook().getWorkbookPr().setDate1904(from1904);
            var row = workbook.createSheet().createRow(0);
            var rich = new XSSFRichTextString("bold and plain");
            rich.applyFont(0, 4, workbook.createFont());
            row.createCell(0).setCellValue(rich);
            row.createCell(1).setCellFormula("0.1+0.2");
            row.createCell(2).setCellFormula("1/0");
            row.createCell(3).setCellFormula("\"a\"&\"b\"");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            var date = workbook.createCellStyle();
            date.setDataFormat(workbook.createDataFormat().getFormat("dd.mm.yyyy hh:mm"));
            row.createCell(4).setCellStyle(date);
            row.getCell(4).setCellValue(java.time.LocalDateTime.of(2026, 11, 22, 18, 30));
            workbook.getSheetAt(0).addMergedRegion(org.apache.poi.ss.util.CellRangeAddress.valueOf("F1:G1"));
            row.createCell(5).setCellValue("merged");
            var bytes = new ByteArrayOutputStream();
            workbook.write(bytes);

            assertThat(SheetTexts.of(bytes.toByteArray(), 0))
                    .isEqualTo(
                            Map.of(1, List.of("bold and plain", "0.3", "#DIV/0!", "ab", "2026-11-22 18:30", "merged")));
        }
    }

    static List<Path> real() throws IOException {
        try (var files = Files.walk(Path.of("src", "test", "resources"))) {
            return files.filter(file -> file.toString().endsWith(".xlsx")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("real")
    void a_real_workbook_is_read_as_poi_and_fastexcel_read_it(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var sheets = SheetTexts.<List<String>>with(bytes, WorkbookFile::sheets);
        assertThat(sheets).isNotEmpty();
        for (var sheet = 0; sheet < sheets.size(); sheet++) {
            var read = SheetTexts.of(bytes, sheet);
            assertThat(read).hasSizeGreaterThan(10);
            assertThat(read).as(sheets.get(sheet)).isEqualTo(byPoi(bytes, sheet));
            var other = byFastExcel(bytes, sheet);
            if (other.isPresent()) {
                assertThat(read).as(sheets.get(sheet)).isEqualTo(other.get());
            } else {
                assertThat(sheets.get(sheet)).isIn(NOT_BY_FASTEXCEL);
            }
        }
    }

    /** Sheets with a blank before a number, by which fastexcel-reader takes it for none. */
    private static final Set<String> NOT_BY_FASTEXCEL = Set.of("quakes");

    private static SortedMap<Integer, List<String>> byPoi(byte[] bytes, int sheet) throws IOException {
        var texts = new TreeMap<Integer, List<String>>();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            for (var row : workbook.getSheetAt(sheet)) {
                texts.put(
                        row.getRowNum() + 1,
                        IntStream.range(0, row.getLastCellNum())
                                .mapToObj(column -> text(row, column))
                                .toList());
            }
        }
        texts.values().removeIf(cells -> cells.stream().allMatch(String::isEmpty));
        return texts;
    }

    private static String text(Row row, int column) {
        var cell = row.getCell(column, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
        var type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case NUMERIC ->
                DateUtil.isCellDateFormatted(cell)
                        ? cell.getLocalDateTimeCellValue().toLocalDate().toString()
                        : shown(cell.getNumericCellValue());
            case BOOLEAN -> shown(cell.getBooleanCellValue());
            default -> cell.toString();
        };
    }

    private static Optional<SortedMap<Integer, List<String>>> byFastExcel(byte[] bytes, int sheet) throws IOException {
        var texts = new TreeMap<Integer, List<String>>();
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, false));
                var rows = workbook.getSheet(sheet).orElseThrow().openStream()) {
            rows.forEach(row -> texts.put(
                    row.getRowNum(),
                    row.stream().map(cell -> cell == null ? "" : text(cell)).toList()));
        } catch (ExcelReaderException refused) {
            return Optional.empty();
        }
        texts.values().removeIf(cells -> cells.stream().allMatch(String::isEmpty));
        return Optional.of(texts);
    }

    /** Of a formula's result it says the text only. */
    private static String text(org.dhatim.fastexcel.reader.Cell cell) {
        return switch (cell.getType()) {
            case NUMBER -> date(cell) ? cell.asDate().toLocalDate().toString() : shown(cell.asNumber());
            case BOOLEAN -> shown(cell.asBoolean());
            case FORMULA -> shown(new BigDecimal(cell.getText()));
            default -> cell.getText();
        };
    }

    private static boolean date(org.dhatim.fastexcel.reader.Cell cell) {
        var format = cell.getDataFormatId();
        return format != null && DateUtil.isADateFormat(format, cell.getDataFormatString());
    }
}
