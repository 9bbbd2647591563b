package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.portal.PortalApplication;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.embedded.EmbeddedServer;
import io.pitchpipe.portal.tuning.BaseModel;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.LaunchTuning;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.Preset;
import io.pitchpipe.portal.tuning.TuningSettings;
import io.pitchpipe.testing.TestDatasets;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The whole portal with its tuning server, in a JVM of its own that a test kills. On an empty database it launches one tuning of the 15 pairs; then it prints how
 * that tuning is, several times a second: {@code STATE RUNNING 12 of 375, 12 steps from 1 to 12, server 4711}.
 */
final class KillablePortal {

    private KillablePortal() {}

    /** @param arguments the number of epochs, then Spring's */
    public static void main(String[] arguments) throws InterruptedException {
        var application = new SpringApplication(PortalApplication.class);
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("withoutTestClasses", new WithoutTestClasses()));
        var options = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
        var context = application.run(options);
        var job = onlyJob(context, Integer.parseInt(arguments[0]));
        while (true) {
            print(context, job);
            Thread.sleep(200);
        }
    }

    private static JobId onlyJob(ConfigurableApplicationContext context, int epochs) throws InterruptedException {
        var jdbc = context.getBean(JdbcClient.class);
        var existing = jdbc.sql("select id from tuning_job").query(UUID.class).optional();
        if (existing.isPresent()) {
            return new JobId(existing.get());
        }
        var server = context.getBean(EmbeddedServer.class);
        while (!server.status().serves()) {
            Thread.sleep(100);
        }
        var user = UserId.random();
        var team = TeamId.random();
        insertPeople(jdbc, user, team);
        var examples = TestDatasets.valid(jdbc, team, user, "numbers", TestDatasets.NUMBERS);
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        (io.pitchpipe.portal.account.CurrentUser.Principal) () -> user, null, java.util.List.of()));
        var wish = new LaunchTuning(
                UUID.randomUUID(),
                examples.version(),
                new BaseModel("models/pitchpipe-demo", "Demo", "", 0, true),
                "Number generator",
                Preamble.NONE,
                Preset.CUSTOM,
                new TuningSettings(epochs, 4, 0.001, null));
        return context.getBean(LaunchJob.class).launch(team, user, wish);
    }

    private static void insertPeople(JdbcClient jdbc, UserId user, TeamId team) {
        jdbc.sql("""
                insert into app_user (id, email, display_name, password_hash, created_at)
                values (?, 'ada@example.org', 'Ada', 'none', current_timestamp)""").param(user.value()).update();
        jdbc.sql("insert into team (id, name, project_number, created_at) values (?, 'Atlas', 4711, current_timestamp)")
                .param(team.value())
                .update();
        jdbc.sql("insert into membership (team_id, user_id, role, since) values (?, ?, 'OWNER', current_timestamp)")
                .params(team.value(), user.value())
                .update();
    }

    private static void print(ConfigurableApplicationContext context, JobId id) {
        var job = context.getBean(JobRepository.class).find(id).orElseThrow();
        var steps = context.getBean(CurveRepository.class).snapshots(id, 0).stream()
                .map(snapshot -> snapshot.step())
                .toList();
        var from = steps.isEmpty() ? 0 : steps.getFirst();
        var to = steps.isEmpty() ? 0 : steps.getLast();
        var server = context.getBean(EmbeddedServer.class).pid().orElse(0L);
        System.out.printf(
                "STATE %s %d of %d, %d steps from %d to %d, server %d, models %d, %s%n",
                job.state(),
                job.completedSteps(),
                job.totalSteps(),
                steps.size(),
                from,
                to,
                server,
                context.getBean(JdbcClient.class)
                        .sql("select count(*) from tuning_job")
                        .query(Integer.class)
                        .single(),
                job.reason());
    }

    /** What only tests bring must not become part of this portal. */
    private static final class WithoutTestClasses extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
            return reader.getResource().getDescription().contains("test-classes");
        }

        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return other instanceof WithoutTestClasses;
        }

        @Override
        public int hashCode() {
            return WithoutTestClasses.class.hashCode();
        }
    }
}
