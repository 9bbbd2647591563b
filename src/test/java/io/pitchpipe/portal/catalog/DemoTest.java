package io.pitchpipe.portal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.genapi.Model;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.TeamDirectory;
import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A demo on an empty database of its own, with a backend in memory that is not there at first; one test, because it is filled once. */
@TestPropertySource(
        properties = {
            "pitchpipe.demo=true",
            "spring.datasource.url=jdbc:h2:mem:demo-test;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
                    + "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"
        })
@SuppressWarnings("NullAway.Init")
class DemoTest extends TuningTest {

    @Autowired
    TeamDirectory teams;

    @Autowired
    UserRepository users;

    @Autowired
    DatasetService datasets;

    @Autowired
    ModelAccess access;

    @Autowired
    ModelCards cards;

    private Team team(String name) {
        return teams.all().stream()
                .filter(team -> team.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<TuningJob> jobs(TeamId team) {
        return tunings.list(team, new JobFilter(JobFilter.Which.ALL, ""), 0, 10);
    }

    private void train(JobId job, String tunedModelId) {
        submit(job);
        var training = Objects.requireNonNull(backend.trainings.get(tunedModelId));
        training.compute(1, 19);
        training.finish();
        poll(job);
    }

    @Test
    void it_gets_examples_and_two_models_trained_by_the_usual_services_and_shares_the_first_with_its_card() {
        signIn(users.signInData("ada@example.org").orElseThrow().id());
        var atlas = team("Atlas").id();
        var borealis = team("Borealis");
        await(() -> datasets.count(atlas, "") == 1);
        assertThat(jobs(atlas)).as("while there is no backend").isEmpty();

        answers.script = (model, prompt) -> List.of("really " + prompt);
        backend.models = List.of(new Model(
                "models/pitchpipe-demo",
                "pitchpipe-demo",
                "1",
                "Pitchpipe demo base",
                "",
                512,
                64,
                List.of("generateContent", "createTunedModel"),
                null,
                null,
                null,
                null));
        await(() -> jobs(atlas).size() == 2);
        assertThat(jobs(atlas))
                .extracting(TuningJob::displayName)
                .containsExactlyInAnyOrder("Number generator", "Number generator, low rate");
        assertThat(jobs(atlas))
                .extracting(job -> job.settings().learningRate())
                .containsExactlyInAnyOrder(0.001, 0.0001);

        jobs(atlas).forEach(job -> train(job.id(), job.tunedModelId()));
        var first = jobs(atlas).stream()
                .filter(job -> job.displayName().equals("Number generator"))
                .findFirst()
                .orElseThrow();
        var model = new ModelId(first.id().value());
        await(() -> access.readers(atlas, model).size() == 1);
        assertThat(access.readers(atlas, model).getFirst().number()).isEqualTo(borealis.number());
        var card = cards.card(atlas, model);
        assertThat(card.purpose()).contains("with the next one");
        assertThat(card.answer()).as("what it really said").isEqualTo("really " + card.prompt());
    }
}
