package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.internal.ChunkStore.Brought;
import io.pitchpipe.portal.dataset.internal.ChunkStore.Chunk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of chunks of canonical lines. Every chunk of a dataset has its row here, wherever a {@link ChunkStore} keeps its content; what
 * a version has of them says {@link ChunkIndex}.
 */
@Repository
class ChunkRepository {

    private static final String UNUSED = """
            where dataset_id = ? and not exists (select 1 from dataset_version_chunk v
            where v.dataset_id = dataset_chunk.dataset_id and v.digest = dataset_chunk.digest)""";

    private final JdbcClient jdbc;
    private final Quotas quotas;
    private final ChunkStores stores;
    private final LooseObjects loose;
    private final ChunkIndex index;

    ChunkRepository(JdbcClient jdbc, Quotas quotas, ChunkStores stores, LooseObjects loose, ChunkIndex index) {
        this.jdbc = jdbc;
        this.quotas = quotas;
        this.stores = stores;
        this.loose = loose;
        this.index = index;
    }

    /** The store that takes new chunks. */
    ChunkStore store() {
        return stores.fresh();
    }

    /**
     * Brings those chunks that the dataset does not have to the store, before the transaction that {@linkplain #put puts} them. For a
     * version that is being made: as long as it is, nobody deletes a chunk that the dataset has.
     */
    List<Brought> bringMissing(DatasetId dataset, List<Chunk> chunks) {
        if (chunks.isEmpty()) {
            return List.of();
        }
        var digests = chunks.stream().map(Chunk::digest).toList();
        var known = Set.copyOf(
                jdbc.sql("select digest from dataset_chunk where dataset_id = :dataset and digest in (:digests)")
                        .param("dataset", dataset.value())
                        .param("digests", digests)
                        .query(String.class)
                        .list());
        var brought = store().bring(
                        dataset,
                        chunks.stream()
                                .filter(chunk -> !known.contains(chunk.digest()))
                                .toList())
                .iterator();
        return chunks.stream()
                .map(chunk -> known.contains(chunk.digest())
                        ? new Brought(chunk.digest(), chunk.content().length, null, null)
                        : brought.next())
                .toList();
    }

    /** Puts the row of a chunk unless its dataset has it already. @return the bytes that are to be counted for it */
    long put(DatasetId dataset, Brought chunk) {
        var put = jdbc.sql(
                        "insert into dataset_chunk (dataset_id, digest, byte_count, object_name) values (?, ?, ?, ?) on conflict do nothing")
                .params(dataset.value(), chunk.digest(), chunk.bytes())
                .param(chunk.object())
                .update();
        if (put == 0) {
            return 0;
        }
        if (chunk.content() != null) {
            stores.database().keep(dataset, chunk.digest(), chunk.content());
        } else if (chunk.object() != null) {
            loose.named(chunk.object());
        } else {
            throw ChunkStore.missing(chunk.digest());
        }
        return chunk.bytes();
    }

    /**
     * Brings copies of a version's chunks that are in the bucket, before the transaction that {@linkplain #copy copies} the version. Each
     * stays where it is, whichever store takes new chunks.
     */
    List<Brought> bringCopies(VersionId source, DatasetId to) {
        var inBucket = new LinkedHashMap<String, ChunkIndex.Entry>();
        index.entries(source, 0, Long.MAX_VALUE).stream()
                .filter(entry -> entry.object() != null)
                .forEach(entry -> inBucket.put(entry.digest(), entry));
        return inBucket.isEmpty() ? List.of() : stores.inBucket().copy(List.copyOf(inBucket.values()), to);
    }

    /**
     * Gives a version of another dataset the chunks and the index of {@code source}, and counts them for it.
     *
     * @param copies what was {@linkplain #bringCopies brought} for it
     */
    void copy(VersionId source, DatasetId from, VersionId target, DatasetId to, List<Brought> copies) {
        jdbc.sql("""
                insert into dataset_chunk (dataset_id, digest, byte_count)
                select cast(? as uuid), c.digest, c.byte_count from dataset_chunk c
                where c.dataset_id = ? and c.object_name is null and c.digest in
                (select v.digest from dataset_version_chunk v where v.version_id = ?)""").params(to.value(), from.value(), source.value()).update();
        stores.database().copy(source, from, to);
        copies.forEach(chunk -> put(to, chunk));
        jdbc.sql("""
                insert into dataset_version_chunk
                (version_id, position, first_row, row_count, byte_count, dataset_id, digest)
                select cast(? as uuid), position, first_row, row_count, byte_count, cast(? as uuid), digest
                from dataset_version_chunk where version_id = ?""").params(target.value(), to.value(), source.value()).update();
        quotas.keep(to, bytesOf("where dataset_id = ?", to));
    }

    private long bytesOf(String where, DatasetId dataset) {
        return jdbc.sql("select coalesce(sum(byte_count), 0) from dataset_chunk " + where)
                .param(dataset.value())
                .query(Long.class)
                .single();
    }

    /**
     * @throws IllegalStateException if the chunk is missing or no longer has its digest: then what keeps it was damaged, and wrong
     *     examples must not be trained on
     * @throws io.pitchpipe.portal.dataset.StorageAwayException if what keeps it does not take part
     */
    byte[] content(DatasetId dataset, ChunkIndex.Entry chunk) {
        var content = stores.of(chunk.object())
                .read(dataset, chunk.digest(), chunk.object())
                .orElseThrow(() -> ChunkStore.missing(chunk.digest()));
        if (!Digests.sha256(content, content.length).equals(chunk.digest())) {
            throw new IllegalStateException("Chunk " + chunk.digest() + " was altered where it is kept");
        }
        return content;
    }

    /** Deletes the dataset's chunks that are in no version. In the caller's transaction, which holds the dataset. */
    void deleteUnused(DatasetId dataset) {
        delete(UNUSED, dataset);
    }

    private void delete(String where, DatasetId dataset) {
        var bytes = bytesOf(where, dataset);
        loose.leave(where, dataset.value());
        jdbc.sql("delete from dataset_chunk " + where).param(dataset.value()).update();
        quotas.free(dataset, bytes);
    }

    /** Datasets that have chunks without a version. */
    List<DatasetId> datasetsWithUnused(int limit) {
        return jdbc.sql("""
                select distinct dataset_id from dataset_chunk where not exists (select 1 from dataset_version_chunk v
                where v.dataset_id = dataset_chunk.dataset_id and v.digest = dataset_chunk.digest) limit ?""")
                .param(limit)
                .query((row, number) -> new DatasetId(row.getObject("dataset_id", UUID.class)))
                .list();
    }

    /** The bytes of chunks that are in none but these versions. */
    long bytesOnlyIn(DatasetId dataset, List<VersionId> versions) {
        return jdbc.sql("""
                select coalesce(sum(c.byte_count), 0) from (
                select distinct digest, byte_count from dataset_version_chunk where version_id in (:versions)) c
                where not exists (select 1 from dataset_version_chunk o where o.dataset_id = :dataset
                and o.digest = c.digest and o.version_id not in (:versions))""")
                .param("versions", versions.stream().map(VersionId::value).toList())
                .param("dataset", dataset.value())
                .query(Long.class)
                .single();
    }

    void deleteAll(DatasetId dataset) {
        jdbc.sql("delete from dataset_version_chunk where dataset_id = ?")
                .param(dataset.value())
                .update();
        delete("where dataset_id = ?", dataset);
    }
}
