package io.pitchpipe.portal.backend.internal;

import io.pitchpipe.genapi.Model;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.backend.ConnectionService;
import io.pitchpipe.portal.backend.Credential;
import io.pitchpipe.portal.backend.TunedModelsApi;
import io.pitchpipe.portal.common.TeamId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Points a team's connection somewhere, after trying it. */
@Component
public class ConnectionChoice {

    private final StoredConnections stored;
    private final ConnectionRepository repository;
    private final TunedModelsApi api;
    private final TransactionTemplate transaction;
    private final AuditLog audit;

    ConnectionChoice(
            StoredConnections stored,
            ConnectionRepository repository,
            TunedModelsApi api,
            TransactionTemplate transaction,
            AuditLog audit) {
        this.stored = stored;
        this.repository = repository;
        this.api = api;
        this.transaction = transaction;
        this.audit = audit;
    }

    public Optional<ConnectionService.Info> info(TeamId team) {
        return repository.current(team).map(row -> new ConnectionService.Info(row.kind(), row.baseUrl()));
    }

    public List<Model> test(TeamId team, URI baseUrl, Credential credential) {
        return api.models(remote(team, baseUrl, credential));
    }

    private static Connection remote(TeamId team, URI baseUrl, Credential credential) {
        return new Connection(ConnectionId.random(), team, Connection.Kind.REMOTE, baseUrl, credential);
    }

    public void pointTo(TeamId team, URI baseUrl, Credential credential) {
        var tried = remote(team, baseUrl, credential);
        api.models(tried);
        var connection = tried.measuringHeldOut(api.measuresHeldOut(tried));
        transaction.executeWithoutResult(status -> {
            stored.insert(connection);
            audit.record(team, "connection.change", baseUrl.toString());
        });
    }

    public void useEmbedded(TeamId team) {
        stored.selectEmbedded(team);
        audit.record(team, "connection.change", "embedded");
    }
}
