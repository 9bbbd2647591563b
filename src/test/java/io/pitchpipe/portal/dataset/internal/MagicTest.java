package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first bytes of a file are taken for. */
class MagicTest {

    private static void refused(Reason reason, byte[] head, int length) {
        assertThatExceptionOfType(RefusedFileException.class)
                .isThrownBy(() -> Magic.check(head, length))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static void taken(byte[] head, int length) {
        assertThatNoException().isThrownBy(() -> Magic.check(head, length));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** PNG, JPEG, GIF, PDF, ELF, a Windows program, Parquet, RAR, 7z, bzip2, xz, Zstandard, SQLite, RIFF, Ogg, MP3, an old .xls. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "89504e47",
                "ffd8ff",
                "47494638",
                "25504446",
                "7f454c46",
                "4d5a90",
                "50415231",
                "52617221",
                "377abcaf",
                "425a68",
                "fd377a58",
                "28b52ffd",
                "53514c6974652066",
                "52494646",
                "4f676753",
                "494433",
                "d0cf11e0"
            })
    void what_is_no_text_is_known_by_its_whole_mark(String mark) {
        var bytes = HexFormat.of().parseHex(mark + "2c2c2c2c");
        var length = mark.length() / 2;
        var reason = mark.equals("d0cf11e0") ? Reason.OLD_EXCEL : Reason.BINARY;

        refused(reason, bytes, bytes.length);
        refused(reason, bytes, length);
        taken(bytes, length - 1);
        for (var at = 0; at < length; at++) {
            var other = bytes.clone();
            other[at] = '_';
            taken(other, other.length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html>",
                "\n  <!doctype HTML PUBLIC",
                "<html lang=\"en\">",
                "\u00ef\u00bb\u00bf<!doctype html>"
            })
    void a_web_page_is_no_table(String page) {
        var bytes = page.getBytes(StandardCharsets.ISO_8859_1);

        refused(Reason.WEB_PAGE, bytes, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"input,output\n<html>,a tag\n", "<p>,paragraph\n", "<!doctype", "<!doctype xml>"})
    void a_table_that_speaks_of_tags_is_taken(String table) {
        var bytes = table.getBytes(StandardCharsets.UTF_8);

        taken(bytes, bytes.length);
    }

    /** Two, and one more for each fifty bytes: what a text may have by accident. */
    @ParameterizedTest
    @CsvSource({"49, 2", "50, 3", "99, 3", "100, 4", "4096, 83"})
    void so_many_control_characters_are_an_accident_and_one_more_is_none(int length, int controls) {
        var head = new byte[length + 10];
        Arrays.fill(head, (byte) ' ');
        for (var at = 0; at < controls; at++) {
            head[at * 3] = (byte) (at % 2 == 0 ? 0x1f : 1);
        }
        taken(head, length);
        head[length - 1] = 2;
        refused(Reason.BINARY, head, length);
    }

    @Test
    void line_breaks_tabs_form_feeds_and_escapes_belong_in_texts_and_only_the_beginning_is_looked_at() {
        var head = new byte[8_000];
        for (var at = 0; at < head.length; at++) {
            head[at] = (byte) "\n\r\t\f\u001b\u00e9".charAt(at % 6);
        }
        taken(head, head.length);
        Arrays.fill(head, 4_096, head.length, (byte) 1);
        taken(head, head.length);
    }

    @Test
    void a_zip_is_taken_for_what_can_be_unpacked() {
        var archive = Arrays.copyOf(HexFormat.of().parseHex("504b0304" + "1400" + "0000" + "0800"), 60);
        taken(archive, 60);
        taken(archive, 31);
        refused(Reason.ZIP, archive, 30);
        for (var other : new int[][] {{4, 63, 1}, {4, 64, 0}, {5, 1, 0}, {8, 0, 1}, {8, 9, 0}, {8, 12, 0}, {9, 1, 0}}) {
            var changed = archive.clone();
            changed[other[0]] = (byte) other[1];
            if (other[2] == 1) {
                taken(changed, 60);
            } else {
                refused(Reason.ZIP, changed, 60);
            }
        }
        var empty = archive.clone();
        empty[2] = 5;
        empty[3] = 6;
        refused(Reason.ZIP, empty, 60);
        assertThat(Magic.zip(empty, 60)).isTrue();
        assertThat(Magic.zip(empty, 3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[Content_Types].xml", "xl/workbook.xml", "_rels/.rels"})
    void a_workbook_is_known_by_its_parts_however_it_is_packed(String part) {
        var head = Arrays.copyOf(text("PK\u0003\u0004\u0014\u0000\u0008\u0000\u0001 " + part), 80);

        assertThat(Magic.workbook(head, 80)).isTrue();
        taken(head, 80);
        assertThat(Magic.workbook(head, 12)).isFalse();
        refused(Reason.ZIP, head, 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf16_is_known_by_its_mark_or_by_every_second_byte(String charset) {
        var mark = "\ufeff漢字".getBytes(Charset.forName(charset));
        assertThat(Magic.utf16(mark, mark.length)).isEqualTo(charset);
        assertThat(Magic.utf16(mark, 2)).isEqualTo(charset);
        assertThat(Magic.utf16(mark, 1)).isNull();
        taken(mark, mark.length);

        var latin = "question,answer\n".repeat(50).getBytes(Charset.forName(charset));
        assertThat(Magic.utf16(latin, latin.length)).isEqualTo(charset);
        assertThat(Magic.utf16(latin, 4)).isEqualTo(charset);
        assertThat(Magic.utf16(latin, 3)).isNull();
        taken(latin, latin.length);
        latin[charset.endsWith("LE") ? 100 : 101] = 0;
        assertThat(Magic.utf16(latin, latin.length)).isNull();
    }

    /** 400 bytes are looked at; more than two fifths of them have to be NUL. */
    @Test
    void texts_that_are_mostly_of_another_script_are_no_utf16_without_a_mark() {
        for (var first : new int[] {0, 1}) {
            var head = new byte[800];
            Arrays.fill(head, (byte) 'a');
            for (var nul = 0; nul < 160; nul++) {
                head[first + 2 * nul] = 0;
            }
            assertThat(Magic.utf16(head, 800)).isNull();
            head[first + 398] = 0;
            assertThat(Magic.utf16(head, 800)).isEqualTo(first == 0 ? "UTF-16BE" : "UTF-16LE");
            head[first + 398] = 'a';
            head[first + 400] = 0;
            assertThat(Magic.utf16(head, 800)).isNull();
        }
        assertThat(Magic.utf16(text("abc"), 3)).isNull();
    }

    @Test
    void gzip_and_the_mark_of_utf8_are_known_by_their_bytes() {
        assertThat(Magic.gzip(HexFormat.of().parseHex("1f8b08"), 3)).isTrue();
        assertThat(Magic.gzip(HexFormat.of().parseHex("1f8c08"), 3)).isFalse();
        taken(HexFormat.of().parseHex("1f8b0800000000000000"), 10);
        assertThat(Magic.utf8Mark(text("\ufeffa"), 4)).isTrue();
        assertThat(Magic.utf8Mark(text("\ufeffa"), 2)).isFalse();
        assertThat(Magic.utf8Mark(text("abcd"), 4)).isFalse();
    }
}
