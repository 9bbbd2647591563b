package io.pitchpipe.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.audit.LogCheck.Kind;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.testing.Databases;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What is changed in the log past the portal is noticed, on H2 and on PostgreSQL. */
class AuditSealsTest {

    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    private AuditSeals seals(DataSource database) {
        return seals(database, 7);
    }

    private AuditSeals seals(DataSource database, int secret) {
        return new AuditSeals(JdbcClient.create(database), clock, purpose -> {
            var key = new byte[32];
            key[0] = (byte) secret;
            key[1] = (byte) purpose.hashCode();
            return key;
        });
    }

    private AuditLog log(DataSource database) {
        return new AuditLog(JdbcClient.create(database), clock, Optional::empty);
    }

    /** Three seals of two entries each, a quarter of an hour apart: ids 1 to 6. */
    private AuditSeals sealed(DataSource database) {
        var log = log(database);
        var seals = seals(database);
        for (var each = 0; each < 3; each++) {
            log.recordForInstance("instance.renamed", "Harbour " + each);
            log.record(new TeamId(new UUID(1, each)), "dataset.created", "Ünïcode " + each, "with\nlines");
            now = now.plus(Duration.ofMinutes(15));
            seals.seal();
        }
        return seals;
    }

    private static int change(DataSource database, String sql) {
        return JdbcClient.create(database).sql(sql).update();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_log_that_nobody_touched_is_as_written_and_what_is_newer_is_not_sealed_yet(DataSource database) {
        assertThat(seals(database).check().upTo()).isEmpty();
        var seals = sealed(database);
        log(database).recordForInstance("instance.renamed", "Just now");
        seals.seal();
        var check = seals.check();
        assertThat(check.damage()).isEmpty();
        assertThat(check.entries()).isEqualTo(6);
        assertThat(check.seal()).isEqualTo(3);
        assertThat(check.upTo()).contains(Instant.parse("2026-11-30T12:30:00Z"));
        assertThat(check.unsealed()).isEqualTo(1);
        assertThat(check.unsealedSince()).contains(now);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void an_entry_that_was_deleted_in_the_database_is_missed_with_its_range_and_time(DataSource database) {
        var seals = sealed(database);
        change(database, "delete from audit_entry where id = 4");
        assertThat(seals.check().damage()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Kind.REMOVED);
            assertThat(damage.firstEntry()).isEqualTo(3);
            assertThat(damage.lastEntry()).isEqualTo(4);
            assertThat(damage.after()).contains(Instant.parse("2026-11-30T12:00:00Z"));
            assertThat(damage.until()).isEqualTo("2026-11-30T12:15:00Z");
        });
    }

