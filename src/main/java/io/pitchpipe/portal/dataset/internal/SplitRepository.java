package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.Split;
import io.pitchpipe.portal.dataset.VersionId;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Splits of versions, written once. */
@Repository
class SplitRepository {

    /** @param inputs hashes of the inputs that are held out, rising */
    record Frozen(Split split, long[] inputs) {}

    private final JdbcClient jdbc;

    SplitRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Frozen> find(VersionId version, HoldOut holdOut) {
        return jdbc.sql("""
                select training_rows, training_bytes, held_out_rows, held_out_bytes, inputs from dataset_split
                where version_id = ? and percent = ?""")
                .params(version.value(), holdOut.percent())
                .query((row, number) -> new Frozen(
                        new Split(
                                holdOut,
                                row.getLong("training_rows"),
                                row.getLong("training_bytes"),
                                row.getLong("held_out_rows"),
                                row.getLong("held_out_bytes")),
                        numbers(row.getBytes("inputs"))))
                .optional();
    }

    /** Keeps the split unless somebody was faster. */
    void insert(VersionId version, long seed, Frozen frozen) {
        var split = frozen.split();
        jdbc.sql("""
                insert into dataset_split (version_id, percent, seed, training_rows, training_bytes, held_out_rows,
                held_out_bytes, inputs) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(version.value(), split.holdOut().percent(), seed, split.training(), split.trainingBytes())
                .params(split.heldOut(), split.heldOutBytes(), bytes(frozen.inputs()))
                .update();
    }

    /** Puts what the rows turned out to be in the place of what was known before. */
    void replace(VersionId version, long seed, Frozen frozen) {
        jdbc.sql("delete from dataset_split where version_id = ? and percent = ?")
                .params(version.value(), frozen.split().holdOut().percent())
                .update();
        insert(version, seed, frozen);
    }

    /** Gives a version of the same rows every split of another one. */
    void copy(VersionId source, VersionId target) {
        jdbc.sql("""
                insert into dataset_split (version_id, percent, seed, training_rows, training_bytes, held_out_rows,
                held_out_bytes, inputs)
                select cast(? as uuid), percent, seed, training_rows, training_bytes, held_out_rows, held_out_bytes, inputs
                from dataset_split where version_id = ?""").params(target.value(), source.value()).update();
    }

    private static byte[] bytes(long[] numbers) {
        var bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
        bytes.asLongBuffer().put(numbers);
        return bytes.array();
    }

    private static long[] numbers(byte[] bytes) {
        var numbers = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(numbers);
        return numbers;
    }
}
