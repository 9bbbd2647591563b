package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the contents of chunks. That a dataset has a chunk, how large it is and where its content lies says the chunk's row, which is
 * {@link ChunkRepository}'s and always in the database.
 *
 * <p>A chunk comes in two steps: its content is {@linkplain #bring brought} in no transaction, and then a transaction puts the row. A
 * content that no row comes to name, because that transaction never was or was rolled back, is swept.
 *
 * @see <a href="../../../../../../../../docs/decisions/0070-chunks-in-a-bucket.md">decision 0070</a>
 */
interface ChunkStore {

    /** @param digest the SHA-256 of its content */
    record Chunk(String digest, byte[] content) {

        static Chunk of(byte[] content) {
            return new Chunk(Digests.sha256(content, content.length), content);
        }
    }

    /**
     * A chunk that only lacks its row.
     *
     * @param content goes into the database together with the row; null if it does not belong there, or the dataset has the chunk already
     * @param object the object that has the content; null if it is in the database
     */
    record Brought(
            String digest,
            int bytes,
            byte @Nullable [] content,
            @Nullable String object) {}

    /**
     * Brings contents to where they stay. In no transaction: it may take as long as a network does.
     *
     * @return the chunks in the same order
     * @throws io.pitchpipe.portal.dataset.StorageAwayException if they cannot be kept at the moment
     */
    List<Brought> bring(DatasetId dataset, List<Chunk> chunks);

    /**
     * The content of a chunk that is here, or nothing if it is missing.
     *
     * @param object as the chunk's row has it
     * @throws io.pitchpipe.portal.dataset.StorageAwayException if that cannot be told at the moment
     */
    Optional<byte[]> read(DatasetId dataset, String digest, @Nullable String object);

    /**
     * Does the same for each item, in order: where every single one waits for a network, several at once and all of them now; where they
     * need memory until their rows are put, one at a time and only when the result is asked for.
     */
    <T, R> Stream<R> each(Stream<T> items, Function<T, R> work);

    /** What is thrown where a version's chunk is nowhere. */
    static IllegalStateException missing(String digest) {
        return new IllegalStateException("Chunk " + digest + " is missing");
    }
}
