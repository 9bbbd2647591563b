package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Eight bytes at once say what they say one by one. */
class SwarTest {

    /** Every byte in every place, among others that lie next to what is looked for. */
    private interface Case {
        void hold(byte[] bytes, int place, int value);
    }

    private static void each(Case test) {
        for (var others : new int[] {'a', '0', '"', 0x1f, 0x20, 0xff}) {
            for (var place = 0; place < 8; place++) {
                for (var value = 0; value < 256; value++) {
                    var bytes = new byte[8];
                    java.util.Arrays.fill(bytes, (byte) others);
                    bytes[place] = (byte) value;
                    test.hold(bytes, place, value);
                }
            }
        }
    }

    private static void same(byte[] bytes, long marks, java.util.function.IntPredicate wanted) {
        var first = 0;
        while (first < 8 && !wanted.test(bytes[first] & 0xff)) {
            first++;
        }
        if (first < 8 ? marks == 0 || Swar.first(marks) != first : marks != 0) {
            throw new AssertionError(java.util.HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void the_first_byte_like_another_and_the_first_control_character_are_found() {
        each((bytes, place, value) -> {
            var word = Swar.load(bytes, 0);
            for (var wanted : new int[] {'"', '\n', 'a', 0xff, 0, value}) {
                same(bytes, Swar.equal(word, Swar.broadcast(wanted)), b -> b == wanted);
            }
            same(bytes, Swar.control(word), b -> b < 0x20);
        });
    }

    @Test
    void each_letter_is_marked() {
        each((bytes, place, value) -> {
            var marks = Swar.letters(Swar.load(bytes, 0));
            for (var at = 0; at < 8; at++) {
                var b = bytes[at];
                var letter = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
                assertThat((marks >>> at * 8 & 0xff) == 0x80).isEqualTo(letter);
            }
            assertThat(marks & ~Swar.HIGH).isZero();
        });
    }

    @Test
    void digits_are_counted() {
        each((bytes, place, value) -> {
            var digits = 0;
            for (var b : bytes) {
                digits += b >= '0' && b <= '9' ? 1 : 0;
            }
            if (Swar.digits(Swar.load(bytes, 0)) != digits) {
                throw new AssertionError(java.util.HexFormat.of().formatHex(bytes));
            }
        });
    }

    @Test
    void what_is_stored_anywhere_is_loaded_there() {
        var bytes = new byte[20];
        Swar.store(bytes, 5, 0x0102030405060708L);
        assertThat(Swar.load(bytes, 5)).isEqualTo(0x0102030405060708L);
        assertThat(bytes[5]).isEqualTo((byte) 8);
        assertThat(bytes[4]).isZero();
        assertThat(bytes[13]).isZero();
    }
}
