package io.pitchpipe.tuningserver.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Projects and their keys, each of which acts as a principal in its project. Keys are stored as SHA-256: they are 256 random bits, so there is nothing for a slow hash to protect, and the digest finds the row by
 * equality without a comparison whose time tells anything. A key that was deleted stops working with the next request: nothing is cached.
 */
@Service
public class Projects {

    /** Fewest characters of a key that somebody chose; random ones have 47. */
    public static final int MIN_KEY_LENGTH = 16;

    private static final String PREFIX = "ppk_";

    private final JdbcClient sql;
    private final InstantSource clock;
    private final Groups groups;
    private final SecureRandom random = new SecureRandom();

    Projects(JdbcClient sql, InstantSource clock, Groups groups) {
        this.sql = sql;
        this.clock = clock;
        this.groups = groups;
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
        return find(number).orElseThrow();
    }

    /**
     * Gives a project an id, by which {@code x-goog-user-project} may name it.
     *
     * @return whether it has it now; {@code false} when it is another's
     */
    @Transactional
    public boolean setId(ProjectNumber number, String id) {
        var owner = sql.sql("select number from project where external_id = :id")
                .param("id", id)
                .query(Long.class)
                .optional();
        if (owner.isPresent()) {
            return owner.get() == number.value();
        }
        sql.sql("update project set external_id = :id where number = :number")
                .param("id", id)
                .param("number", number.value())
                .update();
        return true;
    }

    /** Finds a project. */
    public Optional<Project> find(ProjectNumber number) {
        return sql.sql("select external_id, display_name from project where number = :number")
                .param("number", number.value())
                .query((row, index) -> new Project(number, row.getString(1), row.getString(2)))
                .optional();
    }

    /** Makes a random key of 256 bits for a project that exists, which acts as this principal. */
    @Transactional
    public IssuedKey issueKey(ProjectNumber project, Principal principal, String displayName) {
        var secret = new byte[32];
        random.nextBytes(secret);
        var key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new IssuedKey(store(project, principal, displayName, key), key);
    }

    /**
     * Lets a key that an operator chose be used for a project, once or again; it acts as the project's own principal.
     *
     * @throws IllegalArgumentException if it is shorter than {@link #MIN_KEY_LENGTH} or belongs to another project
     */
    @Transactional
    public void acceptKey(ProjectNumber project, String displayName, String key) {
        if (key.length() < MIN_KEY_LENGTH) {
            throw new IllegalArgumentException("A server key has at least " + MIN_KEY_LENGTH + " characters");
        }
        var owner = callerOf(key);
        if (owner.isEmpty()) {
            store(project, Principal.ofProject(project), displayName, key);
        } else if (!owner.get().project().equals(project)) {
            throw new IllegalArgumentException(
                    "This server key already belongs to project " + owner.get().project());
        }
    }

    /** Ends a key's life. Whether there was one. */
    @Transactional
    public boolean deleteKey(String keyId) {
        return sql.sql("delete from api_key where id = :id").param("id", keyId).update() == 1;
    }

    /** Who calls with this key. */
    public Optional<Caller> callerOf(String key) {
        return sql.sql("select project, principal from api_key where sha256 = :sha256")
                .param("sha256", sha256(key))
                .query((row, index) ->
                        new Caller(new ProjectNumber(row.getLong(1)), new Principal(row.getString(2)), Set.of()))
                .optional()
                .map(caller -> new Caller(caller.project(), caller.principal(), groups.of(caller.principal())));
    }

    /**
     * The project of this number or id, if the principal has a key in it.
     *
     * @param name as {@code x-goog-user-project} says it
     */
    public Optional<ProjectNumber> usableBy(Principal principal, String name) {
        return sql.sql("""
                        select p.number from project p where (p.external_id = :name or cast(p.number as varchar(19)) = :name)
                          and exists (select 1 from api_key k where k.project = p.number and k.principal = :principal)""")
                .param("name", name)
                .param("principal", principal.email())
                .query(Long.class)
                .optional()
                .map(ProjectNumber::new);
    }

    /** Whether nobody could call this server yet. */
    public boolean hasNoKeys() {
        return sql.sql("select count(*) from api_key").query(Long.class).single() == 0;
    }

    private String store(ProjectNumber project, Principal principal, String displayName, String key) {
        var id = UUID.randomUUID().toString();
        sql.sql(
                        "insert into api_key (id, project, principal, display_name, sha256, create_time) values (:id, :project, :principal, :name, :sha256, :now)")
                .param("id", id)
                .param("project", project.value())
                .param("principal", principal.email())
                .param("name", displayName)
                .param("sha256", sha256(key))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    private static String sha256(String key) {
        return HexFormat.of().formatHex(Sha256.of(key.getBytes(StandardCharsets.UTF_8)));
    }
}
