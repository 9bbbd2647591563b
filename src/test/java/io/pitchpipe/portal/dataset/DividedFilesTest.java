package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.dataset.Reading.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with a column that says what is held out, and inputs that a template puts together. */
class DividedFilesTest extends DatasetTest {

    private static final Template TEMPLATE = new Template("Ticket {{{id}}}: {subject}\n\"{body}\"");

    private static final List<String> HEADER = List.of("id", "subject", "body", "team", "split");
    private static final List<List<String>> ROWS = List.of(
            List.of("1", "Late", "Where is \"it\"?", "shipping", "train"),
            List.of("2", "Pay", "Twice, it seems", "billing", " TEST "),
            List.of("", " ", "", "billing", "train"),
            List.of("4", "Häh 😀", "", "other", "Validation"),
            List.of("5", "Lost", "Gone", "shipping", "maybe"));

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String json(List<String> row) {
        return IntStream.range(0, HEADER.size())
                .mapToObj(i -> '"' + HEADER.get(i) + "\":\"" + row.get(i).replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static byte[] workbook() {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            var sheet = workbook.newWorksheet("First");
            for (var column = 0; column < HEADER.size(); column++) {
                sheet.value(0, column, HEADER.get(column));
                for (var row = 0; row < ROWS.size(); row++) {
                    sheet.value(row + 1, column, ROWS.get(row).get(column));
                }
            }
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return bytes.toByteArray();
    }

    static Stream<Arguments> files() {
        var csv = Stream.concat(Stream.of(HEADER), ROWS.stream())
                .map(row -> row.stream().map(DividedFilesTest::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n"));
        var lines = ROWS.stream().map(DividedFilesTest::json).collect(Collectors.joining("\n"));
        var document = ROWS.stream().map(DividedFilesTest::json).collect(Collectors.joining(",\n", "[", "]"));
        return Stream.of(
                Arguments.of(Format.DELIMITED, csv.getBytes(StandardCharsets.UTF_8)),
                Arguments.of(Format.JSON_LINES, lines.getBytes(StandardCharsets.UTF_8)),
                Arguments.of(Format.JSON, document.getBytes(StandardCharsets.UTF_8)),
                Arguments.of(Format.EXCEL, workbook()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_format_is_put_together_and_divided_alike(Format format, byte[] file) throws IOException {
        var version = imported(new ByteArrayInputStream(file), format);

        assertThat(all(version.id()))
                .containsExactly(
                        new Example("Ticket {1}: Late\n\"Where is \"it\"?\"", "shipping"),
                        new Example("Ticket {2}: Pay\n\"Twice, it seems\"", "billing"),
                        new Example("", "billing"),
                        new Example("Ticket {4}: Häh 😀\n\"\"", "other"));
        assertThat(version.template()).contains(TEMPLATE);
        assertThat(version.divided()).isTrue();
        var report = rows.report(team, version.id()).orElseThrow();
        assertThat(report.count(FindingCode.EMPTY_INPUT)).isOne();
        assertThat(report.count(FindingCode.UNKNOWN_PART)).isOne();
        assertThat(report.accepted()).isEqualTo(4);
        assertThat(report.rejected()).isOne();
        var leftOut = new ByteArrayOutputStream();
        rows.exportRejected(team, version.id(), finding -> finding.code() + " " + finding.details(), leftOut);
        assertThat(leftOut.toString(StandardCharsets.UTF_8))
                .contains("UNKNOWN_PART [maybe]")
                .contains("Lost");
    }

    private DatasetVersion imported(InputStream in, Format format) {
        var upload = datasets.receive(team, "tickets", in);
        var peek = datasets.peek(team, upload, null);
        assertThat(peek.reading().format()).isEqualTo(format);
        var mapping = TEMPLATE.bind(peek.columns(), key(peek, "team"))
                .withSplit(SplitColumn.byKnownWords(key(peek, "split")));
        return datasets.create(team, "Tickets", upload, new ImportPlan(peek.reading(), mapping))
                .latest();
    }

    private static String key(Peek peek, String title) {
        return peek.columns().stream()
                .filter(column -> column.title().equals(title))
                .findFirst()
                .orElseThrow()
                .key();
    }

    /** 30 rows of which every third is held out. */
    private DatasetVersion divided(String more) {
        var text = "question,answer,split\n"
                + IntStream.rangeClosed(1, 30)
                        .mapToObj(i -> "question number " + i + ",answer " + i + "," + (i % 3 == 0 ? "dev" : "train"))
                        .collect(Collectors.joining("\n"))
                + "\n" + more;
        var upload = datasets.receive(team, "q.csv", stream(text));
        var peek = datasets.peek(team, upload, null);
        var split = SplitColumn.guess(peek.columns(), peek.rows()).orElseThrow();
        var mapping = peek.guess().orElseThrow().withSplit(split);
        return datasets.create(team, "Questions", upload, new ImportPlan(peek.reading(), mapping))
                .latest();
    }

    private Set<Long> heldOut(DatasetVersion version) {
        var page = rows.page(team, version.id(), 0, 100);
        return rows.heldOut(team, version.id(), HoldOut.byDefault(version), page);
    }

    @Test
    void what_the_file_holds_out_is_held_out_and_nothing_else() {
        var version = divided("");

        assertThat(HoldOut.byDefault(version)).isEqualTo(HoldOut.AS_IN_FILE);
        assertThat(heldOut(version)).containsExactlyInAnyOrder(3L, 6L, 9L, 12L, 15L, 18L, 21L, 24L, 27L, 30L);
        var split = datasets.split(team, version.id(), HoldOut.AS_IN_FILE);
        assertThat(split.training()).isEqualTo(20);
        assertThat(split.heldOut()).isEqualTo(10);
        assertThat(split.trainingBytes() + split.heldOutBytes()).isEqualTo(version.bytes());
        assertThat(contents.training(version.id(), HoldOut.AS_IN_FILE).stream()).hasSize(20);
        assertThat(contents.training(version.id(), HoldOut.AS_IN_FILE).bytes())
                .isEqualTo(contents.training(version.id(), HoldOut.AS_IN_FILE).stream()
                        .mapToLong(each -> "{\"textInput\":\"\",\"output\":\"\"}\n".length()
                                + each.input().length()
                                + each.output().length())
                        .sum());
    }

    @Test
    void an_input_in_both_parts_is_held_out_with_all_its_rows_and_told() {
        var version = divided("Question number 3!,another,train\nquestion number 1,x,test");

        assertThat(heldOut(version)).contains(1L, 31L, 32L).hasSize(13);
        var group = rows.report(team, version.id()).orElseThrow().groups().stream()
                .filter(found -> found.code() == FindingCode.IN_BOTH_PARTS)
                .findFirst()
                .orElseThrow();
        assertThat(group.findings().getFirst().details()).containsExactly("2", "1, 31");
    }

    @Test
    void what_is_mended_stays_on_its_side() {
        var first = divided(" question number 3 , padded ,train");
        var edited = rows.replace(team, first.id(), 6, new Example("asked in other words", "answer 6"));
        assertThat(heldOut(edited)).contains(6L).hasSize(11);

        var grown = rows.add(team, edited.id(), new Example("a new one", "x"));
        assertThat(heldOut(grown)).hasSize(11).doesNotContain(32L);

        var fixed = rows.fix(team, grown.id(), Set.of(Fix.TRIM));
        assertThat(heldOut(fixed)).hasSize(11);
        assertThat(datasets.split(team, fixed.id(), HoldOut.AS_IN_FILE).training())
                .isEqualTo(21);

        var shorter = rows.delete(team, fixed.id(), Set.of(3L));
        assertThat(datasets.split(team, shorter.id(), HoldOut.AS_IN_FILE).heldOut())
                .isEqualTo(10);
    }

    @Test
    void a_fix_that_changes_a_held_out_input_keeps_it_held_out() {
        var first = divided("write to ada@example.org,x,test\nwrite to bob@example.org now,y,train");
        var masked = rows.fix(team, first.id(), Set.of(Fix.MASK_EMAILS));

        assertThat(all(masked.id())).contains(new Example("write to [email]", "x"));
        assertThat(heldOut(masked)).contains(31L).doesNotContain(32L).hasSize(11);
    }

    @Test
    void a_version_brought_back_has_the_split_it_had() {
        var first = divided("");
        var share = datasets.split(team, first.id(), new HoldOut(20));
        var byShare = rows.heldOut(team, first.id(), new HoldOut(20), rows.page(team, first.id(), 0, 100));
        var second = rows.delete(team, first.id(), Set.of(1L, 2L, 3L));

        var back = rows.restore(team, first.id());

        assertThat(back.divided()).isTrue();
        assertThat(heldOut(back)).isEqualTo(heldOut(first)).hasSize(10);
        assertThat(heldOut(second)).hasSize(9);
        assertThat(datasets.split(team, back.id(), new HoldOut(20))).isEqualTo(share);
        assertThat(rows.heldOut(team, back.id(), new HoldOut(20), rows.page(team, back.id(), 0, 100)))
                .isEqualTo(byShare);
    }

    @Test
    void rows_stay_on_their_side_from_one_version_to_the_next() {
        var first = bring("support.csv", csv(200)).latest();
        var next = rows.add(team, first.id(), new Example("one more", "x"));
        var holdOut = new HoldOut(10);

        var before = rows.heldOut(team, first.id(), holdOut, rows.page(team, first.id(), 0, 200));
        var after = rows.heldOut(team, next.id(), holdOut, rows.page(team, next.id(), 0, 200));
        // The new row itself may be drawn, in the place of one of the others.
        assertThat(before).hasSize(20);
        assertThat(after.stream().filter(before::contains)).hasSizeGreaterThanOrEqualTo(19);
    }

    @Test
    void a_version_whose_file_does_not_say_is_not_divided_by_it() {
        var version = bring("support.csv", csv(30)).latest();

        assertThat(version.divided()).isFalse();
        assertThat(version.template()).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> datasets.split(team, version.id(), HoldOut.AS_IN_FILE));
    }

    @Test
    void words_are_the_users_and_none_stands_for_both_parts() {
        var split = new SplitColumn("0", SplitColumn.words("Lehre; A"), SplitColumn.words("Probe, B"));
        assertThat(split.part(" lehre ")).contains(SplitColumn.Part.TRAINING);
        assertThat(split.part("PROBE")).contains(SplitColumn.Part.HELD_OUT);
        assertThat(split.part("")).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new SplitColumn("0", Set.of("x"), Set.of("X ")));
        assertThat(SplitColumn.guess(
                        List.of(new Peek.Column("0", "split"), new Peek.Column("1", "text")),
                        List.of(List.of("train", "a"), List.of("spam", "b"))))
                .isEmpty();
    }
}
