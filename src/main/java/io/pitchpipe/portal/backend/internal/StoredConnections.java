package io.pitchpipe.portal.backend.internal;

import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.backend.ConnectionProvisioner;
import io.pitchpipe.portal.backend.Credential;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens stored connections, and makes the default one for a team on its first use. */
@Component
public class StoredConnections {

    private final ConnectionRepository repository;
    private final SecretBox secrets;
    private final ObjectProvider<ConnectionProvisioner> provisioner;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StoredConnections(
            ConnectionRepository repository,
            SecretBox secrets,
            ObjectProvider<ConnectionProvisioner> provisioner,
            TransactionTemplate transaction,
            Clock clock) {
        this.repository = repository;
        this.secrets = secrets;
        this.provisioner = provisioner;
        this.transaction = transaction;
        this.clock = clock;
    }

    public Connection current(TeamId team) {
        return repository.current(team).map(this::opened).orElseGet(() -> provision(team));
    }

    public Connection byId(ConnectionId id) {
        return repository.find(id).map(this::opened).orElseThrow(() -> new NotFoundException("connection"));
    }

    public List<TeamId> teamsWithout(int atMost) {
        return repository.teamsWithout(atMost);
    }

    public void provisionMissing(int atMost) {
        repository.teamsWithout(atMost).forEach(this::provision);
    }

    /** The key is made outside the transaction, which waits for no network; of two made at once, the first to be stored is used. */
    private Connection provision(TeamId team) {
        var credential = newKey(team);
        return transaction.execute(status -> {
            repository.lockTeam(team);
            return repository.current(team).map(this::opened).orElseGet(() -> insertEmbedded(team, credential));
        });
    }

    public Connection renewed(Connection embedded) {
        var credential = newKey(embedded.team());
        repository.replaceKey(embedded.id(), secrets.seal(embedded.id(), credential));
        return byId(embedded.id());
    }

    private Credential newKey(TeamId team) {
        var project = repository.team(team).orElseThrow(() -> new NotFoundException("team"));
        return Optional.ofNullable(provisioner.getIfAvailable())
                .flatMap(embedded -> embedded.provision(project.project(), project.name()))
                .orElseThrow(() -> new ApiFailure.Unavailable("The embedded server is not up", null));
    }

    /** Makes the embedded server the team's backend again. */
    Connection selectEmbedded(TeamId team) {
        var existing = repository.embedded(team);
        if (existing.isPresent()) {
            repository.select(existing.get().id(), clock.instant());
            return opened(existing.get());
        }
        return insertEmbedded(team, newKey(team));
    }

    private Connection insertEmbedded(TeamId team, Credential credential) {
        return insert(new Connection(ConnectionId.random(), team, Connection.Kind.EMBEDDED, null, credential));
    }

    Connection insert(Connection connection) {
        var id = connection.id();
        repository.insert(
                new ConnectionRepository.Stored(
                        id,
                        connection.team(),
                        connection.kind(),
                        connection.baseUrl(),
                        secrets.seal(id, connection.credential()),
                        connection.measuresHeldOut()),
                clock.instant());
        return connection;
    }

    private Connection opened(ConnectionRepository.Stored row) {
        var credential = secrets.open(row.id(), row.sealedKey())
                .orElseThrow(() -> new ApiFailure.Unauthenticated(
                        "The key of connection " + row.id() + " was sealed under another secret key"));
        var ours = row.kind() == Connection.Kind.EMBEDDED || row.measuresHeldOut();
        return new Connection(row.id(), row.team(), row.kind(), row.baseUrl(), credential, ours);
    }
}
