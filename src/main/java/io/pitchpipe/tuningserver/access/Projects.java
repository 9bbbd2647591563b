package io.pitchpipe.tuningserver.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Projects and their keys. Keys are stored as SHA-256: they are 256 random bits, so there is nothing for a slow hash to protect, and the digest finds the row by
 * equality without a comparison whose time tells anything. A key that was deleted stops working with the next request: nothing is cached.
 */
@Service
public class Projects {

    /** Fewest characters of a key that somebody chose; random ones have 47. */
    public static final int MIN_KEY_LENGTH = 16;

    private static final String PREFIX = "ppk_";

    private final JdbcClient sql;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Projects(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Makes a project, or renames it if it is there. */
    @Transactional
    public Project put(ProjectNumber number, String displayName) {
        int known = sql.sql("update project set display_name = :name where number = :number")
                .param("name", displayName)
                .param("number", number.value())
                .update();
        if (known == 0) {
            sql.sql(
                            "insert into project (number, display_name, create_time) values (:number, :name, :now) on conflict do nothing")
                    .param("number", number.value())
                    .param("name", displayName)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
        return new Project(number, displayName);
    }

    /** Finds a project. */
    public Optional<Project> find(ProjectNumber number) {
        return sql.sql("select display_name from project where number = :number")
                .param("number", number.value())
                .query(String.class)
                .optional()
                .map(name -> new Project(number, name));
    }

    /** Makes a random key of 256 bits for a project that exists. */
    @Transactional
    public IssuedKey issueKey(ProjectNumber project, String displayName) {
        var secret = new byte[32];
        random.nextBytes(secret);
        var key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new IssuedKey(store(project, displayName, key), key);
    }

    /**
     * Lets a key that an operator chose be used for a project, once or again.
     *
     * @throws IllegalArgumentException if it is shorter than {@link #MIN_KEY_LENGTH} or belongs to another project
     */
    @Transactional
    public void acceptKey(ProjectNumber project, String displayName, String key) {
        if (key.length() < MIN_KEY_LENGTH) {
            throw new IllegalArgumentException("A server key has at least " + MIN_KEY_LENGTH + " characters");
        }
        var owner = projectOf(key);
        if (owner.isEmpty()) {
            store(project, displayName, key);
        } else if (!owner.get().equals(project)) {
            throw new IllegalArgumentException("This server key already belongs to project " + owner.get());
        }
    }

    /** Ends a key's life. Whether there was one. */
    @Transactional
    public boolean deleteKey(String keyId) {
        return sql.sql("delete from api_key where id = :id").param("id", keyId).update() == 1;
    }

    /** The project whose key this is. */
    public Optional<ProjectNumber> projectOf(String key) {
        return sql.sql("select project from api_key where sha256 = :sha256")
                .param("sha256", sha256(key))
                .query(Long.class)
                .optional()
                .map(ProjectNumber::new);
    }

    /** Whether nobody could call this server yet. */
    public boolean hasNoKeys() {
        return sql.sql("select count(*) from api_key").query(Long.class).single() == 0;
    }

    private String store(ProjectNumber project, String displayName, String key) {
        var id = UUID.randomUUID().toString();
        sql.sql(
                        "insert into api_key (id, project, display_name, sha256, create_time) values (:id, :project, :name, :sha256, :now)")
                .param("id", id)
                .param("project", project.value())
                .param("name", displayName)
                .param("sha256", sha256(key))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
