package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.VersionSettled;
import io.pitchpipe.portal.dataset.VersionState;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What a version goes through until it is settled. Each step says in its condition from which state it may be taken, so that of two that
 * exclude each other only one is.
 */
@Repository
class VersionStates {

    private final JdbcClient jdbc;
    private final Clock clock;

    VersionStates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(
            VersionId id,
            DatasetId dataset,
            int number,
            String work,
            @Nullable UUID upload,
            VersionChange change,
            UserId by,
            long bytesTotal) {
        jdbc.sql("""
                insert into dataset_version (id, dataset_id, number, state, work, row_count, rejected_count, byte_count,
                change_kind, change_rows, change_detail, created_by, created_at, rows_read, bytes_read, bytes_total, upload_id)
                values (?, ?, ?, 'UPLOADED', ?, 0, 0, 0, ?, ?, ?, ?, ?, 0, 0, ?, ?)""")
                .params(
                        id.value(),
                        dataset.value(),
                        number,
                        work,
                        change.kind().name(),
                        change.rows(),
                        change.detail(),
                        by.value(),
                        now(),
                        bytesTotal)
                .param(upload)
                .update();
        jdbc.sql("update dataset set touched_at = ? where id = ?")
                .params(now(), dataset.value())
                .update();
    }

    /** Notes how the version's inputs are put together. */
    void template(VersionId id, String template) {
        jdbc.sql("update dataset_version set template = ? where id = ?")
                .params(template, id.value())
                .update();
    }

    /** Takes the version for {@code attempt}, unless it is settled; whoever worked on it before has lost it. */
    boolean begin(VersionId id, UUID attempt) {
        return jdbc.sql("""
                update dataset_version set state = 'VALIDATING', attempt = ?, rows_read = 0, bytes_read = 0
                where id = ? and state in ('UPLOADED', 'VALIDATING')""").params(attempt, id.value()).update() == 1;
    }

    /** @return false if the version was cancelled, or taken by a later attempt */
    boolean progress(VersionId id, UUID attempt, long rows, long bytes) {
        return jdbc.sql("""
                update dataset_version set rows_read = ?, bytes_read = ?, failure = null
                where id = ? and attempt = ? and state = 'VALIDATING'""").params(rows, bytes, id.value(), attempt).update() == 1;
    }

    /** Notes that the attempt ended because the place for rows did not take part, and that another will follow. */
    boolean waits(VersionId id, UUID attempt) {
        return jdbc.sql("""
                update dataset_version set failure = ?
                where id = ? and attempt = ? and state = 'VALIDATING'""")
                        .params(DatasetVersion.NOT_KEPT, id.value(), attempt)
                        .update()
                == 1;
    }

    boolean settle(
            VersionId id, UUID attempt, VersionState state, long rows, long rejected, long bytes, String report) {
        return jdbc.sql("""
                update dataset_version set state = ?, row_count = ?, rejected_count = ?, byte_count = ?, report = ?,
                rows_read = ?, bytes_read = bytes_total
                where id = ? and attempt = ? and state = 'VALIDATING'""")
                        .params(state.name(), rows, rejected, bytes, report, rows + rejected, id.value(), attempt)
                        .update()
                == 1;
    }

    /** Takes over what is known of a version of the same rows. */
    void settleAs(VersionId source, VersionId target) {
        jdbc.sql("""
                update dataset_version set (state, row_count, rejected_count, byte_count, rows_read, bytes_read, report, kept,
                template) = (select s.state, s.row_count, s.rejected_count, s.byte_count, s.rows_read, s.byte_count, s.report,
                s.kept, s.template from dataset_version s where s.id = ?) where id = ?""").params(source.value(), target.value()).update();
    }

    /** Notes what was done, once that is known. */
    void change(VersionId id, VersionChange change) {
        jdbc.sql("update dataset_version set change_rows = ?, change_detail = ? where id = ?")
                .params(change.rows(), change.detail(), id.value())
                .update();
    }

    boolean fail(VersionId id, String code) {
        return jdbc.sql("""
                update dataset_version set state = 'FAILED', failure = ?
                where id = ? and state in ('UPLOADED', 'VALIDATING')""").params(code, id.value()).update() == 1;
    }

    boolean cancel(VersionId id) {
        return jdbc.sql("""
                update dataset_version set state = 'CANCELLED'
                where id = ? and state in ('UPLOADED', 'VALIDATING')""").param(id.value()).update() == 1;
    }

    /** What is to be told of a version that is settled; empty if it is deleted by now. */
    Optional<VersionSettled> settled(VersionId id) {
        return jdbc.sql("""
                select d.team_id, d.id as dataset_id, d.name, v.created_by, v.created_at, v.state, v.row_count
                from dataset_version v join dataset d on d.id = v.dataset_id where v.id = ?""")
                .param(id.value())
                .query((row, number) -> new VersionSettled(
                        new TeamId(row.getObject("team_id", UUID.class)),
                        new DatasetId(row.getObject("dataset_id", UUID.class)),
                        id,
                        row.getString("name"),
                        new UserId(row.getObject("created_by", UUID.class)),
                        VersionState.valueOf(row.getString("state")),
                        row.getLong("row_count"),
                        Duration.between(
                                row.getObject("created_at", OffsetDateTime.class)
                                        .toInstant(),
                                clock.instant())))
                .optional();
    }

    Optional<String> work(VersionId id) {
        return jdbc.sql("select work from dataset_version where id = ?")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
