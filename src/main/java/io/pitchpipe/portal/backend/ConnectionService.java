package io.pitchpipe.portal.backend;

import io.pitchpipe.genapi.Model;
import io.pitchpipe.portal.account.TeamOwner;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.backend.internal.ConnectionChoice;
import io.pitchpipe.portal.common.TeamId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A team's connection, for its members: everyone sees where it points, owners point it elsewhere, nobody gets the key back. */
@Service
public class ConnectionService {

    /**
     * What members may know of a connection.
     *
     * @param baseUrl absent for the embedded server
     */
    public record Info(Connection.Kind kind, @Nullable URI baseUrl) {}

    private final ConnectionChoice choice;
    private final TunedModelsApi api;
    private final Connections connections;

    ConnectionService(ConnectionChoice choice, TunedModelsApi api, Connections connections) {
        this.choice = choice;
        this.api = api;
        this.connections = connections;
    }

    /** The team's connection; empty until the embedded server has been up once. */
    @TeamViewer
    public Optional<Info> find(TeamId team) {
        return choice.info(team);
    }

    /**
     * The base models that the team's backend offers. Blocks on the network.
     *
     * @throws ApiFailure if the backend does not answer with any list
     */
    @TeamViewer
    public List<Model> models(TeamId team) {
        return api.models(connections.of(team));
    }

    /**
     * Tries an address and a key without keeping them. Blocks on the network.
     *
     * @return the models found there
     * @throws ApiFailure if the backend does not answer with a list of models
     */
    @TeamOwner
    public List<Model> test(TeamId team, URI baseUrl, Credential credential) {
        return choice.test(team, baseUrl, credential);
    }

    /**
     * Tests an address and a key and, if they work, makes them the team's connection. Running jobs stay where they are. Blocks on the network.
     *
     * @throws ApiFailure if the test fails; then nothing has changed
     */
    @TeamOwner
    public void pointTo(TeamId team, URI baseUrl, Credential credential) {
        choice.pointTo(team, baseUrl, credential);
    }

    /**
     * Makes the embedded server the team's backend again. Blocks on the network.
     *
     * @throws ApiFailure.Unavailable if it is not up and the team never had a key of it
     */
    @TeamOwner
    public void useEmbedded(TeamId team) {
        choice.useEmbedded(team);
    }
}
