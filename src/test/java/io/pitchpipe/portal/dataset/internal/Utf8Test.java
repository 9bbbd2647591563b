package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against Java's own strict decoder. */
class Utf8Test {

    /** Each side of every boundary that RFC 3629 draws. */
    private static final byte[] TELLING = HexFormat.of().parseHex("00417f808f909fa0bfc0c1c2dfe0e1ecedeeeff0f1f3f4f5ff");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Where Java's decoder stops; -1 if it does not. */
    private static int firstInvalid(byte[] bytes, int from, int to) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes, 0, to).position(from);
        decoder.decode(in, CharBuffer.allocate(to - from + 1), true);
        return in.hasRemaining() ? in.position() : -1;
    }

    @Test
    void what_is_a_character_is_what_java_takes_for_one() {
        var four = new byte[4];
        for (var a : TELLING) {
            for (var b : TELLING) {
                for (var c : TELLING) {
                    for (var d : TELLING) {
                        four[0] = a;
                        four[1] = b;
                        four[2] = c;
                        four[3] = d;
                        if (Utf8.firstInvalid(four, 0, 4) != firstInvalid(four, 0, 4)) {
                            throw new AssertionError(HexFormat.of().formatHex(four));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "€", "😀"})
    void a_wrong_byte_is_found_wherever_it_stands(String character) {
        for (var before = 0; before < 20; before++) {
            for (var after = 0; after < 12; after++) {
                var text = bytes("x" + character + "a".repeat(before) + "?" + "b".repeat(after));
                var at = text.length - after - 1;
                assertThat(Utf8.firstInvalid(text, 1, text.length)).isEqualTo(-1);
                text[at] = (byte) 0xff;
                assertThat(Utf8.firstInvalid(text, 1, text.length)).isEqualTo(at);
                assertThat(Utf8.firstInvalid(text, 1, at)).isEqualTo(-1);
                assertThat(Utf8.firstInvalid(text, at + 1, text.length)).isEqualTo(-1);
            }
        }
    }

    @Test
    void a_text_ends_cut_where_the_last_character_lacks_bytes() {
        for (var character : List.of("é", "€", "ﬀ", "😀", "\udbff\udfff")) {
            var text = bytes("ab" + character);
            var length = text.length - 2;
            for (var to = 1; to <= text.length; to++) {
                assertThat(Utf8.endsCut(text, 0, to))
                        .as("%s to %s", character, to)
                        .isEqualTo(to > 2 && to < text.length);
            }
            assertThat(Utf8.endsCut(text, 3, text.length)).isFalse();
            assertThat(Utf8.endsCut(text, text.length, text.length)).isFalse();
            assertThat(Utf8.expected(text[2])).isEqualTo(length);
        }
        for (var wrong : List.of("80", "8080", "808080", "ff", "c1", "f5", "41808080", "c3a980", "e282ac8080")) {
            var text = HexFormat.of().parseHex(wrong);
            assertThat(Utf8.endsCut(text, 0, text.length)).as(wrong).isFalse();
        }
        assertThat(Utf8.expected((byte) 'a')).isOne();
        assertThat(Utf8.expected((byte) 0x80)).isOne();
    }

    @Test
    void code_points_are_counted_and_read_as_java_does() {
        for (var codePoint = 1; codePoint <= Character.MAX_CODE_POINT; codePoint += codePoint < 0x3000 ? 1 : 97) {
            if (Character.isSurrogate((char) codePoint) && codePoint < 0x10000) {
                continue;
            }
            var text = bytes("é" + Character.toString(codePoint) + "x");
            if (Utf8.codePoint(text, 2) != codePoint || Utf8.codePoints(text, 0, text.length) != 3) {
                throw new AssertionError(Integer.toHexString(codePoint));
            }
        }
        assertThat(Utf8.codePoints(bytes("aé€😀b"), 1, 10)).isEqualTo(3);
    }

    @Provide
    Arbitrary<String> spaced() {
        return Arbitraries.strings()
                .withChars(" \t\n\u0085\u00a0\u1680\u2003\u200b\u2028\u3000\ufeff")
                .withChars('a', '~', '\u007f', 'é', '€', '.')
                .ofMaxLength(8);
    }

    /** White space of any script, and the two invisible characters that spreadsheets leave behind. */
    private static boolean blank(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || "\u200b\ufeff".indexOf(codePoint) >= 0;
    }

    @Property
    void blanks_are_taken_off_both_ends(@ForAll("spaced") String text) {
        var padded = bytes("x" + text + "x");
        var to = padded.length - 1;

        var start = Utf8.skipBlanks(padded, 1, to);
        var end = Utf8.dropBlanks(padded, start, to);

        var points = text.codePoints().toArray();
        var first = 0;
        while (first < points.length && blank(points[first])) {
            first++;
        }
        var last = points.length;
        while (last > first && blank(points[last - 1])) {
            last--;
        }
        assertThat(new String(padded, start, end - start, StandardCharsets.UTF_8))
                .isEqualTo(new String(points, first, last - first));
        assertThat(Utf8.dropBlanks(padded, 1, to)).isEqualTo(first == points.length ? 1 : end);
    }

    @ParameterizedTest
    @CsvSource({
        "616263, 3, abc",
        "616263, 4, abc",
        "616263, 2, ab…",
        "616263, 0, …",
        "c3a9e282ac, 2, é€",
        "f09f9880c3a961, 2, 😀é…",
        "61e9, 2, a\\xE9",
        "e97a61, 2, \\xE9z…",
        "0a00, 2, '\n\\x00'",
        "41f09f98, 2, A\\xF0…",
        "'', 3, ''"
    })
    void an_excerpt_shows_characters_and_what_is_none_as_its_byte(String hex, int characters, String shown) {
        var text = HexFormat.of().parseHex("78" + hex + "79");

        assertThat(Utf8.excerpt(text, 1, text.length - 1, characters)).isEqualTo(shown);
    }

    @Provide
    Arbitrary<byte[]> almostUtf8() {
        var pieces = Arbitraries.of("a", "é", "€", "😀", "abcdefghij").map(Utf8Test::bytes);
        var broken = Arbitraries.of("80", "c3", "e282", "f09f98", "ff", "c0af", "eda080", "f4908080")
                .map(HexFormat.of()::parseHex);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(12, pieces), net.jqwik.api.Tuple.of(1, broken))
                .list()
                .ofMaxSize(12)
                .map(parts -> {
                    var all = new java.io.ByteArrayOutputStream();
                    parts.forEach(all::writeBytes);
                    return all.toByteArray();
                });
    }

    @Property
    void the_first_wrong_byte_is_the_same_however_a_file_is_cut_into_parts(
            @ForAll("almostUtf8") byte[] bytes, @ForAll("sizes") List<Integer> sizes) {
        var watch = new Utf8Watch();
        var part = 0;
        for (var at = 0; at < bytes.length; part++) {
            var length = Math.min(sizes.get(part % sizes.size()), bytes.length - at);
            // As a buffer is used again: longer than what is in it.
            watch.update(Arrays.copyOfRange(bytes, at, at + length + 3), length);
            at += length;
        }
        assertThat(watch.invalidAt()).isEqualTo(firstInvalid(bytes, 0, bytes.length));
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.integers().between(1, 9).list().ofMinSize(1).ofMaxSize(4);
    }
}
