package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.ImportPlan;
import io.pitchpipe.portal.dataset.Peek;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.portal.dataset.internal.LibraryFiles.Kind;
import io.pitchpipe.portal.dataset.internal.LibraryFiles.Packing;
import io.pitchpipe.testing.Databases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Files of every kind, from the upload over the first look to the rows that are kept: what a library wrote comes back equal, with the
 * reading and the columns that are suggested; and whatever else comes, random bytes or such files with random damage, is refused or
 * becomes a version, soon and within a budget of memory.
 */
class LibraryFilesTest {

    /** Bytes that may be allocated in all for a file of a few kilobytes, whatever is in it. So its peak is below that. */
    private static final long BUDGET = 64L * 1024 * 1024;

    @SuppressWarnings("NullAway.Init")
    private static Parts parts;

    @SuppressWarnings("NullAway.Init")
    private static Peeking peeking;

    @BeforeContainer
    static void aTeamWithADatabase() {
        parts = new Parts(Databases.h2("db/portal"));
        peeking = new Peeking(parts.uploads, new Workbooks(Path.of("target", "library-files")));
    }

    @Provide
    Arbitrary<Kind> kinds() {
        return Arbitraries.of(LibraryFiles.KINDS);
    }

    /** Texts as far as all kinds can hold them: XML knows no control characters, and makes one line break of all kinds. */
    @Provide
    Arbitrary<List<Example>> examples() {
        var text = Arbitraries.strings()
                .withChars("abz \"'\\/,;:|<>&{}[]\t\n")
                .withChars('ä', '€', 'ש', '\u2028', '\u00a0')
                .ofMinLength(1)
                .ofMaxLength(40)
                .map(value -> value.replace("z", "😀"));
        return Combinators.combine(text, text)
                .as(Example::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    @Provide
    Arbitrary<String> charsets() {
        return Arbitraries.of("UTF-8", "UTF-8 with a mark", "UTF-16LE", "UTF-16BE");
    }

    private static byte[] encoded(byte[] utf8, String charset) {
        if (charset.equals("UTF-8")) {
            return utf8;
        }
        var text = "\ufeff" + new String(utf8, StandardCharsets.UTF_8);
        return text.getBytes(Charset.forName(charset.split(" ")[0]));
    }

    @Property
    void what_a_library_wrote_is_read_back_equal(
            @ForAll("kinds") Kind kind,
            @ForAll Packing packing,
            @ForAll("charsets") String charset,
            @ForAll("examples") List<Example> examples) {
        var written = kind.writer().apply(examples);
        var file = kind.text() ? packing.pack(kind.fileName(), encoded(written, charset)) : written;
        var fileName = kind.text() ? packing.name(kind.fileName()) : kind.fileName();

        var peek = peek(fileName, file, null);
        if (kind.delimiter() != 0) {
            // What separates the columns of such texts cannot be guessed for sure: the user says so, as in the dialog.
            var reading = new Reading(
                    Format.DELIMITED,
                    kind.delimiter(),
                    '"',
                    true,
                    peek.reading().charset(),
                    0);
            peek = peek(fileName, file, reading);
        }
        var version = read(peek, file).orElseThrow();

        assertThat(peek.guessedByName()).isTrue();
        assertThat(rows(version))
                .isEqualTo(
                        kind.instructed()
                                ? examples.stream()
                                        .map(LibraryFilesTest::instructed)
                                        .toList()
                                : examples);
        assertThat(version.rejected()).isZero();
    }

    private static Example instructed(Example example) {
        return new Example(LibraryFiles.INSTRUCTION + "\n\n" + example.input(), example.output());
    }

    private static Peek peek(String fileName, byte[] file, @org.jspecify.annotations.Nullable Reading wanted) {
        var upload = parts.receiving.receive(parts.team, parts.user, fileName, new ByteArrayInputStream(file));
        return peeking.peek(parts.team, upload, wanted);
    }

    /** The version that the suggested columns make; none where two columns are not to be seen. */
    private static Optional<DatasetVersion> read(Peek peek, byte[] file) {
        return peek.guess().map(guess -> {
            var id = parts.bring(new ByteArrayInputStream(file), new ImportPlan(peek.reading(), guess));
            parts.work.run(id);
            return parts.datasets.version(id).orElseThrow();
        });
    }

    private static List<Example> rows(DatasetVersion version) {
        try (var rows = parts.rows.stream(parts.dataset, version.id())) {
            return rows.toList();
        }
    }

    /** A place of a file, as a part of its length in thousandths, and what happens there. */
    record Damage(int place, int length, byte[] put) {

        private byte[] to(byte[] file) {
            var at = (int) ((long) file.length * place / 1000);
            var out = new ByteArrayOutputStream();
            out.write(file, 0, at);
            out.writeBytes(put);
            var behind = Math.min(file.length, at + length);
            out.write(file, behind, file.length - behind);
            return out.toByteArray();
        }
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        var telling = Arbitraries.of(
                        "\"", "\n", "\r", "\u0000", "{", "}", "[", "]", "\\", ",", "\ufeff", "<", "PK\u0003\u0004")
                .map(LibraryFiles::bytes);
        var any = Arbitraries.bytes().array(byte[].class).ofMaxSize(12);
        var length = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(5, Arbitraries.integers().between(0, 4)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(5, 5_000)));
        return Combinators.combine(Arbitraries.integers().between(0, 1000), length, Arbitraries.oneOf(telling, any))
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(tries = 200)
    void a_damaged_file_is_read_as_far_as_it_goes_or_refused(
            @ForAll("kinds") Kind kind,
            @ForAll Packing packing,
            @ForAll boolean damagedBeforeItWasPacked,
            @ForAll("examples") List<Example> examples,
            @ForAll("damages") List<Damage> damages) {
        var file = kind.writer().apply(examples);
        if (damagedBeforeItWasPacked) {
            file = damaged(file, damages);
        }
        file = packing.pack(kind.fileName(), file);
        settles(packing.name(kind.fileName()), damagedBeforeItWasPacked ? file : damaged(file, damages));
    }

    private static byte[] damaged(byte[] file, List<Damage> damages) {
        var result = file;
        for (var damage : damages) {
            result = damage.to(result);
        }
        return result;
    }

    @Property(tries = 150)
    void any_bytes_are_refused_or_read_to_their_end(@ForAll("starts") byte[] start, @ForAll byte[] bytes) {
        var file = Arrays.copyOf(start, start.length + bytes.length);
        System.arraycopy(bytes, 0, file, start.length, bytes.length);
        settles("file", file);
    }

    @Provide
    Arbitrary<byte[]> starts() {
        return Arbitraries.of(
                        "",
                        "\u001f\ufffd",
                        "PK\u0003\u0004xl/",
                        "[{",
                        "{\"a\":\"",
                        "a,b\n",
                        "\"",
                        "\ufeff",
                        "\u0001\u0000a\u0000")
                .map(start -> start.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Refused, or all of it read, or what is wrong said; soon, and within the budget. */
    private static void settles(String fileName, byte[] file) {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            var before = threads.getCurrentThreadAllocatedBytes();
            try {
                var version = read(peek(fileName, file, null), file);
                version.ifPresent(settled -> {
                    assertThat(settled.state()).isIn(VersionState.VALID, VersionState.INVALID);
                    assertThat(rows(settled)).hasSize((int) settled.rows());
                });
            } catch (RefusedFileException refused) {
                assertThat(refused.reason()).isNotIn(RefusedFileException.Reason.BROKEN_OFF);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(BUDGET);
        });
    }
}
