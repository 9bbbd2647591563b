package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The offset index of each version: its chunks in order, and which rows each has. What a chunk is knows {@link ChunkRepository}. */
@Repository
class ChunkIndex {

    /** The object is looked up per entry, and not joined: for that H2 would leave the order of the index, and read all of it. */
    private static final String ENTRY = """
            select e.position, e.first_row, e.row_count, e.byte_count, e.digest, (select c.object_name from dataset_chunk c
            where c.dataset_id = e.dataset_id and c.digest = e.digest) as object_name
            from dataset_version_chunk e where e.version_id = ?\s""";

    /**
     * An entry of the offset index.
     *
     * @param position counts up from 0 within the version
     * @param firstRow the number, from 0, of the chunk's first row
     * @param object the object of the bucket that has the content; null if the database has it
     */
    record Entry(
            int position,
            long firstRow,
            int rows,
            int bytes,
            String digest,
            @Nullable String object) {

        /** One to be written: where its content lies is in the chunk's row. */
        Entry(int position, long firstRow, int rows, int bytes, String digest) {
            this(position, firstRow, rows, bytes, digest, null);
        }

        long endRow() {
            return firstRow + rows;
        }
    }

    private final JdbcClient jdbc;

    ChunkIndex(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
    void copy(VersionId source, VersionId target) {
        jdbc.sql("""
                insert into dataset_version_chunk
                (version_id, position, first_row, row_count, byte_count, dataset_id, digest)
                select cast(? as uuid), position, first_row, row_count, byte_count, dataset_id, digest
                from dataset_version_chunk where version_id = ?""").params(target.value(), source.value()).update();
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

    void clear(VersionId version) {
        jdbc.sql("delete from dataset_version_chunk where version_id = ?")
                .param(version.value())
                .update();
    }

    /** The entries that hold any of the rows {@code [from, to)}, counted from 0, in order. */
    List<Entry> entries(VersionId version, long from, long to) {
        return jdbc.sql(ENTRY + "and e.first_row < ? and e.first_row + e.row_count > ? order by e.position")
                .params(version.value(), to, from)
                .query(ChunkIndex::entry)
                .list();
    }

    /** All entries in order, each looked up when it is asked for. */
    Iterator<Entry> walk(VersionId version) {
        return Stream.iterate(
                        next(version, 0),
                        Optional::isPresent,
                        entry -> next(version, entry.orElseThrow().position() + 1))
                .map(Optional::orElseThrow)
                .iterator();
    }

    /** The next entry at or after {@code position}. Ordered by the whole key, since H2 would otherwise read all entries behind it. */
    private Optional<Entry> next(VersionId version, int position) {
        return jdbc.sql(ENTRY + "and e.position >= ? order by e.version_id, e.position limit 1")
                .params(version.value(), position)
                .query(ChunkIndex::entry)
                .optional();
    }

    Optional<Entry> last(VersionId version) {
        return jdbc.sql(ENTRY + "order by e.version_id desc, e.position desc limit 1")
                .params(version.value())
                .query(ChunkIndex::entry)
                .optional();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getInt("position"),
                row.getLong("first_row"),
                row.getInt("row_count"),
                row.getInt("byte_count"),
                row.getString("digest"),
                row.getString("object_name"));
    }
}
