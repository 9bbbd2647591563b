package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.VersionId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows that a version could not take, as a {@link RejectedBuffer} wrote them. */
@Repository
class RejectedRows {

    private final JdbcClient jdbc;

    RejectedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(VersionId version, int part, byte[] content) {
        jdbc.sql("insert into dataset_rejected (version_id, part, content) values (?, ?, ?)")
                .params(version.value(), part, content)
                .update();
    }

    void copy(VersionId source, VersionId target) {
        jdbc.sql("""
                insert into dataset_rejected (version_id, part, content)
                select cast(? as uuid), part, content from dataset_rejected where version_id = ?""").params(target.value(), source.value()).update();
    }

    void clear(VersionId version) {
        jdbc.sql("delete from dataset_rejected where version_id = ?")
                .param(version.value())
                .update();
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
