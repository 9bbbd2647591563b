package io.pitchpipe.portal.catalog.internal;

import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** With whom a team's own models are shared, and which of them their backend no longer has. */
@Repository
class ReaderRepository {

    /**
     * A project that may read a model.
     *
     * @param addedBy who added it here; null if it was added elsewhere
     */
    record Known(
            ProjectNumber number,
            @Nullable UserId addedBy,
            @Nullable String addedByName,
            @Nullable Instant addedAt) {}

    private final JdbcClient jdbc;

    ReaderRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Known> of(ModelId model) {
        return jdbc.sql("""
                        select r.project_number, r.added_by, r.added_at, u.display_name
                        from model_reader r left join app_user u on u.id = r.added_by
                        where r.model_id = :model order by r.added_at, r.project_number""")
                .param("model", model.value())
                .query((row, number) -> {
                    var by = row.getObject("added_by", UUID.class);
                    var at = row.getObject("added_at", OffsetDateTime.class);
                    return new Known(
                            new ProjectNumber(row.getLong("project_number")),
                            by == null ? null : new UserId(by),
                            row.getString("display_name"),
                            at == null ? null : at.toInstant());
                })
                .list();
    }

    void add(ModelId model, ProjectNumber number, @Nullable UserId by, @Nullable Instant at) {
        jdbc.sql("""
                        insert into model_reader (model_id, project_number, added_by, added_at)
                        values (:model, :number, :by, :at) on conflict do nothing""")
                .param("model", model.value())
                .param("number", number.value())
                .param("by", by == null ? null : by.value(), Types.OTHER)
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    void remove(ModelId model, ProjectNumber number) {
        jdbc.sql("delete from model_reader where model_id = :model and project_number = :number")
                .param("model", model.value())
                .param("number", number.value())
                .update();
    }

    /** What the backend says is true: whoever it names is a reader, whoever it does not is none. */
    void reconcile(ModelId model, Set<ProjectNumber> atBackend) {
        var known = of(model).stream().map(Known::number).collect(Collectors.toSet());
        atBackend.stream().filter(number -> !known.contains(number)).forEach(number -> add(model, number, null, null));
        known.stream().filter(number -> !atBackend.contains(number)).forEach(number -> remove(model, number));
    }

    /** @param deletedBy who deleted it here; null if it was deleted elsewhere */
    boolean bury(ModelId model, TeamId team, Instant at, @Nullable UserId deletedBy) {
        return jdbc.sql("""
                                insert into model_tombstone (model_id, team_id, gone_at, deleted_by)
                                values (:model, :team, :at, :by) on conflict do nothing""")
                        .param("model", model.value())
                        .param("team", team.value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", deletedBy == null ? null : deletedBy.value(), Types.OTHER)
                        .update()
                > 0;
    }

    /** Which of these models are gone. */
    Set<ModelId> buried(Collection<ModelId> models) {
        if (models.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(jdbc.sql("select model_id from model_tombstone where model_id in (:models)")
                .param("models", models.stream().map(ModelId::value).toList())
                .query((row, number) -> new ModelId(row.getObject("model_id", UUID.class)))
                .list());
    }
}
