package io.pitchpipe.portal.backend.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.backend.ConnectionProvisioner;
import io.pitchpipe.portal.backend.Credential;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.testing.Databases;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ConnectionsTests {

    private final SecretBox secrets = new SecretBox(new byte[32]);
    private final AtomicInteger provisioned = new AtomicInteger();
    private boolean serverIsUp = true;

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_team_gets_the_embedded_server_on_first_use_and_keeps_its_key(DataSource database) {
        var team = team(database);
        var connections = connections(database, secrets);
        assertThat(connections.teamsWithout(10)).containsExactly(team);
        var first = connections.current(team);
        assertThat(first.kind()).isEqualTo(Connection.Kind.EMBEDDED);
        assertThat(connections.current(team).credential().reveal()).isEqualTo("key-1");
        assertThat(connections.byId(first.id()).credential().reveal()).isEqualTo("key-1");
        assertThat(connections.teamsWithout(10)).isEmpty();
        assertThat(provisioned).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void while_the_server_is_not_up_the_first_use_fails_and_leaves_nothing(DataSource database) {
        var team = team(database);
        serverIsUp = false;
        var connections = connections(database, secrets);
        assertThatThrownBy(() -> connections.current(team)).isInstanceOf(ApiFailure.Unavailable.class);
        serverIsUp = true;
        assertThat(connections.current(team).credential().reveal()).isEqualTo("key-1");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_job_keeps_the_connection_it_was_started_on(DataSource database) {
        var team = team(database);
        var connections = connections(database, secrets);
        var before = connections.current(team);
        var after = connections.insert(remote(team, "other"));
        assertThat(connections.current(team).id()).isEqualTo(after.id());
        assertThat(connections.byId(before.id()).kind()).isEqualTo(Connection.Kind.EMBEDDED);
        assertThat(connections.selectEmbedded(team).id()).isEqualTo(before.id());
        assertThat(connections.current(team).id()).isEqualTo(before.id());
        assertThat(provisioned).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void the_key_is_not_readable_in_the_database_nor_under_another_secret_key(DataSource database) {
        var team = team(database);
        connections(database, secrets).insert(remote(team, "canary"));
        var stored = JdbcClient.create(database)
                .sql("select api_key from backend_connection")
                .query((row, number) -> row.getBytes(1))
                .single();
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("canary");
        var otherKey = new byte[32];
        otherKey[0] = 1;
        var elsewhere = connections(database, new SecretBox(otherKey));
        assertThatThrownBy(() -> elsewhere.current(team)).isInstanceOf(ApiFailure.Unauthenticated.class);
    }

    private static Connection remote(TeamId team, String key) {
        return new Connection(
                ConnectionId.random(),
                team,
                Connection.Kind.REMOTE,
                URI.create("https://tuning.example"),
                new Credential(key));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void who_measures_held_out_examples_is_remembered(DataSource database) {
        var team = team(database);
        var connections = connections(database, secrets);
        assertThat(connections.current(team).measuresHeldOut())
                .as("the embedded server")
                .isTrue();
        JdbcClient.create(database)
                .sql("update backend_connection set measures_held_out = false")
                .update();
        assertThat(connections.current(team).measuresHeldOut())
                .as("also one from before")
                .isTrue();
        var remote = connections.insert(remote(team, "key"));
        assertThat(connections.byId(remote.id()).measuresHeldOut()).isFalse();
        var ours = connections.insert(remote(team, "key").measuringHeldOut(true));
        assertThat(connections.byId(ours.id()).measuresHeldOut()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_renewed_key_takes_the_place_of_the_old_one(DataSource database) {
        var team = team(database);
        var connections = connections(database, secrets);
        var renewed = connections.renewed(connections.current(team));
        assertThat(renewed.credential().reveal()).isEqualTo("key-2");
        assertThat(connections.current(team).credential().reveal()).isEqualTo("key-2");
    }

    @Test
    void a_sealed_key_belongs_to_its_row() {
        var sealed = secrets.seal(ConnectionId.random(), new Credential("canary"));
        assertThat(secrets.open(ConnectionId.random(), sealed)).isEmpty();
        assertThat(secrets.open(ConnectionId.random(), new byte[3])).isEmpty();
    }

    @Test
    void the_secret_key_is_made_once_and_readable_by_its_owner_only(@TempDir Path data) throws Exception {
        var id = ConnectionId.random();
        var sealed = new SecretBox("", data.resolve("new"), marks()).seal(id, new Credential("canary"));
        assertThat(new SecretBox("", data.resolve("new"), marks())
                        .open(id, sealed)
                        .map(Credential::reveal))
                .contains("canary");
        var file = data.resolve("new/secret.key");
        assertThat(Files.list(data.resolve("new"))).containsExactly(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_secret_key_that_is_none_stops_the_start_without_being_quoted() {
        assertThatThrownBy(() -> new SecretBox("not base64!", Path.of("unused"), marks()))
                .hasNoCause()
                .hasMessageNotContaining("not base64!");
        assertThatThrownBy(() -> new SecretBox("c2hvcnQ=", Path.of("unused"), marks()))
                .hasMessageContaining("5 bytes");
    }

    private StoredConnections connections(DataSource database, SecretBox box) {
        ConnectionProvisioner provisioner = (project, name) ->
                serverIsUp ? Optional.of(new Credential("key-" + provisioned.incrementAndGet())) : Optional.empty();
        var beans = new StaticListableBeanFactory();
        beans.addBean("provisioner", provisioner);
        var seconds = new AtomicInteger();
        InstantSource ticking = () -> Instant.parse("2026-11-22T10:00:00Z").plusSeconds(seconds.incrementAndGet());
        return new StoredConnections(
                new ConnectionRepository(JdbcClient.create(database)),
                box,
                beans.getBeanProvider(ConnectionProvisioner.class),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                new Clock() {
                    @Override
                    public java.time.ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return ticking.instant();
                    }
                });
    }

    private static TeamId team(DataSource database) {
        var team = TeamId.random();
        JdbcClient.create(database)
                .sql(
                        "insert into team (id, name, project_number, created_at) values (?, 'Atlas', 4711, current_timestamp)")
                .param(team.value())
                .update();
        return team;
    }

    private static SecretMark marks() {
        return new SecretMark(JdbcClient.create(Databases.h2("db/portal")), false);
    }
}
