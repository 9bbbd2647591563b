package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.VersionId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows that a version could not take, as a {@link RejectedBuffer} wrote them. */
@Repository
class RejectedRows {

    private final JdbcClient jdbc;
    private final Quotas quotas;

    RejectedRows(JdbcClient jdbc, Quotas quotas) {
        this.jdbc = jdbc;
        this.quotas = quotas;
    }

    /** In the caller's transaction, like the others that count what they do. @param dataset of the version */
    void put(DatasetId dataset, VersionId version, int part, byte[] content) {
        quotas.keep(dataset, content.length);
        jdbc.sql("insert into dataset_rejected (version_id, part, content) values (?, ?, ?)")
                .params(version.value(), part, content)
                .update();
    }

    /** @param dataset of the target */
    void copy(VersionId source, DatasetId dataset, VersionId target) {
        quotas.keep(dataset, bytes(source));
        jdbc.sql("""
                insert into dataset_rejected (version_id, part, content)
                select cast(? as uuid), part, content from dataset_rejected where version_id = ?""").params(target.value(), source.value()).update();
    }

    long bytes(VersionId version) {
        return jdbc.sql("select coalesce(sum(octet_length(content)), 0) from dataset_rejected where version_id = ?")
                .param(version.value())
                .query(Long.class)
                .single();
    }

    void clear(DatasetId dataset, VersionId version) {
        quotas.free(dataset, bytes(version));
        jdbc.sql("delete from dataset_rejected where version_id = ?")
                .param(version.value())
                .update();
    }

    /** Of all versions of the dataset. */
    void clearAll(DatasetId dataset) {
        jdbc.sql("select id from dataset_version where dataset_id = ?")
                .param(dataset.value())
                .query((row, number) -> new VersionId(row.getObject("id", UUID.class)))
                .list()
                .forEach(version -> clear(dataset, version));
    }

    /** The lines; one part at a time is in memory. */
    PartStream open(VersionId version) {
        return new PartStream(part -> content(version, part));
    }

    private byte @Nullable [] content(VersionId version, int part) {
        return jdbc.sql("select content from dataset_rejected where version_id = ? and part = ?")
                .params(version.value(), part)
                .query((row, number) -> row.getBytes(1))
                .optional()
                .orElse(null);
    }
}
