package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.ImportPlan;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.VersionState;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** The module's parts on one database, without Spring. */
final class Parts {

    static final ImportPlan PLAN = new ImportPlan(
            new Reading(Format.DELIMITED, ',', '"', true, "UTF-8", 0), new ColumnMapping(List.of("0"), "1"));
    static final VersionChange CHANGE = new VersionChange(VersionChange.Kind.IMPORTED, 0, "x.csv");

    final JdbcClient jdbc;
    final DatasetRepository datasets;
    final ChunkRepository chunks;
    final UploadRepository uploads;
    final TransactionTemplate transaction;
    final Quotas quotas;
    final RejectedRows rejected;
    final Pruning pruning;
    final Splitting splitting;
    final RowReading rows;
    final VersionWork work;
    final Receiving receiving;
    final TeamId team = TeamId.random();
    final UserId user = UserId.random();
    final DatasetId dataset = DatasetId.random();
    int number;

    Parts(DataSource database) {
        jdbc = JdbcClient.create(database);
        var clock = Clock.systemUTC();
        datasets = new DatasetRepository(jdbc, clock);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        quotas = new Quotas(jdbc);
        chunks = new ChunkRepository(jdbc, quotas);
        uploads = new UploadRepository(jdbc, clock, quotas);
        rejected = new RejectedRows(jdbc, quotas);
        pruning = new Pruning(datasets, chunks, rejected, transaction);
        rows = new RowReading(chunks);
        splitting = new Splitting(new SplitRepository(jdbc), rows);
        receiving = new Receiving(uploads, transaction, DataSize.ofMegabytes(64));
        work = new VersionWork(
                datasets,
                chunks,
                uploads,
                rejected,
                rows,
                new FixPreviewing(rows),
                splitting,
                quotas,
                pruning,
                new Workbooks(Path.of("target", "work-test")),
                new Changes(jdbc),
                transaction);
        var now = clock.instant().atOffset(java.time.ZoneOffset.UTC);
        jdbc.sql(
                        "insert into app_user (id, email, display_name, password_hash, created_at) values (?, ?, 'Ada', '', ?)")
                .params(user.value(), user + "@example.org", now)
                .update();
        jdbc.sql("insert into team (id, name, project_number, created_at) values (?, 'Atlas', ?, ?)")
                .params(
                        team.value(),
                        java.util.concurrent.ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
                        now)
                .update();
        datasets.insert(dataset, team, "Support", user);
    }

    VersionId bring(InputStream file) {
        return bring(file, PLAN);
    }

    VersionId bring(InputStream file, ImportPlan plan) {
        var upload = receiving.receive(team, user, "x.csv", file);
        var bytes = uploads.find(team, upload).orElseThrow().bytes();
        var id = VersionId.random();
        datasets.insertVersion(
                id, dataset, ++number, Work.read(upload.value(), plan).json(), upload.value(), CHANGE, user, bytes);
        return id;
    }

    VersionState state(VersionId id) {
        return datasets.version(id).orElseThrow().state();
    }

    /** Chunks of the dataset, in a version or not. */
    long kept() {
        return jdbc.sql("select count(*) from dataset_chunk where dataset_id = ?")
                .param(dataset.value())
                .query(Long.class)
                .single();
    }

    long indexed(VersionId id) {
        return jdbc.sql("select count(*) from dataset_version_chunk where version_id = ?")
                .param(id.value())
                .query(Long.class)
                .single();
    }
}
