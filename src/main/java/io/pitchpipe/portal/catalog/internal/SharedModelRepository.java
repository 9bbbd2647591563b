package io.pitchpipe.portal.catalog.internal;

import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Models of other projects, as each team's backend listed them. */
@Repository
class SharedModelRepository {

    /**
     * A row.
     *
     * @param ownerTeam whose model it is, if that is a team of this instance
     * @param ownerJob its tuning job in that team
     * @param goneAt when it was no longer listed; null while it is
     */
    record Shared(
            ModelId id,
            TeamId team,
            ConnectionId connection,
            String resource,
            String name,
            @Nullable String description,
            @Nullable String baseModel,
            @Nullable TeamId ownerTeam,
            @Nullable UUID ownerJob,
            Instant firstSeen,
            @Nullable Instant goneAt) {}

    private static final String COLUMNS = """
            select id, team_id, connection_id, resource, display_name, description, base_model, owner_team_id, owner_job_id,
            first_seen, gone_at from shared_model
            """;

    private final JdbcClient jdbc;

    SharedModelRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts it, or brings a known one back with what may have changed. Whether the list looks different now. */
    boolean put(Shared model) {
        var changed = jdbc.sql("""
                        update shared_model set display_name = :name, description = :description, base_model = :base,
                            owner_team_id = :ownerTeam, owner_job_id = :ownerJob, gone_at = null
                        where team_id = :team and connection_id = :connection and resource = :resource
                            and (gone_at is not null or display_name <> :name or coalesce(description, '') <> coalesce(:description, '')
                                or coalesce(base_model, '') <> coalesce(:base, ''))""").params(values(model)).update();
        if (changed > 0) {
            return true;
        }
        return jdbc.sql("""
                        insert into shared_model (id, team_id, connection_id, resource, display_name, description, base_model,
                            owner_team_id, owner_job_id, first_seen)
                        values (:id, :team, :connection, :resource, :name, :description, :base, :ownerTeam, :ownerJob, :firstSeen)
                        on conflict do nothing""").params(values(model)).update() > 0;
    }

    private static java.util.Map<String, org.springframework.jdbc.core.SqlParameterValue> values(Shared model) {
        return java.util.Map.of(
                "id", typed(Types.OTHER, model.id().value()),
                "team", typed(Types.OTHER, model.team().value()),
                "connection", typed(Types.OTHER, model.connection().value()),
                "resource", typed(Types.VARCHAR, model.resource()),
                "name", typed(Types.VARCHAR, model.name()),
                "description", typed(Types.VARCHAR, model.description()),
                "base", typed(Types.VARCHAR, model.baseModel()),
                "ownerTeam",
                        typed(
                                Types.OTHER,
                                model.ownerTeam() == null
                                        ? null
                                        : model.ownerTeam().value()),
                "ownerJob", typed(Types.OTHER, model.ownerJob()),
                "firstSeen",
                        typed(Types.TIMESTAMP_WITH_TIMEZONE, model.firstSeen().atOffset(ZoneOffset.UTC)));
    }

    private static org.springframework.jdbc.core.SqlParameterValue typed(int type, @Nullable Object value) {
        return new org.springframework.jdbc.core.SqlParameterValue(type, value);
    }

    /** Marks those that are not among {@code listed} as gone; how many that were. */
    int keepOnly(TeamId team, ConnectionId connection, List<String> listed, Instant now) {
        var gone = jdbc
                .sql(COLUMNS + "where team_id = :team and gone_at is null")
                .param("team", team.value())
                .query(SharedModelRepository::shared)
                .list()
                .stream()
                .filter(model -> !model.connection().equals(connection) || !listed.contains(model.resource()))
                .toList();
        gone.forEach(model -> gone(model.id(), now));
        return gone.size();
    }

    /** Marks one as gone; whether it was not so already. */
    boolean gone(ModelId id, Instant now) {
        return jdbc.sql("update shared_model set gone_at = :now where id = :id and gone_at is null")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id.value())
                        .update()
                > 0;
    }

    Optional<Shared> find(TeamId team, ModelId id) {
        return jdbc.sql(COLUMNS + "where team_id = :team and id = :id")
                .param("team", team.value())
                .param("id", id.value())
                .query(SharedModelRepository::shared)
                .optional();
    }

    /** One of whatever team. */
    Optional<Shared> find(ModelId id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id.value())
                .query(SharedModelRepository::shared)
                .optional();
    }

    /** A team's row of the model that a tuning job of this instance made; the one it can use now, if there are several. */
    Optional<Shared> ofJob(TeamId team, UUID job) {
        return jdbc
                .sql(COLUMNS + "where team_id = :team and owner_job_id = :job order by gone_at desc nulls first, id")
                .param("team", team.value())
                .param("job", job)
                .query(SharedModelRepository::shared)
                .list()
                .stream()
                .findFirst();
    }

    /** A team's rows of this name; several if it has changed its backend. */
    List<Shared> named(TeamId team, String resource) {
        return jdbc.sql(COLUMNS
                        + "where team_id = :team and resource = :resource order by gone_at desc nulls first, id")
                .param("team", team.value())
                .param("resource", resource)
                .query(SharedModelRepository::shared)
                .list();
    }

    /** A page of what the team can use now, the latest first. */
    List<Shared> page(TeamId team, String search, int offset, int limit) {
        return jdbc.sql(COLUMNS + """
                        where team_id = :team and gone_at is null and lower(display_name) like :search escape '!'
                        order by first_seen desc, id offset :offset rows fetch next :limit rows only""")
                .param("team", team.value())
                .param("search", pattern(search))
                .param("offset", offset)
                .param("limit", limit)
                .query(SharedModelRepository::shared)
                .list();
    }

    long count(TeamId team, String search) {
        return jdbc.sql("""
                        select count(*) from shared_model
                        where team_id = :team and gone_at is null and lower(display_name) like :search escape '!'""")
                .param("team", team.value())
                .param("search", pattern(search))
                .query(Long.class)
                .single();
    }

    static String pattern(String search) {
        return "%"
                + search.strip()
                        .toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_")
                + "%";
    }

    void synced(TeamId team, Instant now) {
        if (mark(team, "synced_at", now) == 0) {
            jdbc.sql("insert into shared_model_sync (team_id) values (:team) on conflict do nothing")
                    .param("team", team.value())
                    .update();
            mark(team, "synced_at", now);
        }
    }

    private int mark(TeamId team, String column, Instant now) {
        return jdbc.sql("update shared_model_sync set " + column + " = :now where team_id = :team")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("team", team.value())
                .update();
    }

    /** When the team's list was last read from its backend. */
    Optional<Instant> lastSync(TeamId team) {
        return jdbc.sql("select synced_at from shared_model_sync where team_id = :team and synced_at is not null")
                .param("team", team.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private static Shared shared(ResultSet row, int number) throws SQLException {
        var ownerTeam = row.getObject("owner_team_id", UUID.class);
        var goneAt = row.getObject("gone_at", OffsetDateTime.class);
        return new Shared(
                new ModelId(row.getObject("id", UUID.class)),
                new TeamId(row.getObject("team_id", UUID.class)),
                new ConnectionId(row.getObject("connection_id", UUID.class)),
                row.getString("resource"),
                row.getString("display_name"),
                row.getString("description"),
                row.getString("base_model"),
                ownerTeam == null ? null : new TeamId(ownerTeam),
                row.getObject("owner_job_id", UUID.class),
                row.getObject("first_seen", OffsetDateTime.class).toInstant(),
                goneAt == null ? null : goneAt.toInstant());
    }
}
