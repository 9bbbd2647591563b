package io.pitchpipe.portal.embedded;

import io.pitchpipe.portal.backend.BackendAddress;
import io.pitchpipe.portal.backend.ConnectionProvisioner;
import io.pitchpipe.portal.backend.Credential;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.embedded.internal.Supervisor;
import java.net.URI;
import java.util.Optional;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The tuning server that Pitchpipe brings along, as a child process: started with the portal, started again when it dies, stopped with the portal. To everyone
 * else it is an ordinary backend whose address changes.
 *
 * @see <a href="../../../../../../../docs/decisions/0040-tuning-server-as-a-child-process.md">decision 0040</a>
 */
@Component
public class EmbeddedServer implements BackendAddress, ConnectionProvisioner, SmartLifecycle {

    private final Supervisor supervisor;

    EmbeddedServer(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    /** How it is at this moment. */
    public EmbeddedStatus status() {
        return supervisor.status();
    }

    @Override
    public Optional<URI> current() {
        return supervisor.address();
    }

    @Override
    public Optional<Credential> provision(ProjectNumber project, String displayName) {
        return supervisor.newKey(project, displayName);
    }

    /** The process id of the child, for administrators and for tests that kill it; empty while there is none. */
    public Optional<Long> pid() {
        return supervisor.pid();
    }

    @Override
    public void start() {
        supervisor.start();
    }

    @Override
    public void stop() {
        supervisor.stop();
    }

    @Override
    public boolean isRunning() {
        return supervisor.isRunning();
    }

    /** After the web server and the tasks have stopped asking it for anything. */
    @Override
    public int getPhase() {
        return 0;
    }
}
