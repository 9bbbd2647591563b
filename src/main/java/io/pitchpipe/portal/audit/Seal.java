package io.pitchpipe.portal.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A keyed hash over the entries of the log that follow those of the seal before.
 *
 * @param number from 1 on, without gaps
 * @param lastAt when the last entry was written
 * @param secret which of the instance's secrets it was made with
 */
record Seal(long number, long lastEntry, long entries, Instant lastAt, String secret, Instant sealedAt, String mac) {

    /** What the first seal follows. */
    static final Seal NONE = new Seal(0, Long.MIN_VALUE, 0, Instant.EPOCH, "", Instant.EPOCH, "");

    /** How much of the hash is shown: enough to compare by. */
    String shortMac() {
        return mac.substring(0, Math.min(12, mac.length()));
    }

    Seal withMac(String computed) {
        return new Seal(number, lastEntry, entries, lastAt, secret, sealedAt, computed);
    }

    static Seal of(ResultSet row, int number) throws SQLException {
        return new Seal(
                row.getLong("id"),
                row.getLong("last_entry"),
                row.getLong("entry_count"),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getString("secret"),
                row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                row.getString("mac"));
    }

    /** An entry as it is hashed: every field, with its length or a mark that it is absent. */
    record Entry(long id, Instant at, byte[] fields) {

        static Entry of(ResultSet row, int number) throws SQLException {
            var id = row.getLong("id");
            var at = row.getObject("at", OffsetDateTime.class).toInstant();
            return new Entry(id, at, bytes(out -> {
                out.writeByte('e');
                out.writeLong(id);
                time(out, at);
                for (var column : new String[] {"team_id", "user_id", "action", "subject", "detail"}) {
                    text(out, row.getString(column));
                }
            }));
        }
    }

    /** Computes a seal entry by entry, so that a long stretch needs no memory. */
    static final class Computation {

        private final Mac mac;

        Computation(byte[] key, Seal before) {
            try {
                mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("This JVM has no HMAC-SHA256", impossible);
            }
            mac.update(plain(out -> text(out, before.mac())));
        }

        void add(Entry entry) {
            mac.update(entry.fields());
        }

        /** The hash, with what the seal says of itself. */
        String over(Seal seal) {
            mac.update(plain(out -> {
                out.writeByte('s');
                out.writeLong(seal.number());
                out.writeLong(seal.lastEntry());
                out.writeLong(seal.entries());
                time(out, seal.lastAt());
                text(out, seal.secret());
                time(out, seal.sealedAt());
            }));
            return HexFormat.of().formatHex(mac.doFinal());
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException, SQLException;
    }

    private static byte[] plain(Writing writing) {
        try {
            return bytes(writing);
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(Writing writing) throws SQLException {
        var bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void time(DataOutputStream out, Instant time) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }
}
