package io.pitchpipe.testing;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.internal.MockVaadin;
import io.pitchpipe.portal.PortalApplication;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.User;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.test.context.TestPropertySource;

/**
 * The whole portal on an empty H2 in memory, with its views but no browser, no web server, no scheduler and no tuning server of
 * its own. All tests that extend this share one Spring context and so one database: take a fresh team for each test. <pre>{@code
 * class DatasetsViewTest extends PortalTest {
 *     @Test
 *     void an_empty_team_is_told_what_to_do() {
 *         signIn(newTeam());                        // as its owner
 *         navigate("datasets", DatasetsView.class);
 *         …
 * }</pre>
 */
@SpringBootTest(classes = PortalApplication.class, webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:portal-test;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
                    + "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
            "pitchpipe.scheduler.enabled=false",
            "pitchpipe.embedded.enabled=false",
            "pitchpipe.metrics-token=" + PortalTest.METRICS_TOKEN,
            "pitchpipe.data=target/portal-test",
            "vaadin.allowed-packages=io.pitchpipe.portal,com.vaadin.flow",
            "vaadin.launch-browser=false"
        })
@Import(PortalFixtures.class)
public abstract class PortalTest extends SpringBrowserlessTest {

    /** Generous: it is waited for in vain only where something is broken. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What a scrape of this portal's metrics bears. */
    protected static final String METRICS_TOKEN = "a-token-for-scrapes";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private PortalFixtures fixtures;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ObjectProvider<SecurityContextHolderStrategy> strategy;

    /** The portal's views only, not those that tests of parts bring along. */
    @Override
    protected Set<String> scanPackages() {
        return Set.of("io.pitchpipe.portal");
    }

    /**
     * The holder is static, and each Vaadin context that starts puts a strategy of its own into it. The mocked request keeps the
     * strategy it finds when it is made, so this context's has to be there first: otherwise, where several contexts share a JVM, the
     * views would ask one strategy who is signed in and the access control another, and send each other round in circles.
     */
    @Override
    @BeforeEach
    protected void initVaadinEnvironment() {
        strategy.ifAvailable(SecurityContextHolder::setContextHolderStrategy);
        super.initVaadinEnvironment();
    }

    /** Closing the UI lets waiting tasks run, as the person whose UI it is: nobody is signed out before that. */
    @Override
    @AfterEach
    protected void cleanVaadinEnvironment() {
        try {
            super.cleanVaadinEnvironment();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Somebody has set this instance up already; the first-run set-up has a test of its own. */
    @BeforeEach
    void instanceIsSetUp() {
        if (startsSetUp()) {
            fixtures.ensureSetUp();
        }
    }

    /** For the one test of the first start, which has a database of its own. */
    protected boolean startsSetUp() {
        return true;
    }

    /** A new team with a new owner. */
    protected final NewTeam newTeam() {
        return fixtures.newTeam();
    }

    /** A new user who belongs to {@code team} as {@code role}. */
    protected final User newMember(TeamId team, Role role) {
        return fixtures.newMember(team, role);
    }

    /** Lets a user into one more team. */
    protected final void join(TeamId team, UserId user, Role role) {
        fixtures.join(team, user, role);
    }

    /** A new user who belongs to no team. */
    protected final User newUser() {
        return fixtures.newUser(false);
    }

    /** A new administrator of the instance who belongs to no team. */
    protected final User newAdmin() {
        return fixtures.newUser(true);
    }

    protected final void signIn(UserId user) {
        fixtures.signIn(user);
    }

    protected final void signIn(NewTeam team) {
        fixtures.signIn(team.owner().id());
    }

    protected final void signOut() {
        SecurityContextHolder.clearContext();
    }

    /** Lets what runs off the session lock come back, until {@code condition} holds; fails after {@link #PATIENCE}. */
    protected final void await(BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not happen within " + PATIENCE.toSeconds() + " s");
            }
            // Unlike roundTrip(), which renders, this also runs what was left for the UI to do.
            MockVaadin.clientRoundtrip();
            try {
                Thread.sleep(10);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new AssertionError(stopping);
            }
        }
    }
}
