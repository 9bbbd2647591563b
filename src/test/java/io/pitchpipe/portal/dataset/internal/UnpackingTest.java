package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Property(tries = 300)
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
