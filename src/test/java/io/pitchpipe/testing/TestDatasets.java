package io.pitchpipe.testing;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.VersionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Datasets for tests of what uses them, written past their service. */
public final class TestDatasets {

    /** The public tuning guide's 15 pairs. */
    public static final List<String[]> NUMBERS = List.of(
            pair("1", "2"),
            pair("3", "4"),
            pair("-3", "-2"),
            pair("twenty two", "twenty three"),
            pair("two hundred", "two hundred one"),
            pair("ninety nine", "one hundred"),
            pair("8", "9"),
            pair("-98", "-97"),
            pair("1,000", "1,001"),
            pair("10,100,000", "10,100,001"),
            pair("thirteen", "fourteen"),
            pair("eighty", "eighty one"),
            pair("one", "two"),
            pair("three", "four"),
            pair("seven", "eight"));

    /** What was made. */
    public record Made(DatasetId dataset, VersionId version) {}

    private TestDatasets() {}

    private static String[] pair(String input, String output) {
        return new String[] {input, output};
    }

    /** A valid dataset of these pairs, whose texts need no escapes. */
    public static Made valid(JdbcClient jdbc, TeamId team, UserId by, String name, List<String[]> pairs) {
        return make(jdbc, team, by, name, pairs, "VALID");
    }

    /** @param state of its only version */
    public static Made make(JdbcClient jdbc, TeamId team, UserId by, String name, List<String[]> pairs, String state) {
        var lines = new StringBuilder();
        for (var pair : pairs) {
            lines.append("{\"textInput\":\"%s\",\"output\":\"%s\"}\n".formatted(pair[0], pair[1]));
        }
        var bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        var dataset = UUID.randomUUID();
        var version = UUID.randomUUID();
        jdbc.sql("""
                insert into dataset (id, team_id, name, created_by, created_at, touched_at)
                values (?, ?, ?, ?, current_timestamp, current_timestamp)""").params(dataset, team.value(), name, by.value()).update();
        jdbc.sql("""
                insert into dataset_version (id, dataset_id, number, state, work, row_count, rejected_count, byte_count,
                  change_kind, change_rows, change_detail, created_by, created_at, rows_read, bytes_read, bytes_total)
                values (?, ?, 1, ?, '', ?, 0, ?, 'IMPORTED', ?, '', ?, current_timestamp, ?, ?, ?)""")
                .params(version, dataset, state, pairs.size(), bytes.length, pairs.size(), by.value())
                .params(pairs.size(), bytes.length, bytes.length)
                .update();
        var digest = sha256(bytes);
        jdbc.sql("insert into dataset_chunk (dataset_id, digest, byte_count) values (?, ?, ?)")
                .params(dataset, digest, bytes.length)
                .update();
        jdbc.sql("insert into dataset_chunk_content (dataset_id, digest, content) values (?, ?, ?)")
                .params(dataset, digest, bytes)
                .update();
        jdbc.sql("""
                insert into dataset_version_chunk
                (version_id, position, first_row, row_count, byte_count, dataset_id, digest) values (?, 0, 0, ?, ?, ?, ?)""")
                .params(version, pairs.size(), bytes.length, dataset, digest)
                .update();
        return new Made(new DatasetId(dataset), new VersionId(version));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
