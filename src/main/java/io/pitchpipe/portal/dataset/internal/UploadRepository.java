package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.UploadId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Received files, as parts of at most a megabyte: what a database value may hold on both databases, and what memory may. */
@Repository
class UploadRepository {

    static final int PART_BYTES = 1_000_000;

    /** @param invalidUtf8At the position of the first byte that is no UTF-8, or -1 */
    record Received(UploadId id, String fileName, long bytes, String sha256, long invalidUtf8At) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    UploadRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void begin(UploadId id, TeamId team, UserId by, String fileName) {
        jdbc.sql("""
                insert into dataset_upload (id, team_id, uploaded_by, file_name, bytes, complete, created_at)
                values (?, ?, ?, ?, 0, false, ?)""")
                .params(id.value(), team.value(), by.value(), fileName, now())
                .update();
    }

    void part(UploadId id, int part, byte[] content) {
        jdbc.sql("insert into dataset_upload_part (upload_id, part, content) values (?, ?, ?)")
                .params(id.value(), part, content)
                .update();
    }

    void complete(UploadId id, long bytes, String sha256, long invalidUtf8At) {
        jdbc.sql("update dataset_upload set complete = true, bytes = ?, sha256 = ?, invalid_utf8_at = ? where id = ?")
                .params(bytes, sha256, invalidUtf8At, id.value())
                .update();
    }

    Optional<Received> find(TeamId team, UploadId id) {
        return jdbc.sql("select * from dataset_upload where id = ? and team_id = ? and complete")
                .params(id.value(), team.value())
                .query((row, number) -> new Received(
                        new UploadId(row.getObject("id", UUID.class)),
                        row.getString("file_name"),
                        row.getLong("bytes"),
                        row.getString("sha256"),
                        row.getLong("invalid_utf8_at")))
                .optional();
    }

    /** The file's bytes; one part at a time is in memory. */
    PartStream open(UploadId id) {
        return new PartStream(part -> content(id, part));
    }

    private byte @Nullable [] content(UploadId id, int part) {
        return jdbc.sql("select content from dataset_upload_part where upload_id = ? and part = ?")
                .params(id.value(), part)
                .query((row, number) -> row.getBytes(1))
                .optional()
                .orElse(null);
    }

    void delete(UploadId id) {
        jdbc.sql("delete from dataset_upload where id = ?").param(id.value()).update();
    }

    /** Removes files that nobody imported, or whose import has long ended; those still waiting to be read stay. */
    int deleteOlderThan(Instant limit) {
        return jdbc.sql("""
                delete from dataset_upload where created_at < ? and not exists (
                select 1 from dataset_version v where v.state in ('UPLOADED', 'VALIDATING')
                and v.upload_id = dataset_upload.id)""").param(limit.atOffset(ZoneOffset.UTC)).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
