package io.pitchpipe.portal.tuning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetRows;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetVersions;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.testing.NewTeam;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutorService;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A version is launched and deleted at the same moment, in two transactions that really overlap: whoever came first has it, and a job
 * never lacks what it is taught from.
 */
@SuppressWarnings("NullAway.Init")
class LaunchedWhileDeletedTests extends TuningTest {

    @Autowired
    DatasetVersions versions;

    @Autowired
    DatasetRows rows;

    @Autowired
    DatasetService datasets;

    @Autowired
    TransactionTemplate transaction;

    NewTeam team;
    DatasetId dataset;
    VersionId old;

    /** An older version that may go, for a newer one is there. */
    @BeforeEach
    void twoVersions() {
        team = newTeam();
        signIn(team);
        var made = numbers(team);
        dataset = made.dataset();
        old = made.version();
        rows.add(team.id(), old, new Example("nine", "ten"));
        assertThat(versions.unused(team.id(), dataset).versions())
                .extracting("id")
                .containsExactly(old);
    }

    /** Does the first, and the second before the first's transaction has come to its end. @return what came of the second */
    private Future<?> overlapping(Callable<?> first, Callable<?> second) {
        try (var thread = new DelegatingSecurityContextExecutorService(Executors.newSingleThreadExecutor())) {
            return transaction.execute(status -> {
                call(first);
                var later = thread.submit(second);
                try {
                    // It may wait for this transaction, and it may be done at once: neither is wrong by itself.
                    later.get(500, TimeUnit.MILLISECONDS);
                } catch (TimeoutException | ExecutionException waits) {
                    return later;
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
                return later;
            });
        }
    }

    private static void call(Callable<?> deed) {
        try {
            deed.call();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Object delete() {
        versions.delete(team.id(), dataset, Set.of(old));
        return "deleted";
    }

    private Object launch() {
        return tunings.launch(team.id(), wish(old));
    }

    private long jobs() {
        return tunings.count(team.id(), JobFilter.ALL);
    }

    @Test
    void a_version_that_is_just_being_launched_cannot_be_deleted() {
        var deletion = overlapping(this::launch, this::delete);

        assertThatThrownBy(deletion::get)
                .cause()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.key()).isEqualTo("dataset.prune.used"));
        assertThat(jobs()).isOne();
        assertThat(contents.examples(old).stream()).hasSize(15);
    }

    @Test
    void a_version_that_is_just_being_deleted_cannot_be_launched() {
        var launch = overlapping(this::delete, this::launch);

        assertThatThrownBy(launch::get).cause().isInstanceOf(NotFoundException.class);
        assertThat(jobs()).isZero();
        assertThat(versions.count(team.id(), dataset)).isOne();
    }

    @Test
    void a_dataset_of_which_a_version_is_just_being_launched_cannot_be_deleted() throws Exception {
        var deletion = overlapping(this::launch, () -> datasets.delete(team.id(), dataset));

        assertThat(deletion.get()).isEqualTo(false);
        assertThat(jobs()).isOne();
        assertThat(versions.count(team.id(), dataset)).isEqualTo(2);
    }

    @Test
    void nothing_is_launched_of_a_dataset_that_is_just_being_deleted() {
        var launch = overlapping(() -> datasets.delete(team.id(), dataset), this::launch);

        assertThatThrownBy(launch::get).cause().isInstanceOf(NotFoundException.class);
        assertThat(jobs()).isZero();
    }
}