    @ParameterizedTest
    @MethodSource("databases")
    void every_field_that_is_changed_in_the_database_is_noticed(DataSource database) {
        var seals = sealed(database);
        for (var field : new String[] {
            "at = at + interval '1' second",
            "team_id = null",
            "user_id = '00000000-0000-0001-0000-000000000001'",
            "action = 'dataset.deleted'",
            "subject = 'Another'",
            "detail = null",
            "detail = ''",
            "subject = 'Ünïcode 1with', detail = 'lines'"
        }) {
            var kept = log(database).page(Optional.of(new TeamId(new UUID(1, 1))), "", Optional.empty(), 1);
            change(database, "create table kept as select * from audit_entry where id = 4");
            change(database, "update audit_entry set " + field + " where id = 4");
            assertThat(seals.check().damage())
                    .as(field)
                    .singleElement()
                    .matches(damage -> damage.kind() == Kind.CHANGED && damage.lastEntry() == 4);
            change(database, "delete from audit_entry where id = 4");
            change(database, "insert into audit_entry select * from kept");
            change(database, "drop table kept");
            assertThat(log(database).page(Optional.of(new TeamId(new UUID(1, 1))), "", Optional.empty(), 1))
                    .isEqualTo(kept);
            assertThat(seals.check().damage()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void an_entry_that_is_slipped_in_below_a_seal_is_noticed(DataSource database) {
        var seals = sealed(database);
        change(database, """
                insert into audit_entry (id, at, action, subject)
                values (-5, timestamp with time zone '2026-11-30 11:00:00+00', 'dataset.created', 'Never')""");
        assertThat(seals.check().damage()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Kind.ADDED);
            assertThat(damage.lastEntry()).isEqualTo(2);
            assertThat(damage.after()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_seal_that_was_changed_removed_or_made_anew_without_the_secret_is_noticed(DataSource database) {
        var seals = sealed(database);
        change(database, "delete from audit_entry where id = 4");
        change(database, "update audit_seal set entry_count = 1 where id = 2");
        assertThat(seals.check().damage()).singleElement().matches(damage -> damage.kind() == Kind.CHANGED);
        change(database, "delete from audit_seal where id = 2");
        change(database, "delete from audit_entry where id = 3");
        assertThat(seals.check().damage())
                .singleElement()
                .matches(damage -> damage.firstEntry() == 3 && damage.lastEntry() == 6);
        change(database, "update audit_seal set id = 2 where id = 3");
        assertThat(seals.check().damage()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void the_head_of_the_log_cannot_be_cut_off_and_a_cut_tail_lowers_the_number_that_the_log_file_has(
            DataSource database) {
        var seals = sealed(database);
        change(database, "delete from audit_entry where id > 4");
        change(database, "delete from audit_seal where id = 3");
        assertThat(seals.check().damage()).isEmpty();
        assertThat(seals.check().seal()).isEqualTo(2);
        change(database, "delete from audit_entry where id < 3");
        change(database, "delete from audit_seal where id = 1");
        assertThat(seals.check().damage()).singleElement().matches(damage -> damage.firstEntry() == 1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void an_entry_whose_transaction_ends_after_a_later_one_is_sealed_with_it(DataSource database) throws SQLException {
        var seals = seals(database);
        try (var slow = database.getConnection()) {
            slow.setAutoCommit(false);
            var connection = new SingleConnectionDataSource(slow, true);
            log(connection).recordForInstance("instance.renamed", "Slow");
            log(database).recordForInstance("instance.renamed", "Fast");
            now = now.plus(Duration.ofMinutes(9));
            seals.seal();
            slow.commit();
        }
        now = now.plus(Duration.ofMinutes(2));
        seals.seal();
        assertThat(seals.check().damage()).isEmpty();
        assertThat(seals.check().entries()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void what_another_secret_sealed_cannot_be_checked_and_what_comes_after_can(DataSource database) {
        sealed(database);
        var next = seals(database, 8);
        log(database).recordForInstance("instance.renamed", "After");
        now = now.plus(Duration.ofMinutes(15));
        next.seal();
        assertThat(next.check().damage()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Kind.OTHER_SECRET);
            assertThat(damage.firstEntry()).isEqualTo(1);
            assertThat(damage.lastEntry()).isEqualTo(6);
        });
        change(database, "update audit_seal set secret = (select max(secret) from audit_seal where id = 4)");
        assertThat(next.check().damage())
                .as("saying that it was this one does not help")
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_long_log_is_sealed_and_checked_in_pages(DataSource database) {
        var log = log(database);
        for (var each = 0; each < 1_200; each++) {
            log.recordForInstance("instance.renamed", "Harbour " + each);
        }
        now = now.plus(Duration.ofMinutes(15));
        var seals = seals(database);
        seals.seal();
        assertThat(seals.check().seal()).isEqualTo(3);
        assertThat(seals.check().entries()).isEqualTo(1_200);
        change(database, "delete from audit_entry where id between 100 and 900");
        assertThat(seals.check().damage())
                .as("neighbours that suffered the same are one range")
                .singleElement()
                .matches(damage -> damage.firstEntry() == 1 && damage.lastEntry() == 1_000);
    }
}
