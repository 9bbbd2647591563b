package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.VersionId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps contents in the database: they come and go with their rows. */
final class DatabaseChunks implements ChunkStore {

    private final JdbcClient jdbc;

    DatabaseChunks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Brought> bring(DatasetId dataset, List<Chunk> chunks) {
        return chunks.stream()
                .map(chunk -> new Brought(chunk.digest(), chunk.content().length, chunk.content(), null))
                .toList();
    }

    /** Writes a content, in the transaction that has put its row. */
    void keep(DatasetId dataset, String digest, byte[] content) {
        jdbc.sql("insert into dataset_chunk_content (dataset_id, digest, content) values (?, ?, ?)")
                .params(dataset.value(), digest, content)
                .update();
    }

    /** Copies the contents of a version that are here, in the transaction that has put their rows. */
    void copy(VersionId source, DatasetId from, DatasetId to) {
        jdbc.sql("""
                insert into dataset_chunk_content (dataset_id, digest, content)
                select cast(? as uuid), c.digest, c.content from dataset_chunk_content c where c.dataset_id = ? and c.digest in
                (select v.digest from dataset_version_chunk v where v.version_id = ?)""").params(to.value(), from.value(), source.value()).update();
    }

    @Override
    public Optional<byte[]> read(DatasetId dataset, String digest, @Nullable String object) {
        return jdbc.sql("select content from dataset_chunk_content where dataset_id = ? and digest = ?")
                .params(dataset.value(), digest)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    @Override
    public <T, R> Stream<R> each(Stream<T> items, Function<T, R> work) {
        return items.map(work);
    }
}
