package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.VersionId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Chunks of canonical lines, and the offset index that makes a version of them. */
@Repository
class ChunkRepository {

    private static final String UNUSED = """
            where dataset_id = ? and not exists (select 1 from dataset_version_chunk v
            where v.dataset_id = dataset_chunk.dataset_id and v.digest = dataset_chunk.digest)""";

    /**
     * An entry of the offset index.
     *
     * @param position counts up from 0 within the version
     * @param firstRow the number, from 0, of the chunk's first row
     */
    record Entry(int position, long firstRow, int rows, int bytes, String digest) {

        long endRow() {
            return firstRow + rows;
        }
    }

    private final JdbcClient jdbc;
    private final Quotas quotas;

    ChunkRepository(JdbcClient jdbc, Quotas quotas) {
        this.jdbc = jdbc;
        this.quotas = quotas;
    }

    /** Keeps the chunk unless its dataset has it already. @return the bytes that are to be counted for it */
    long put(DatasetId dataset, String digest, byte[] content) {
        var kept = jdbc.sql(
                        "insert into dataset_chunk (dataset_id, digest, content) values (?, ?, ?) on conflict do nothing")
                .params(dataset.value(), digest, content)
                .update();
        return kept == 0 ? 0 : content.length;
    }

    void append(VersionId version, DatasetId dataset, Entry entry) {
        jdbc.sql("""
                insert into dataset_version_chunk
                (version_id, position, first_row, row_count, byte_count, dataset_id, digest) values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        version.value(),
                        entry.position(),
                        entry.firstRow(),
                        entry.rows(),
                        entry.bytes(),
                        dataset.value(),
                        entry.digest())
                .update();
    }

    /** Gives {@code target} the index of {@code source}, without copying a chunk. */
    void copyIndex(VersionId source, VersionId target) {
        jdbc.sql("""
                insert into dataset_version_chunk
                (version_id, position, first_row, row_count, byte_count, dataset_id, digest)
                select cast(? as uuid), position, first_row, row_count, byte_count, dataset_id, digest
                from dataset_version_chunk where version_id = ?""").params(target.value(), source.value()).update();
    }

    /** Gives a version of another dataset the chunks and the index of {@code source}, and counts them for it. */
    void copy(VersionId source, DatasetId from, VersionId target, DatasetId to) {
        jdbc.sql("""
                insert into dataset_chunk (dataset_id, digest, content)
                select cast(? as uuid), c.digest, c.content from dataset_chunk c where c.dataset_id = ? and c.digest in
                (select v.digest from dataset_version_chunk v where v.version_id = ?)""").params(to.value(), from.value(), source.value()).update();
        jdbc.sql("""
                insert into dataset_version_chunk
                (version_id, position, first_row, row_count, byte_count, dataset_id, digest)
                select cast(? as uuid), position, first_row, row_count, byte_count, cast(? as uuid), digest
                from dataset_version_chunk where version_id = ?""").params(target.value(), to.value(), source.value()).update();
        quotas.keep(to, bytesOf(to));
    }

    private long bytesOf(DatasetId dataset) {
        return jdbc.sql("select coalesce(sum(octet_length(content)), 0) from dataset_chunk where dataset_id = ?")
                .param(dataset.value())
                .query(Long.class)
                .single();
    }

    /** Puts another chunk in the place of the one at {@code old.position()}, and moves the rows after it. */
    void replace(VersionId version, Entry old, Entry with) {
        jdbc.sql("""
                update dataset_version_chunk set row_count = ?, byte_count = ?, digest = ?
                where version_id = ? and position = ?""")
                .params(with.rows(), with.bytes(), with.digest(), version.value(), old.position())
                .update();
        if (with.rows() != old.rows()) {
            shift(version, old.position(), with.rows() - old.rows());
        }
    }

    void remove(VersionId version, Entry entry) {
        jdbc.sql("delete from dataset_version_chunk where version_id = ? and position = ?")
                .params(version.value(), entry.position())
                .update();
        shift(version, entry.position(), -entry.rows());
    }

    private void shift(VersionId version, int after, int by) {
        jdbc.sql("update dataset_version_chunk set first_row = first_row + ? where version_id = ? and position > ?")
                .params(by, version.value(), after)
                .update();
    }

    void clearIndex(VersionId version) {
        jdbc.sql("delete from dataset_version_chunk where version_id = ?")
                .param(version.value())
                .update();
    }

    /** The entries that hold any of the rows {@code [from, to)}, counted from 0, in order. */
    List<Entry> entries(VersionId version, long from, long to) {
        return jdbc.sql("""
                select position, first_row, row_count, byte_count, digest from dataset_version_chunk
                where version_id = ? and first_row < ? and first_row + row_count > ? order by position""")
                .params(version.value(), to, from)
                .query(ChunkRepository::entry)
                .list();
    }

    /** The next entry at or after {@code position}. */
    Optional<Entry> next(VersionId version, int position) {
        return jdbc.sql("""
                select position, first_row, row_count, byte_count, digest from dataset_version_chunk
                where version_id = ? and position >= ? order by position limit 1""")
                .params(version.value(), position)
                .query(ChunkRepository::entry)
                .optional();
    }

    Optional<Entry> last(VersionId version) {
        return jdbc.sql("""
                select position, first_row, row_count, byte_count, digest from dataset_version_chunk
                where version_id = ? order by position desc limit 1""")
                .params(version.value())
                .query(ChunkRepository::entry)
                .optional();
    }

    /**
     * @throws IllegalStateException if the chunk is missing or no longer has its digest: then the database was damaged, and wrong
     *     examples must not be trained on
     */
    byte[] content(DatasetId dataset, String digest) {
        var content = jdbc.sql("select content from dataset_chunk where dataset_id = ? and digest = ?")
                .params(dataset.value(), digest)
                .query((row, number) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> new IllegalStateException("Chunk " + digest + " is missing"));
        if (!Digests.sha256(content, content.length).equals(digest)) {
            throw new IllegalStateException("Chunk " + digest + " was altered in the database");
        }
        return content;
    }

    long bytes(VersionId version) {
        return jdbc.sql("select coalesce(sum(byte_count), 0) from dataset_version_chunk where version_id = ?")
                .param(version.value())
                .query(Long.class)
                .single();
    }

    /** Deletes the dataset's chunks that are in no version. In the caller's transaction, which holds the dataset. */
    void deleteUnused(DatasetId dataset) {
        var bytes = jdbc.sql("select coalesce(sum(octet_length(content)), 0) from dataset_chunk " + UNUSED)
                .param(dataset.value())
                .query(Long.class)
                .single();
        jdbc.sql("delete from dataset_chunk " + UNUSED).param(dataset.value()).update();
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
        quotas.free(dataset, bytesOf(dataset));
        jdbc.sql("delete from dataset_version_chunk where dataset_id = ?")
                .param(dataset.value())
                .update();
        jdbc.sql("delete from dataset_chunk where dataset_id = ?")
                .param(dataset.value())
                .update();
    }

    private static Entry entry(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Entry(
                row.getInt("position"),
                row.getLong("first_row"),
                row.getInt("row_count"),
                row.getInt("byte_count"),
                row.getString("digest"));
    }

    /** The dataset a version belongs to. */
    Optional<DatasetId> datasetOf(VersionId version) {
        return jdbc.sql("select dataset_id from dataset_version where id = ?")
                .param(version.value())
                .query(UUID.class)
                .optional()
                .map(DatasetId::new);
    }
}
