package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Template;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.VersionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Datasets and their versions. */
@Repository
public class DatasetRepository {

    private static final String VERSION = """
            select v.id, v.dataset_id, v.number, v.state, v.row_count, v.rejected_count, v.byte_count, v.change_kind,
            v.change_rows, v.change_detail, u.display_name, v.created_at, v.rows_read, v.bytes_read, v.bytes_total, v.failure,
            v.template, exists (select 1 from dataset_split s where s.version_id = v.id and s.percent = -1) as divided
            from dataset_version v join app_user u on u.id = v.created_by\s""";

    private record Head(UUID id, UUID team, String name, Instant createdAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    DatasetRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void insert(DatasetId id, TeamId team, String name, UserId by) {
        jdbc.sql(
                        "insert into dataset (id, team_id, name, created_by, created_at, touched_at) values (?, ?, ?, ?, ?, ?)")
                .params(id.value(), team.value(), name, by.value(), now(), now())
                .update();
    }

    public void rename(DatasetId id, String name) {
        jdbc.sql("update dataset set name = ? where id = ?")
                .params(name, id.value())
                .update();
    }

    public List<Dataset> list(TeamId team, String search, int offset, int limit) {
        var heads = jdbc.sql("""
                select id, team_id, name, created_at from dataset where team_id = ? and lower(name) like ? escape '!'
                order by touched_at desc, id limit ? offset ?""")
                .params(team.value(), pattern(search), limit, offset)
                .query(DatasetRepository::head)
                .list();
        return withVersions(heads);
    }

    public long count(TeamId team, String search) {
        return jdbc.sql("select count(*) from dataset where team_id = ? and lower(name) like ? escape '!'")
                .params(team.value(), pattern(search))
                .query(Long.class)
                .single();
    }

    public Optional<Dataset> find(TeamId team, DatasetId id) {
        var heads = jdbc.sql("select id, team_id, name, created_at from dataset where team_id = ? and id = ?")
                .params(team.value(), id.value())
                .query(DatasetRepository::head)
                .list();
        return withVersions(heads).stream().findFirst();
    }

    private List<Dataset> withVersions(List<Head> heads) {
        if (heads.isEmpty()) {
            return List.of();
        }
        var ids = heads.stream().map(Head::id).toList();
        var latest = new HashMap<UUID, DatasetVersion>();
        var valid = new HashMap<UUID, DatasetVersion>();
        jdbc.sql(VERSION + """
                where v.dataset_id in (:ids) and (
                v.number = (select max(l.number) from dataset_version l where l.dataset_id = v.dataset_id)
                or v.number = (select max(l.number) from dataset_version l where l.dataset_id = v.dataset_id and l.state = 'VALID'))
                order by v.number""")
                .param("ids", ids)
                .query(DatasetRepository::version)
                .list()
                .forEach(version -> {
                    latest.put(version.dataset().value(), version);
                    if (version.state() == VersionState.VALID) {
                        valid.put(version.dataset().value(), version);
                    }
                });
        var datasets = new ArrayList<Dataset>();
        for (var head : heads) {
            var newest = latest.get(head.id());
            if (newest != null) {
                datasets.add(new Dataset(
                        new DatasetId(head.id()),
                        new TeamId(head.team()),
                        head.name(),
                        head.createdAt(),
                        newest,
                        Optional.ofNullable(valid.get(head.id()))));
            }
        }
        return datasets;
    }

    /** Whose a dataset is, and what it is called. */
    record Owned(TeamId team, String name) {}

    /** @throws org.springframework.dao.EmptyResultDataAccessException if there is none */
    Owned owned(DatasetId id) {
        return jdbc.sql("select team_id, name from dataset where id = ?")
                .param(id.value())
                .query((row, number) ->
                        new Owned(new TeamId(row.getObject("team_id", UUID.class)), row.getString("name")))
                .single();
    }

    Optional<TeamId> team(DatasetId id) {
        return jdbc.sql("select team_id from dataset where id = ?")
                .param(id.value())
                .query(UUID.class)
                .optional()
                .map(TeamId::new);
    }

    public Optional<DatasetVersion> version(VersionId id) {
        return jdbc.sql(VERSION + "where v.id = ?")
                .param(id.value())
                .query(DatasetRepository::version)
                .optional();
    }

    /** A version of one of the team's own datasets; anyone else's is not found. */
    public Optional<DatasetVersion> version(TeamId team, VersionId id) {
        return jdbc.sql(VERSION + "join dataset d on d.id = v.dataset_id where v.id = ? and d.team_id = ?")
                .params(id.value(), team.value())
                .query(DatasetRepository::version)
                .optional();
    }

    public List<DatasetVersion> versions(DatasetId dataset, int offset, int limit) {
        return jdbc.sql(VERSION + "where v.dataset_id = ? order by v.number desc limit ? offset ?")
                .params(dataset.value(), limit, offset)
                .query(DatasetRepository::version)
                .list();
    }

    public int countVersions(DatasetId dataset) {
        return jdbc.sql("select count(*) from dataset_version where dataset_id = ?")
                .param(dataset.value())
                .query(Integer.class)
                .single();
    }

    public Optional<DatasetVersion> version(DatasetId dataset, int number) {
        return jdbc.sql(VERSION + "where v.dataset_id = ? and v.number = ?")
                .params(dataset.value(), number)
                .query(DatasetRepository::version)
                .optional();
    }

    /** The latest version with rows whose number is below another. */
    public Optional<DatasetVersion> readableBefore(DatasetId dataset, int number) {
        return jdbc.sql(VERSION + """
                where v.dataset_id = ? and v.number < ? and v.state in ('VALID', 'INVALID') order by v.number desc limit 1""")
                .params(dataset.value(), number)
                .query(DatasetRepository::version)
                .optional();
    }

    /** A version of the dataset is still being made. */
    boolean hasUnsettled(DatasetId dataset) {
        return jdbc.sql("""
                select count(*) from dataset_version where dataset_id = ? and state in ('UPLOADED', 'VALIDATING')""").param(dataset.value()).query(Integer.class).single() > 0;
    }

    void deleteVersion(VersionId id) {
        jdbc.sql("delete from dataset_version where id = ?").param(id.value()).update();
    }

    /** Held until the transaction ends, so that two writers of one dataset come one after the other. */
    public void lock(DatasetId dataset) {
        jdbc.sql("select id from dataset where id = ? for update")
                .param(dataset.value())
                .query(UUID.class)
                .optional();
    }

    public int latestNumber(DatasetId dataset) {
        return jdbc.sql("select coalesce(max(number), 0) from dataset_version where dataset_id = ?")
                .param(dataset.value())
                .query(Integer.class)
                .single();
    }

    public Optional<String> report(VersionId id) {
        return jdbc.sql("select report from dataset_version where id = ? and report is not null")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    /** The codes of findings a user decided to keep as they are. */
    public List<String> kept(VersionId id) {
        return jdbc.sql("select kept from dataset_version where id = ?")
                .param(id.value())
                .query(String.class)
                .optional()
                .filter(codes -> !codes.isEmpty())
                .map(codes -> List.of(codes.split(",")))
                .orElse(List.of());
    }

    public void keep(VersionId id, List<String> codes) {
        jdbc.sql("update dataset_version set kept = ? where id = ?")
                .params(String.join(",", codes), id.value())
                .update();
    }

    public void delete(DatasetId id) {
        jdbc.sql("delete from dataset_version where dataset_id = ?")
                .param(id.value())
                .update();
        jdbc.sql("delete from dataset where id = ?").param(id.value()).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String pattern(String search) {
        var escaped = search.strip()
                .toLowerCase(java.util.Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return "%" + escaped + "%";
    }

    private static Head head(ResultSet row, int number) throws SQLException {
        return new Head(
                row.getObject("id", UUID.class),
                row.getObject("team_id", UUID.class),
                row.getString("name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static DatasetVersion version(ResultSet row, int number) throws SQLException {
        @Nullable String failure = row.getString("failure");
        @Nullable String template = row.getString("template");
        return new DatasetVersion(
                new VersionId(row.getObject("id", UUID.class)),
                new DatasetId(row.getObject("dataset_id", UUID.class)),
                row.getInt("number"),
                VersionState.valueOf(row.getString("state")),
                row.getLong("row_count"),
                row.getLong("rejected_count"),
                row.getLong("byte_count"),
                new VersionChange(
                        VersionChange.Kind.valueOf(row.getString("change_kind")),
                        row.getLong("change_rows"),
                        row.getString("change_detail")),
                row.getString("display_name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                new DatasetVersion.Progress(
                        row.getLong("rows_read"), row.getLong("bytes_read"), row.getLong("bytes_total")),
                Optional.ofNullable(template).map(Template::new),
                row.getBoolean("divided"),
                Optional.ofNullable(failure));
    }
}
