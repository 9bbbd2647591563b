package io.pitchpipe.portal.backend.internal;

import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Connections as they are kept: with their key sealed. */
@Repository
public class ConnectionRepository {

    /** A row. */
    public record Stored(
            ConnectionId id,
            TeamId team,
            Connection.Kind kind,
            @Nullable URI baseUrl,
            byte[] sealedKey,
            boolean measuresHeldOut) {}

    /** What a backend needs to know of a team. */
    public record TeamProject(TeamId team, ProjectNumber project, String name) {}

    private static final String COLUMNS =
            "select id, team_id, kind, base_url, api_key, measures_held_out from backend_connection ";

    private final JdbcClient jdbc;

    ConnectionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Stored> current(TeamId team) {
        return jdbc.sql(COLUMNS + "where team_id = ? order by selected_at desc, id limit 1")
                .param(team.value())
                .query(ConnectionRepository::read)
                .optional();
    }

    Optional<Stored> embedded(TeamId team) {
        return jdbc.sql(COLUMNS + "where team_id = ? and kind = 'EMBEDDED' order by created_at desc, id limit 1")
                .param(team.value())
                .query(ConnectionRepository::read)
                .optional();
    }

    Optional<Stored> find(ConnectionId id) {
        return jdbc.sql(COLUMNS + "where id = ?")
                .param(id.value())
                .query(ConnectionRepository::read)
                .optional();
    }

    void insert(Stored connection, Instant now) {
        var at = now.atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                insert into backend_connection (id, team_id, kind, base_url, api_key, created_at, selected_at, measures_held_out)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        connection.id().value(),
                        connection.team().value(),
                        connection.kind().name())
                .param(
                        connection.baseUrl() == null
                                ? null
                                : connection.baseUrl().toString())
                .params(connection.sealedKey(), at, at, connection.measuresHeldOut())
                .update();
    }

    void replaceKey(ConnectionId id, byte[] sealedKey) {
        jdbc.sql("update backend_connection set api_key = ? where id = ?")
                .params(sealedKey, id.value())
                .update();
    }

    void select(ConnectionId id, Instant now) {
        jdbc.sql("update backend_connection set selected_at = ? where id = ?")
                .params(now.atOffset(ZoneOffset.UTC), id.value())
                .update();
    }

    /** Makes two first uses by one team wait for each other until the transaction ends. */
    Optional<TeamProject> lockTeam(TeamId team) {
        return project("select id, name, project_number from team where id = ? for update", team);
    }

    Optional<TeamProject> team(TeamId team) {
        return project("select id, name, project_number from team where id = ?", team);
    }

    private Optional<TeamProject> project(String sql, TeamId team) {
        return jdbc.sql(sql)
                .param(team.value())
                .query((row, number) ->
                        new TeamProject(team, new ProjectNumber(row.getLong("project_number")), row.getString("name")))
                .optional();
    }

    List<TeamId> teamsWithout(int atMost) {
        return jdbc.sql("""
                select t.id from team t
                where not exists (select 1 from backend_connection c where c.team_id = t.id)
                order by t.created_at limit ?""")
                .param(atMost)
                .query((row, number) -> new TeamId(row.getObject("id", UUID.class)))
                .list();
    }

    private static Stored read(ResultSet row, int number) throws SQLException {
        var url = row.getString("base_url");
        return new Stored(
                new ConnectionId(row.getObject("id", UUID.class)),
                new TeamId(row.getObject("team_id", UUID.class)),
                Connection.Kind.valueOf(row.getString("kind")),
                url == null ? null : URI.create(url),
                row.getBytes("api_key"),
                row.getBoolean("measures_held_out"));
    }
}
