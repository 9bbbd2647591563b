package io.pitchpipe.portal.audit;

import io.pitchpipe.portal.audit.LogCheck.Damage;
import io.pitchpipe.portal.audit.LogCheck.Kind;
import io.pitchpipe.portal.common.BackgroundDoor;
import io.pitchpipe.portal.common.InstanceSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes it show when somebody changes the log in the database: seals what was written, and checks the seals. Not for views: that is the account module's
 * {@code ActivityService}.
 *
 * @see <a href="../../../../../../../docs/decisions/0089-a-log-whose-changes-show.md">decision 0089</a>
 */
@BackgroundDoor
@Component
public class AuditSeals {

    /** An entry gets its id before its transaction ends: what is younger may still be joined by one with a smaller id. */
    static final Duration AGE = Duration.ofMinutes(10);

    private static final int PAGE = 500;
    private static final Logger log = LoggerFactory.getLogger(AuditSeals.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final byte[] key;
    private final String secret;

    AuditSeals(JdbcClient jdbc, Clock clock, InstanceSecret secret) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.key = secret.keyFor("seals of the activity log");
        this.secret = HexFormat.of()
                .formatHex(secret.keyFor("telling secrets of seals apart"))
                .substring(0, 16);
    }

    /** Seals what is old enough. */
    void seal() {
        sealBefore(clock.instant().minus(AGE));
    }

    void sealBefore(Instant time) {
        while (sealPage(time)) {
            // One more.
        }
    }

    /** One seal; if two nodes should ever make it at once, its number lets one of them fail. */
    private boolean sealPage(Instant time) {
        var before = jdbc.sql("select * from audit_seal order by id desc limit 1")
                .query(Seal::of)
                .optional()
                .orElse(Seal.NONE);
        var entries = entries(before.lastEntry()).stream()
                .takeWhile(entry -> entry.at().isBefore(time))
                .toList();
        if (entries.isEmpty()) {
            return false;
        }
        var last = entries.getLast();
        var computation = new Seal.Computation(key, before);
        entries.forEach(computation::add);
        var open = new Seal(
                before.number() + 1,
                last.id(),
                entries.size(),
                last.at(),
                secret,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                "");
        var seal = open.withMac(computation.over(open));
        jdbc.sql("""
                        insert into audit_seal (id, last_entry, entry_count, last_at, secret, mac, sealed_at)
                        values (:id, :lastEntry, :entries, :lastAt, :secret, :mac, :sealedAt)""")
                .param("id", seal.number())
                .param("lastEntry", seal.lastEntry())
                .param("entries", seal.entries())
                .param("lastAt", seal.lastAt().atOffset(ZoneOffset.UTC))
                .param("secret", seal.secret())
                .param("mac", seal.mac())
                .param("sealedAt", seal.sealedAt().atOffset(ZoneOffset.UTC))
                .update();
        log.info(
                "Sealed the activity log: seal {} {}, {} entries up to {}",
                seal.number(),
                seal.shortMac(),
                seal.entries(),
                seal.lastEntry());
        return entries.size() == PAGE;
    }

    private List<Seal.Entry> entries(long after) {
        return jdbc.sql("select * from audit_entry where id > :after order by id limit :limit")
                .param("after", after)
                .param("limit", PAGE)
                .query(Seal.Entry::of)
                .list();
    }

    /** Computes all seals again. Each is held against the stored one before it, so that one damage is told once. */
    public LogCheck check() {
        var reading = new Reading();
        var damage = new ArrayList<Damage>();
        var before = Seal.NONE;
        var entries = 0L;
        for (var page = seals(before); !page.isEmpty(); page = seals(before)) {
            for (var seal : page) {
                var computation = new Seal.Computation(key, before);
                var found = 0L;
                for (var entry = reading.upTo(seal.lastEntry());
                        entry != null;
                        entry = reading.upTo(seal.lastEntry())) {
                    computation.add(entry);
                    found++;
                }
                entries += found;
                if (!same(computation.over(seal), seal.mac()) || seal.number() != before.number() + 1) {
                    tell(damage, before, seal, found);
                }
                before = seal;
            }
        }
        var last = before;
        return jdbc.sql("select count(*) as entries, min(at) as since from audit_entry where id > :last")
                .param("last", last.lastEntry())
                .query(unsealed(last, entries, damage))
                .single();
    }

    private static RowMapper<LogCheck> unsealed(Seal last, long entries, List<Damage> damage) {
        return (row, number) -> new LogCheck(
                entries,
                last.number() == 0 ? Optional.empty() : Optional.of(last.lastAt()),
                last.number(),
                last.shortMac(),
                damage.stream().limit(LogCheck.SHOWN).toList(),
                Math.max(0, damage.size() - LogCheck.SHOWN),
                row.getLong("entries"),
                Optional.ofNullable(row.getObject("since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private List<Seal> seals(Seal after) {
        return jdbc.sql("select * from audit_seal where id > :after order by id limit :limit")
                .param("after", after.number())
                .param("limit", PAGE)
                .query(Seal::of)
                .list();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Neighbours that suffered the same are one stretch. */
    private void tell(List<Damage> damage, Seal before, Seal seal, long found) {
        var kind = kind(before, seal, found);
        var first = before.number() == 0 ? Math.min(1, seal.lastEntry()) : before.lastEntry() + 1;
        var after = before.number() == 0 ? Optional.<Instant>empty() : Optional.of(before.lastAt());
        if (!damage.isEmpty()
                && damage.getLast().kind() == kind
                && damage.getLast().lastEntry() + 1 == first) {
            var joined = damage.removeLast();
            first = joined.firstEntry();
            after = joined.after();
        }
        damage.add(new Damage(kind, first, seal.lastEntry(), after, seal.lastAt()));
    }

    private Kind kind(Seal before, Seal seal, long found) {
        if (!seal.secret().equals(secret)) {
            return Kind.OTHER_SECRET;
        }
        // Where seals are missing, the number of entries tells nothing.
        if (seal.number() != before.number() + 1 || found == seal.entries()) {
            return Kind.CHANGED;
        }
        return found < seal.entries() ? Kind.REMOVED : Kind.ADDED;
    }

    /** The log in order, a page in memory at a time. */
    private final class Reading {

        private final ArrayDeque<Seal.Entry> page = new ArrayDeque<>();
        private long last = Long.MIN_VALUE;

        Seal.@Nullable Entry upTo(long id) {
            if (page.isEmpty()) {
                page.addAll(entries(last));
            }
            if (page.isEmpty() || page.getFirst().id() > id) {
                return null;
            }
            var entry = page.removeFirst();
            last = entry.id();
            return entry;
        }
    }
}
