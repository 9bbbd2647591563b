package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.Template;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.tuning.HeldOutOutcome;
import io.pitchpipe.portal.tuning.HeldOutUse;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.Preset;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job as it lies in the database. */
final class JobRow {

    /** All that {@link #read} needs; the job is {@code j}. */
    static final String SELECT = """
            select j.*, v.number as version_number, u.display_name as creator from tuning_job j
            join dataset_version v on v.id = j.version_id join app_user u on u.id = j.created_by
            """;

    private JobRow() {}

    static TuningJob read(ResultSet row, int number) throws SQLException {
        var multiplier = row.getDouble("learning_rate_multiplier");
        var settings = new TuningSettings(
                row.getInt("epoch_count"),
                row.getInt("batch_size"),
                row.getDouble("learning_rate"),
                row.getObject("learning_rate_multiplier") == null ? null : multiplier);
        return new TuningJob(
                new JobId(row.getObject("id", UUID.class)),
                new TeamId(row.getObject("team_id", UUID.class)),
                row.getString("display_name"),
                row.getString("tuned_model_id"),
                new ConnectionId(row.getObject("connection_id", UUID.class)),
                new TuningJob.Examples(
                        new DatasetId(row.getObject("dataset_id", UUID.class)),
                        new VersionId(row.getObject("version_id", UUID.class)),
                        row.getString("dataset_name"),
                        row.getInt("version_number"),
                        row.getLong("row_count"),
                        row.getLong("characters"),
                        new HoldOut(row.getInt("held_out_percent")),
                        row.getLong("held_out_rows")),
                row.getString("base_model"),
                row.getString("base_name"),
                new Preamble(
                        row.getString("preamble"),
                        Optional.ofNullable(row.getString("template")).map(Template::new)),
                Preset.valueOf(row.getString("preset")),
                settings,
                JobState.valueOf(row.getString("state")),
                row.getString("raw_state"),
                row.getString("reason"),
                row.getInt("total_steps"),
                row.getInt("completed_steps"),
                Optional.ofNullable(row.getString("operation_name")),
                row.getString("creator"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                instant(row, "stale_since"),
                row.getObject("cancel_requested_at") != null,
                new HeldOutUse(row.getBoolean("keep_best"), row.getInt("patience")),
                outcome(row));
    }

    private static HeldOutOutcome outcome(ResultSet row) throws SQLException {
        return HeldOutOutcome.of(
                row.getInt("measured_rows"), row.getObject("kept_epoch", Integer.class), row.getBoolean("ended_early"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }
}
