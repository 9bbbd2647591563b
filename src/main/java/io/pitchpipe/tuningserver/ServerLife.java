package io.pitchpipe.tuningserver;

import io.pitchpipe.tuningserver.access.Principal;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.access.Projects;
import io.pitchpipe.tuningserver.job.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the server tells its operator, or the portal that started it: the first key, once, and that it is ready. It ends with the portal if it was asked to. */
@Component
class ServerLife implements ApplicationRunner {

    /** How long a stop may take until the process is ended anyway; its checkpoints are made for that. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String OPERATOR = "Operator";

    private final Projects projects;
    private final ServerSettings settings;
    private final boolean managed;
    private final PrintStream out;
    private final InputStream in;

    ServerLife(
            Projects projects, ServerSettings settings, @Value("${pitchpipe.server.admin-token:}") String adminToken) {
        this.projects = projects;
        this.settings = settings;
        this.managed = !adminToken.isEmpty();
        this.out = System.out;
        this.in = System.in;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var key = settings.key();
        if (key != null && !key.isEmpty()) {
            var project = projectNumber(settings.project());
            if (projects.find(project).isEmpty()) {
                projects.put(project, OPERATOR);
            }
            projects.acceptKey(project, OPERATOR, key);
        } else if (!managed && projects.hasNoKeys()) {
            var project = projectNumber(settings.project());
            projects.put(project, OPERATOR);
            var issued = projects.issueKey(project, Principal.ofProject(project), OPERATOR);
            out.printf(
                    "%n  First start: API key %s of project %s. It is shown this once; keep it.%n%n",
                    issued.apiKey(), project);
        }
    }

    /** The configured number, or one with twelve digits, as such numbers have. */
    private static ProjectNumber projectNumber(@Nullable String configured) {
        return configured == null || configured.isEmpty()
                ? new ProjectNumber(new SecureRandom().nextLong(100_000_000_000L, 1_000_000_000_000L))
                : ProjectNumber.parse(configured);
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            out.println("PITCHPIPE_READY port=" + context.getWebServer().getPort());
            out.flush();
        }
        if (settings.exitWithParent()) {
            Thread.ofPlatform().name("parent").daemon().start(() -> {
                awaitEnd();
                Thread.ofPlatform().daemon().start(() -> {
                    try {
                        Thread.sleep(PATIENCE);
                    } catch (InterruptedException ignored) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(1);
                });
                System.exit(SpringApplication.exit(event.getApplicationContext()));
            });
        }
    }

    private void awaitEnd() {
        var buffer = new byte[256];
        try {
            while (in.read(buffer) >= 0) {
                // The parent has nothing to say; only that it is there counts.
            }
        } catch (IOException closed) {
            // As good as its end.
        }
    }
}
