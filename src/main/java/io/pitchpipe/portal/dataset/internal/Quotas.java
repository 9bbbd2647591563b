package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.Quota;
import io.pitchpipe.portal.dataset.QuotaExceededException;
import io.pitchpipe.portal.dataset.QuotaUse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts what teams hold and stops them where it is enough. Every method that counts belongs into the transaction that writes or deletes
 * what is counted, before that bumps a topic others wait for; it waits for whoever else is writing for the team, so two can never both
 * fit into what is left for one.
 *
 * @see <a href="../../../../../../../../docs/decisions/0048-quotas.md">decision 0048</a>
 */
@Repository
public class Quotas {

    private static final String BYTES = "dataset.quota.bytes";
    private static final String DATASETS = "dataset.quota.datasets";

    private static final String USE = """
            select t.id, t.name, coalesce(u.row_bytes, 0) + coalesce(u.file_bytes, 0) as bytes,
            (select count(*) from dataset d where d.team_id = t.id) as datasets, q.max_bytes, q.max_datasets
            from team t left join dataset_usage u on u.team_id = t.id left join dataset_quota q on q.team_id = t.id\s""";

    private final JdbcClient jdbc;

    Quotas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Counts bytes of rows that are about to be kept.
     *
     * @throws QuotaExceededException if the team's rows would be more than it may hold
     */
    void keep(DatasetId dataset, long bytes) {
        if (bytes == 0) {
            return;
        }
        var team = team(dataset);
        var most = quota(team).bytes();
        var fits = row(
                team,
                () -> jdbc.sql(
                                "update dataset_usage set row_bytes = row_bytes + ? where team_id = ? and row_bytes + ? <= ?")
                        .params(bytes, team.value(), bytes, most)
                        .update());
        if (!fits) {
            throw QuotaExceededException.bytes(use(team).bytes(), most);
        }
    }

    /**
     * Makes sure that one more dataset with so many bytes of rows would fit, before it is brought to where nobody counts it yet. It holds
     * nothing free: what is kept later is counted then, and may not fit any more.
     *
     * @throws QuotaExceededException if it does not fit
     */
    void check(TeamId team, long bytes) {
        var use = use(team);
        if (use.datasets() >= use.quota().datasets()) {
            throw QuotaExceededException.datasets(use.quota().datasets());
        }
        var rows = jdbc.sql("select coalesce(sum(row_bytes), 0) from dataset_usage where team_id = ?")
                .param(team.value())
                .query(Long.class)
                .single();
        if (rows + bytes > use.quota().bytes()) {
            throw QuotaExceededException.bytes(use.bytes(), use.quota().bytes());
        }
    }

    /** Counts bytes of rows that are gone. */
    void free(DatasetId dataset, long bytes) {
        if (bytes > 0) {
            jdbc.sql("update dataset_usage set row_bytes = greatest(0, row_bytes - ?) where team_id = ?")
                    .params(bytes, team(dataset).value())
                    .update();
        }
    }

    /** Counts bytes of a file that is coming in. @return false if they do not fit beside the rows and the other files */
    boolean receive(TeamId team, long bytes) {
        var most = quota(team).bytes();
        return row(
                team,
                () -> jdbc.sql("""
                update dataset_usage set file_bytes = file_bytes + ? where team_id = ? and row_bytes + file_bytes + ? <= ?""").params(bytes, team.value(), bytes, most).update());
    }

    /** Counts bytes of a file that is gone. */
    void release(TeamId team, long bytes) {
        jdbc.sql("update dataset_usage set file_bytes = greatest(0, file_bytes - ?) where team_id = ?")
                .params(bytes, team.value())
                .update();
    }

    /**
     * Makes sure that the team may have one more dataset, and that nobody else makes the last one first.
     *
     * @throws QuotaExceededException if it has as many as it may
     */
    public void addDataset(TeamId team) {
        row(
                team,
                () -> jdbc.sql("update dataset_usage set row_bytes = row_bytes where team_id = ?")
                        .param(team.value())
                        .update());
        var use = use(team);
        if (use.datasets() >= use.quota().datasets()) {
            throw QuotaExceededException.datasets(use.quota().datasets());
        }
    }

    private interface Update {
        int run();
    }

    /** Runs an update of the team's row, which is made if it is missing. @return whether it found what it wanted */
    private boolean row(TeamId team, Update update) {
        if (update.run() == 1) {
            return true;
        }
        // Whoever makes the row at the same time is waited for, and then it is there.
        jdbc.sql("insert into dataset_usage (team_id, row_bytes, file_bytes) values (?, 0, 0) on conflict do nothing")
                .param(team.value())
                .update();
        return update.run() == 1;
    }

    private TeamId team(DatasetId dataset) {
        return new TeamId(jdbc.sql("select team_id from dataset where id = ?")
                .param(dataset.value())
                .query(UUID.class)
                .single());
    }

    /** What a team may hold. */
    private Quota quota(TeamId team) {
        return use(team).quota();
    }

    public QuotaUse use(TeamId team) {
        var every = everyTeam();
        return jdbc.sql(USE + "where t.id = ?")
                .param(team.value())
                .query((row, number) -> use(row, every))
                .single();
    }

    /** Who holds most comes first. */
    public List<QuotaUse> uses(int offset, int limit) {
        var every = everyTeam();
        return jdbc.sql(USE + "order by bytes desc, t.name, t.id limit ? offset ?")
                .params(limit, offset)
                .query((row, number) -> use(row, every))
                .list();
    }

    private static QuotaUse use(java.sql.ResultSet row, Quota every) throws java.sql.SQLException {
        @Nullable Long bytes = row.getObject("max_bytes", Long.class);
        @Nullable Integer datasets = row.getObject("max_datasets", Integer.class);
        return new QuotaUse(
                new TeamId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getLong("bytes"),
                row.getInt("datasets"),
                new Quota(bytes == null ? every.bytes() : bytes, datasets == null ? every.datasets() : datasets),
                bytes != null || datasets != null);
    }

    /** What every team may hold that has no limit of its own. */
    public Quota everyTeam() {
        return new Quota(
                setting(BYTES).map(Long::valueOf).orElse(Quota.DEFAULT.bytes()),
                setting(DATASETS).map(Integer::valueOf).orElse(Quota.DEFAULT.datasets()));
    }

    private Optional<String> setting(String name) {
        return jdbc.sql("select setting from instance_setting where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }

    public void everyTeam(Quota quota) {
        set(BYTES, Long.toString(quota.bytes()));
        set(DATASETS, Integer.toString(quota.datasets()));
    }

    private void set(String name, String setting) {
        jdbc.sql("delete from instance_setting where name = ?").param(name).update();
        jdbc.sql("insert into instance_setting (name, setting) values (?, ?)")
                .params(name, setting)
                .update();
    }

    /** @param quota of this team alone; empty for that of every team */
    public void team(TeamId team, Optional<Quota> quota) {
        jdbc.sql("delete from dataset_quota where team_id = ?")
                .param(team.value())
                .update();
        quota.ifPresent(own -> jdbc.sql("insert into dataset_quota (team_id, max_bytes, max_datasets) values (?, ?, ?)")
                .params(team.value(), own.bytes(), own.datasets())
                .update());
    }
}
