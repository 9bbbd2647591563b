package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.QuotaExceededException;
import io.pitchpipe.portal.dataset.UploadId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
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
    private final Quotas quotas;

    UploadRepository(JdbcClient jdbc, Clock clock, Quotas quotas) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.quotas = quotas;
    }

    void begin(UploadId id, TeamId team, UserId by, String fileName) {
        jdbc.sql("""
                insert into dataset_upload (id, team_id, uploaded_by, file_name, bytes, complete, created_at)
                values (?, ?, ?, ?, 0, false, ?)""")
                .params(id.value(), team.value(), by.value(), fileName, now())
                .update();
    }

    /**
     * Keeps a part of a file. Files that have been imported already make room for it. In a transaction of the caller's.
     *
     * @throws QuotaExceededException if it does not fit beside what the team holds
     */
    void part(TeamId team, UploadId id, int part, byte[] content) {
        if (!quotas.receive(team, content.length)) {
            imported(team).forEach(this::deleteIdle);
            if (!quotas.receive(team, content.length)) {
                var use = quotas.use(team);
                throw QuotaExceededException.bytes(use.bytes(), use.quota().bytes());
            }
        }
        jdbc.sql("update dataset_upload set bytes = bytes + ? where id = ?")
                .params(content.length, id.value())
                .update();
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

    /** Files of the team whose import has ended, the oldest first. */
    private List<UploadId> imported(TeamId team) {
        return jdbc.sql("""
                select u.id from dataset_upload u where u.team_id = ? and u.complete and exists (
                select 1 from dataset_version v where v.upload_id = u.id) order by u.created_at""")
                .param(team.value())
                .query((row, number) -> new UploadId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Files that came in before {@code limit}, whatever became of them. */
    List<UploadId> olderThan(Instant limit) {
        return jdbc.sql("select id from dataset_upload where created_at < ? order by created_at")
                .param(limit.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new UploadId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Removes a file unless it is still to be read. In a transaction of the caller's. @return whether it is gone now */
    boolean deleteIdle(UploadId id) {
        var held = jdbc.sql("select team_id, bytes from dataset_upload where id = ? for update")
                .param(id.value())
                .query((row, number) ->
                        new Held(new TeamId(row.getObject("team_id", UUID.class)), row.getLong("bytes")))
                .optional();
        var deleted = jdbc.sql("""
                delete from dataset_upload where id = ? and not exists (
                select 1 from dataset_version v where v.state in ('UPLOADED', 'VALIDATING')
                and v.upload_id = dataset_upload.id)""").param(id.value()).update() == 1;
        if (deleted) {
            held.ifPresent(gone -> quotas.release(gone.team(), gone.bytes()));
        }
        return deleted;
    }

    private record Held(TeamId team, long bytes) {}

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
