package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {

    /** Writes what is to be packed. */
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

    private static byte[] zip(Content content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("data.csv"));
            content.to(zip);
        }
        return packed.toByteArray();
    }

    private static void zeros(OutputStream out) throws IOException {
        for (var megabyte = 0; megabyte < 100; megabyte++) {
            out.write(new byte[1_000_000]);
        }
    }

    private static String text(byte[] file, String charset) throws IOException {
        return new String(
                Unpacking.text(new ByteArrayInputStream(file), charset).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** As many bytes as anybody asks for, without one being made. */
    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return length;
            }
        };
    }

    private static void refused(Reason reason, ThrowingCallable reading) {
        assertThatExceptionOfType(RefusedFileException.class)
                .isThrownBy(reading)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void so_many_bytes_are_unpacked_and_not_one_more() throws IOException {
        var budget = new Unpacking.Budget(endless(), 1_000, () -> 1_000);
        assertThat(budget.readNBytes(999)).hasSize(999);
        assertThat(budget.read()).isZero();
        refused(Reason.EXPANDS_TOO_FAR, budget::read);
    }

    /** 64 MB anyway; beyond, 250 bytes for each packed one. */
    @ParameterizedTest
    @CsvSource({"0, 67108864", "268435, 67108864", "268436, 67109000", "1000000, 250000000"})
    void beyond_64_megabytes_so_much_is_unpacked_as_was_packed(long packed, int bytes) throws IOException {
        var budget = new Unpacking.Budget(endless(), Long.MAX_VALUE, () -> packed);
        var piece = new byte[1_000_000];
        for (var left = bytes; left > 0; ) {
            left -= budget.read(piece, 0, Math.min(left, piece.length));
        }
        refused(Reason.EXPANDS_TOO_FAR, budget::read);
    }

    @Test
    void an_archive_is_read_the_same_byte_by_byte_and_at_once() throws IOException {
        var text = "ä€😀,\u0000,\u00ff\n".repeat(20);
        Content content = out -> out.write(text.getBytes(StandardCharsets.UTF_8));
        for (var file : List.of(gzip(content), zip(content), text.getBytes(StandardCharsets.UTF_8))) {
            try (var in = Unpacking.text(new ByteArrayInputStream(file), "UTF-8")) {
                var bytes = new ByteArrayOutputStream();
                for (var b = in.read(); b >= 0; b = in.read()) {
                    bytes.write(b);
                }
                assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(text);
                assertThat(in.read()).isEqualTo(-1);
                assertThat(in.read(new byte[5])).isEqualTo(-1);
            }
        }
        try (var in = new TranscodingStream(
                new ByteArrayInputStream(new byte[] {(byte) 0xe9, 'x'}), StandardCharsets.ISO_8859_1)) {
            assertThat(List.of(in.read(), in.read(), in.read(), in.read())).containsExactly(0xc3, 0xa9, (int) 'x', -1);
            assertThat(in.read(new byte[3], 1, 0)).isZero();
            assertThat(in.markSupported()).isFalse();
        }
    }

    private static byte[] zip(String... names) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.endsWith("/") ? new byte[0] : name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return packed.toByteArray();
    }

    @Test
    void one_file_is_looked_for_among_what_systems_add() throws IOException {
        assertThat(text(zip("data/", "__MACOSX/._a.csv", "data/.DS_Store", "a.csv", "__MACOSX/x", "b/"), "UTF-8"))
                .isEqualTo("a.csv");
        for (var none : List.of(zip("data/", ".DS_Store"), zip("a.csv", "__MACOSX/._b", "b.csv"))) {
            refused(Reason.ZIP, () -> Unpacking.checkArchive(new ByteArrayInputStream(none)));
            refused(Reason.ZIP, () -> text(none, "UTF-8"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "efbbbf61, UTF-8, a",
        "efbbbf61, windows-1252, a",
        "efbb61, windows-1252, ï»a",
        "fffe6100, UTF-16LE, a",
        "feff0061, UTF-16BE, a",
        "fffe, UTF-16LE, ''",
        "feff, UTF-16BE, ''",
        "6100, UTF-16LE, a",
        "fffe61, windows-1252, ÿþa",
        "feff61, windows-1252, þÿa",
        "61, UTF-8, a",
        "'', UTF-8, ''"
    })
    void only_a_mark_of_the_byte_order_is_taken_off(String hex, String charset, String text) throws IOException {
        var bytes = HexFormat.of().parseHex(hex);

        assertThat(text(bytes, charset)).isEqualTo(text);
        assertThat(text(gzip(out -> out.write(bytes)), charset)).isEqualTo(text);
        assertThat(text(zip(out -> out.write(bytes)), charset)).isEqualTo(text);
    }

    /** Where the decoder's buffer ends, whole characters stay whole. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32", "GB18030"})
    void characters_of_two_halves_are_decoded_wherever_they_stand(String charset) throws IOException {
        for (var shift = 0; shift < 4; shift++) {
            var text = "a".repeat(shift) + "😀".repeat(40_000);
            try (var in = new TranscodingStream(
                    new ByteArrayInputStream(text.getBytes(Charset.forName(charset))), Charset.forName(charset))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).equals(text))
                        .as("shifted by %s", shift)
                        .isTrue();
            }
        }
    }

    @Test
    void a_stream_that_is_decoded_is_closed_with_its_decoder() throws IOException {
        var closed = new boolean[1];
        var in = new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        Unpacking.text(in, "UTF-16LE").close();
        assertThat(closed[0]).isTrue();
    }

    @Test
    void a_bomb_is_refused_long_before_it_has_gone_off() throws IOException {
        for (var bomb : new byte[][] {gzip(UnpackingTest::zeros), zip(UnpackingTest::zeros)}) {
            assertThat(bomb.length).isLessThan(200_000);
            var read = new long[1];

            assertThatExceptionOfType(RefusedFileException.class)
                    .isThrownBy(() -> {
                        try (var in = Unpacking.unzipped(new ByteArrayInputStream(bomb))) {
                            var buffer = new byte[100_000];
                            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                                read[0] += count;
                            }
                        }
                    })
                    .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.EXPANDS_TOO_FAR));
            assertThat(read[0]).isBetween(60_000_000L, 70_000_000L);
        }
    }

    @Test
    void what_packs_well_but_is_small_or_is_large_but_packs_as_text_does_is_read() throws IOException {
        var small = gzip(out -> out.write(new byte[20_000_000]));
        Unpacking.checkArchive(new ByteArrayInputStream(small));
        var large = gzip(out -> {
            var random = new java.util.Random(1);
            var block = new byte[1_000_000];
            for (var megabyte = 0; megabyte < 70; megabyte++) {
                Arrays.fill(block, (byte) 'a');
                for (var at = 0; at < block.length; at += 200) {
                    block[at] = (byte) random.nextInt();
                }
                out.write(block);
            }
        });
        Unpacking.checkArchive(new ByteArrayInputStream(large));
    }

    @Test
    void an_archive_that_is_cut_anywhere_is_damaged() throws IOException {
        var whole = gzip(out -> out.write("question,answer\n1,2\n".repeat(50).getBytes(StandardCharsets.UTF_8)));
        for (var length = 4; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(RefusedFileException.class)
                    .as("cut to %s", length)
                    .isThrownBy(() -> Unpacking.checkArchive(new ByteArrayInputStream(cut)))
                    .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.BROKEN_ARCHIVE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void a_byte_order_mark_is_no_part_of_the_text(String charset) throws IOException {
        assertThat(text("\ufeffä€😀".getBytes(Charset.forName(charset)), charset))
                .isEqualTo("ä€😀");
        assertThat(text("ä€😀".getBytes(Charset.forName(charset)), charset)).isEqualTo("ä€😀");
        assertThat(text("".getBytes(Charset.forName(charset)), charset)).isEmpty();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("abc,\n\"")
                .withChars('é', 'ß', 'ü')
                .ofMaxLength(300);
    }

    /** Many times over the buffers of the decoder, in pieces of all sizes. */
    @Property(tries = 100)
    void another_encoding_is_decoded_as_java_does(@ForAll("texts") String text, @ForAll("charsets") String charset)
            throws IOException {
        var whole = (text + "😀").repeat(text.length() % 7 == 0 ? 200 : 1);
        var written = charset.startsWith("UTF-16") ? whole : whole.replace("😀", "");
        var bytes = written.getBytes(Charset.forName(charset));

        try (var in = new TranscodingStream(new Dribble(bytes), Charset.forName(charset))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(written);
        }
    }

    @Provide
    Arbitrary<String> charsets() {
        return Arbitraries.of("windows-1252", "UTF-16LE", "UTF-16BE", "ISO-8859-15");
    }

    @Test
    void a_byte_that_the_encoding_does_not_know_stays_wrong() throws IOException {
        var bytes = new byte[] {'a', (byte) 0x81, 'b'};
        try (var in = new TranscodingStream(new ByteArrayInputStream(bytes), Charset.forName("windows-1252"))) {
            assertThat(in.readAllBytes()).containsExactly('a', 0xff, 'b');
        }
        try (var in =
                new TranscodingStream(new ByteArrayInputStream(new byte[] {'a', 0, 'b'}), StandardCharsets.UTF_16LE)) {
            assertThat(in.readAllBytes()).containsExactly('a', 0xff);
        }
    }

    @Property
    void any_bytes_are_an_archive_or_are_refused_or_are_text(@ForAll byte[] bytes, @ForAll("starts") byte[] start)
            throws IOException {
        var file = Arrays.copyOf(start, start.length + bytes.length);
        System.arraycopy(bytes, 0, file, start.length, bytes.length);
        try {
            Unpacking.checkArchive(new ByteArrayInputStream(file));
        } catch (RefusedFileException refused) {
            assertThat(refused.reason()).isIn(Reason.ZIP, Reason.BROKEN_ARCHIVE);
        }
    }

    @Provide
    Arbitrary<byte[]> starts() throws IOException {
        return Arbitraries.of(
                new byte[0],
                new byte[] {0x1f, (byte) 0x8b},
                new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0},
                new byte[] {'P', 'K', 3, 4},
                new byte[] {'P', 'K', 5, 6},
                Arrays.copyOf(zip(out -> out.write(1)), 40),
                gzip(out -> out.write(1)));
    }
}
