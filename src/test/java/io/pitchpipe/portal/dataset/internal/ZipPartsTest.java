package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZipPartsTest {

    private static final long MOST = 10_000_000;
    private static final Path FOLDER = Path.of("target", "zip-test");

    @BeforeEach
    @net.jqwik.api.lifecycle.BeforeProperty
    void aFolder() throws IOException {
        Files.createDirectories(FOLDER);
    }

    @AfterEach
    @AfterProperty
    void nothingIsLeft() throws IOException {
        Files.deleteIfExists(FOLDER.resolve("parts.zip"));
    }

    private interface Use<T> {
        T with(ZipParts parts) throws IOException;
    }

    private static <T> T open(byte[] zip, Use<T> use) throws IOException {
        try (var parts = new ZipParts(FileChannel.open(Files.write(FOLDER.resolve("parts.zip"), zip)))) {
            return use.with(parts);
        }
    }

    private static byte[] part(byte[] zip, String name) throws IOException {
        return open(zip, parts -> {
            try (var in = parts.open(name, MOST)) {
                return in.readAllBytes();
            }
        });
    }

    private static void assertRefused(byte[] zip, String name, Reason reason) {
        assertThatExceptionOfType(RefusedFileException.class)
                .isThrownBy(() -> part(zip, name))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static byte[] zip(Map<String, byte[]> parts, String comment) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setComment(comment);
            for (var part : parts.entrySet()) {
                var entry = new ZipEntry(part.getKey());
                if (part.getKey().startsWith("stored")) {
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(part.getValue().length);
                    var checksum = new CRC32();
                    checksum.update(part.getValue());
                    entry.setCrc(checksum.getValue());
                }
                entry.setExtra(new byte[] {(byte) 0xfe, (byte) 0xca, 2, 0, 1, 2});
                entry.setComment("c");
                zip.putNextEntry(entry);
                zip.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        return zip(Map.of(name, content), "");
    }

    @Provide
    Arbitrary<Map<String, byte[]>> parts() {
        return Arbitraries.maps(
                        Arbitraries.of("a.xml", "stored.xml", "xl/b.xml", "stored/ü.xml", "d"),
                        Arbitraries.bytes()
                                .between((byte) 0, (byte) 3)
                                .array(byte[].class)
                                .ofMaxSize(3_000))
                .ofMinSize(1);
    }

    @Property(tries = 60)
    void what_the_jdk_packs_comes_out_again(
            @ForAll("parts") Map<String, byte[]> parts, @ForAll byte[] before, @ForAll String comment)
            throws IOException {
        var packed = zip(parts, comment.replaceAll("[^a-zP]", "PK"));
        var whole = Arrays.copyOf(before, before.length + packed.length);
        System.arraycopy(packed, 0, whole, before.length, packed.length);

        for (var part : parts.entrySet()) {
            assertThat(part(whole, part.getKey().toUpperCase(java.util.Locale.ROOT)))
                    .isEqualTo(part.getValue());
        }
        assertRefused(whole, "none", Reason.BROKEN_WORKBOOK);
    }

    @Test
    void an_archive_that_is_cut_or_changed_anywhere_is_refused_or_gives_what_was_packed() throws IOException {
        var content = "what was packed, packed".getBytes(StandardCharsets.UTF_8);
        for (var name : new String[] {"part", "stored"}) {
            var whole = zip(name, content);
            for (var at = 0; at < whole.length; at++) {
                var cut = Arrays.copyOf(whole, at);
                assertRefused(cut, name, Reason.BROKEN_WORKBOOK);
                for (var flip : new int[] {1, 0x80, 0xff}) {
                    var changed = whole.clone();
                    changed[at] ^= (byte) flip;
                    try {
                        assertThat(part(changed, name))
                                .as("byte %s of %s", at, name)
                                .isEqualTo(content);
                    } catch (RefusedFileException refused) {
                        assertThat(refused.reason()).isIn(Reason.BROKEN_WORKBOOK, Reason.EXPANDS_TOO_FAR);
                    }
                }
            }
        }
    }

    /** The end record's positions are counted from behind, for it has no comment. */
    private static byte[] withEnd(byte[] zip, int position, int value, int bytes) {
        var changed = zip.clone();
        var end = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes == 2) {
            end.putShort(zip.length - 22 + position, (short) value);
        } else {
            end.putInt(zip.length - 22 + position, value);
        }
        return changed;
    }

    @Test
    void more_entries_than_a_workbook_has_are_refused_before_they_are_read() throws IOException {
        var one = zip("part", new byte[10]);
        assertRefused(withEnd(one, 10, 10_001, 2), "part", Reason.EXPANDS_TOO_FAR);
        assertRefused(withEnd(one, 12, 5_000_000, 4), "part", Reason.EXPANDS_TOO_FAR);
        assertRefused(withEnd(one, 12, 4_000_000, 4), "part", Reason.BROKEN_WORKBOOK);

        var many = new LinkedHashMap<String, byte[]>();
        for (var number = 0; number < ZipDirectory.MOST_ENTRIES + 1; number++) {
            many.put(Integer.toString(number), new byte[0]);
        }
        var packed = zip(many, "");
        assertRefused(packed, "0", Reason.EXPANDS_TOO_FAR);
        assertRefused(withEnd(packed, 10, 1, 2), "0", Reason.EXPANDS_TOO_FAR);
        many.remove("0");
        assertThat(part(zip(many, ""), "1")).isEmpty();
    }

    /** As a program writes it that does not know beforehand how much there will be. */
    @Test
    void an_archive_with_sizes_of_64_bits_is_read() throws IOException {
        var content = "content".getBytes(StandardCharsets.UTF_8);
        var checksum = new CRC32();
        checksum.update(content);
        var file = ByteBuffer.allocate(1_000).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x04034b50)
                .put(new byte[22])
                .putShort((short) 1)
                .putShort((short) 0)
                .put((byte) 'p');
        file.put(content);
        var directory = file.position();
        file.putInt(0x02014b50)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        file.putInt((int) checksum.getValue()).putInt(-1).putInt(-1);
        file.putShort((short) 1)
                .putShort((short) 32)
                .putShort((short) 0)
                .put(new byte[8])
                .putInt(-1)
                .put((byte) 'p');
        file.putShort((short) 9).putShort((short) 0).putShort((short) 1).putShort((short) 24);
        file.putLong(content.length).putLong(content.length).putLong(0);
        var end = file.position();
        file.putInt(0x06064b50).putLong(44).put(new byte[12]).putLong(1).putLong(1);
        file.putLong(end - directory).putLong(directory);
        file.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        file.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 0);
        var zip = Arrays.copyOf(file.array(), file.position());

        assertThat(part(zip, "p")).isEqualTo(content);
        for (var at = end; at < zip.length; at++) {
            var changed = zip.clone();
            changed[at] ^= 0x41;
            try {
                assertThat(part(changed, "p")).isEqualTo(content);
            } catch (RefusedFileException refused) {
                assertThat(refused.reason()).isIn(Reason.BROKEN_WORKBOOK, Reason.EXPANDS_TOO_FAR);
            }
        }
    }

    @Test
    void what_is_encrypted_or_packed_otherwise_is_refused() throws IOException {
        var zip = zip("part", new byte[100]);
        var entry = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        var encrypted = zip.clone();
        encrypted[entry + 8] |= 1;
        assertRefused(encrypted, "part", Reason.BROKEN_WORKBOOK);
        var otherwise = zip.clone();
        otherwise[entry + 10] = 9;
        assertRefused(otherwise, "part", Reason.BROKEN_WORKBOOK);
    }

    @Test
    void a_part_ends_with_a_refusal_where_its_budget_does() throws IOException {
        var random = new byte[100_000];
        new Random(1).nextBytes(random);
        var zip = zip("part", random);

        assertThatExceptionOfType(RefusedFileException.class)
                .isThrownBy(() -> open(zip, parts -> {
                    try (var in = parts.open("part", random.length - 1)) {
                        return in.readAllBytes();
                    }
                }))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.EXPANDS_TOO_FAR));
        assertThat(part(zip, "part")).isEqualTo(random);
    }

    @Property(tries = 300)
    void any_bytes_are_an_archive_or_are_refused(@ForAll byte[] bytes, @ForAll("ends") byte[] end) throws IOException {
        var file = Arrays.copyOf(bytes, bytes.length + end.length);
        System.arraycopy(end, 0, file, bytes.length, end.length);
        try {
            open(file, parts -> parts.has("x"));
        } catch (RefusedFileException refused) {
            assertThat(refused.reason()).isIn(Reason.BROKEN_WORKBOOK, Reason.EXPANDS_TOO_FAR);
        }
    }

    @Provide
    Arbitrary<byte[]> ends() throws IOException {
        var zip = zip("x", new byte[10]);
        return Arbitraries.of(
                new byte[0],
                new byte[] {'P', 'K', 5, 6},
                zip,
                Arrays.copyOfRange(zip, zip.length - 22, zip.length),
                Arrays.copyOfRange(zip, zip.length - 60, zip.length));
    }
}
