package io.pitchpipe.journey;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

/** What the portal acknowledged in a day, and whether its database has it. */
final class DayRecord {

    /** Takes a figure, its value and unit. */
    interface Figures {
        void say(String figure, double value, String unit);
    }

    private final Map<String, Integer> datasets = new ConcurrentHashMap<>();
    private final List<String> trainings = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong names = new AtomicLong();

    static String email(int number) {
        return "person" + number + "@example.org";
    }

    private static JdbcClient open(Path data) {
        return JdbcClient.create(new DriverManagerDataSource(
                "jdbc:h2:file:" + data.toAbsolutePath()
                        + "/pitchpipe;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "pitchpipe",
                ""));
    }

    /**
     * Puts people into the only team, while the portal is stopped.
     *
     * @return their password
     */
    String hire(Path data, int count) {
        var password = "a passphrase for " + UUID.randomUUID();
        var hash = PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(password);
        var jdbc = open(data);
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        for (var each = 0; each < count; each++) {
            var id = UUID.randomUUID();
            jdbc.sql("insert into app_user (id, email, display_name, password_hash, created_at) values (?, ?, ?, ?, ?)")
                    .params(id, email(each), "Person " + each, hash, now)
                    .update();
            jdbc.sql("insert into membership (team_id, user_id, role, since) select id, ?, 'VIEWER', ? from team")
                    .params(id, now)
                    .update();
        }
        return password;
    }

    long nextName() {
        return names.incrementAndGet();
    }

    void brought(String dataset, int rows) {
        datasets.put(dataset, rows);
    }

    void launched(String address) {
        trainings.add(address);
    }

    void answered() {
        answers.incrementAndGet();
    }

    /** The address of its page; empty before the first. */
    String newestTraining() {
        return trainings.isEmpty() ? "" : trainings.getLast();
    }

    /** Whether of anything nothing came to an end. */
    boolean isEmpty() {
        return datasets.isEmpty() || trainings.isEmpty() || answers.get() == 0;
    }

    void figures(Figures figures) {
        figures.say("files acknowledged", datasets.size(), "datasets");
        figures.say("trainings acknowledged", trainings.size(), "trainings");
        figures.say("answers acknowledged", answers.get(), "answers");
    }

    /** What is missing, doubled or torn; of a portal that is stopped. */
    List<String> wrongIn(Path data) {
        var wrong = new ArrayList<String>();
        var jdbc = open(data);
        datasets.forEach((id, rows) -> {
            var found = jdbc.sql("select state || ' ' || row_count from dataset_version where dataset_id = ?")
                    .param(UUID.fromString(id))
                    .query(String.class)
                    .list();
            if (!found.equals(List.of("VALID " + rows))) {
                wrong.add("Dataset " + id + " of " + rows + " rows is " + found);
            }
        });
        wrong.addAll(jdbc.sql("select 'Two datasets named ' || name from dataset where name like 'file %'"
                        + " group by name having count(*) > 1")
                .query(String.class)
                .list());
        wrong.addAll(jdbc.sql("select 'Training ' || display_name || ' is ' || state || ': ' || reason"
                        + " from tuning_job where state <> 'ACTIVE'")
                .query(String.class)
                .list());
        wrong.addAll(jdbc.sql("select 'Two trainings named ' || display_name from tuning_job"
                        + " group by display_name having count(*) > 1")
                .query(String.class)
                .list());
        wrong.addAll(jdbc.sql("select 'The curve of ' || j.display_name || ' has ' || count(*) || ' of '"
                        + " || j.total_steps || ' steps' from tuning_job j join tuning_snapshot s on s.job_id = j.id"
                        + " group by j.id, j.display_name, j.total_steps having count(*) <> j.total_steps")
                .query(String.class)
                .list());
        for (var address : trainings) {
            var model = address.replaceAll(".*models/([^/?]+).*", "$1");
            if (jdbc.sql("select count(*) from tuning_job where cast(id as varchar) = ? or tuned_model_id = ?")
                            .params(model, model)
                            .query(Integer.class)
                            .single()
                    != 1) {
                wrong.add("Training " + model + " is not there");
            }
        }
        var kept =
                jdbc.sql("select count(*) from prompt_answer").query(Long.class).single();
        if (kept < answers.get()) {
            wrong.add("Of " + answers + " answers " + kept + " are there");
        }
        return wrong;
    }
}
