package io.pitchpipe.portal.dataset.internal;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.ImportPlan;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.VersionState;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
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
    final LooseObjects loose;
    final Optional<Bucket> bucket;
    final ChunkStores stores;
    final ChunkRepository chunks;
    final ChunkIndex index;
    final VersionStates states;
    final UploadRepository uploads;
    final TransactionTemplate transaction;
    final Quotas quotas;
    final RejectedRows rejected;
    final Pruning pruning;
    final Splitting splitting;
    final RowReading rows;
    final VersionWork work;
    final Receiving receiving;
    final Editing editing;
    final Copying copying;
    final TeamId team;
    final UserId user;
    final DatasetId dataset;
    private final DataSource database;
    private final Clock clock;
    private int number;

    Parts(DataSource database) {
        this(database, Clock.systemUTC(), Buckets.NONE);
    }

    /** @param storage where chunks are kept */
    Parts(DataSource database, Clock clock, StorageSettings storage) {
        this(database, clock, storage, TeamId.random(), UserId.random(), DatasetId.random());
        begin();
    }

    private Parts(
            DataSource database, Clock clock, StorageSettings storage, TeamId team, UserId user, DatasetId dataset) {
        this.database = database;
        this.clock = clock;
        this.team = team;
        this.user = user;
        this.dataset = dataset;
        jdbc = JdbcClient.create(database);
        datasets = new DatasetRepository(jdbc, clock);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        quotas = new Quotas(jdbc);
        loose = new LooseObjects(jdbc, clock);
        bucket = Optional.of(storage.bucket())
                .filter(StorageSettings.BucketSettings::given)
                .map(settings -> Buckets.open(settings, clock, new SimpleMeterRegistry(), loose));
        stores = ChunkStores.of(storage, bucket, jdbc, loose, transaction);
        index = new ChunkIndex(jdbc);
        states = new VersionStates(jdbc, clock);
        chunks = new ChunkRepository(jdbc, quotas, stores, loose, index);
        uploads = new UploadRepository(jdbc, clock, quotas);
        rejected = new RejectedRows(jdbc, quotas);
        pruning = new Pruning(datasets, chunks, index, rejected, transaction);
        rows = new RowReading(chunks, index);
        splitting = new Splitting(new SplitRepository(jdbc), rows);
        receiving = new Receiving(
                uploads, transaction, DataSize.ofMegabytes(64), DiskReserve.none(), java.time.Clock.systemUTC());
        work = new VersionWork(
                datasets,
                states,
                new VersionStore(states, chunks, index, rejected, quotas, new Changes(jdbc), transaction),
                uploads,
                rows,
                new FixPreviewing(rows),
                splitting,
                pruning,
                new Workbooks(Path.of("target", "work-test")),
                new Changes(jdbc),
                event -> {},
                transaction);
        editing = new Editing(
                datasets,
                states,
                chunks,
                index,
                splitting,
                new Rewriting(chunks, index, quotas),
                rejected,
                work,
                SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database))
                        .serializer(new NeverRead())
                        .build(),
                new Changes(jdbc),
                new AuditLog(jdbc, clock, () -> Optional.of(user)),
                transaction,
                clock);
        copying = new Copying(
                datasets, states, quotas, chunks, index, rejected, splitting, new CardRepository(jdbc, clock));
    }

    private void begin() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
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

    /** Nobody runs the tasks that are scheduled here. */
    private static final class NeverRead implements Serializer {

        @Override
        public byte[] serialize(@Nullable Object data) {
            return new byte[0];
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            throw new UnsupportedOperationException("Nothing is read back");
        }
    }

    VersionId bring(InputStream file) {
        return bring(file, PLAN);
    }

    VersionId bring(InputStream file, ImportPlan plan) {
        var upload = receiving.receive(team, user, "x.csv", file);
        var bytes = uploads.find(team, upload).orElseThrow().bytes();
        var id = VersionId.random();
        states.insert(
                id, dataset, ++number, Work.read(upload.value(), plan).json(), upload.value(), CHANGE, user, bytes);
        return id;
    }

    /** A chunk of one byte that is in no version. */
    void putUnused() {
        var brought = chunks.store().bring(dataset, List.of(ChunkStore.Chunk.of(new byte[] {'x'})));
        transaction.executeWithoutResult(status -> quotas.keep(dataset, chunks.put(dataset, brought.getFirst())));
    }

    /** The version as a dataset of its own in the same team. */
    DatasetId copy(DatasetVersion version) {
        var begun = copying.begin(version, team);
        return Objects.requireNonNull(
                transaction.execute(status -> copying.copy(begun, "Support", team, "Copy", user)));
    }

    /** The same dataset after a start with other settings. */
    Parts with(StorageSettings storage) {
        var restarted = new Parts(database, clock, storage, team, user, dataset);
        restarted.number = number;
        return restarted;
    }

    /** Takes what room the team has left. */
    void fill() {
        jdbc.sql("update dataset_usage set row_bytes = ? where team_id = ?")
                .params(quotas.use(team).quota().bytes(), team.value())
                .update();
    }

    /** As if a day had passed for objects that wait for their row. */
    void forgetPatience() {
        jdbc.sql("update dataset_loose_object set due = ?")
                .param(OffsetDateTime.now(ZoneOffset.UTC))
                .update();
    }

    /** As the probe does half a minute after the bucket is back: until then a request has little time. */
    void probe() {
        new BucketProbe(bucket).probe();
    }

    /** Deletes objects as the task does that comes by every minute. @return how many */
    int sweepObjects() {
        return stores.bucket().map(BucketChunks::sweep).orElse(0);
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
