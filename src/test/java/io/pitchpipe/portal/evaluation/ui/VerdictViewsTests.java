package io.pitchpipe.portal.evaluation.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.catalog.ModelAccess;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.evaluation.Verdict;
import io.pitchpipe.portal.evaluation.internal.EvaluationTest;
import io.pitchpipe.portal.tuning.HeldOutUse;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.testing.NewTeam;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** "Did it learn?" as it is read: on a model's overview, when comparing, and in the list of models. */
@SuppressWarnings("NullAway.Init")
class VerdictViewsTests extends EvaluationTest {

    private static final HoldOut TENTH = new HoldOut(10);
    private static final HeldOutUse KEEPS_BEST = new HeldOutUse(true, 0);

    @Autowired
    private ModelAccess access;

    @Autowired
    private ModelService models;

    private NewTeam team;

    @BeforeEach
    void aTeam() {
        team = newTeam();
    }

    private void open(JobId job, String tab) {
        UI.getCurrent().navigate("models/" + job + tab);
    }

    private String page() {
        return getCurrentView().getElement().getTextRecursively();
    }

    /** The tuned model has right what it was taught, and of the rest these. */
    private void rightBesideTheTaught(JobId job, Set<String> heldOut) {
        var examples = job(job).examples();
        var known = contents.training(examples.version(), examples.holdOut()).stream()
                .map(Example::input)
                .collect(Collectors.toSet());
        answers.script = (model, prompt) -> List.of(
                model.startsWith("tunedModels/") && (known.contains(prompt) || heldOut.contains(prompt))
                        ? prompt.replace("question", "answer")
                        : "no idea");
    }

    private Set<String> heldOut(JobId job, int count) {
        var examples = job(job).examples();
        return contents.sampleHeldOut(examples.version(), examples.holdOut(), 100).stream()
                .limit(count)
                .map(Example::input)
                .collect(Collectors.toSet());
    }

    @Test
    void what_was_held_out_is_counted_apart_and_says_how_much_chance_there_is() {
        var job = ready(team, 60, new HoldOut(20), HeldOutUse.NONE);
        rightBesideTheTaught(job, heldOut(job, 9));
        askAll(team, job);

        open(job, "");

        await(() -> page().contains("It learned: 9 of 12 held-out examples right, where the base model had 0."));
        assertThat(page())
                .contains("Held-out examples", "9 of 12 right", "Training examples", "6 of 6 right")
                .contains("With only 12 test questions, expect 47 to 91 % right on new ones.")
                .contains("Held-out examples are the fair test.")
                .doesNotContain("may be chance", "which epoch is kept");
    }

    @Test
    void a_difference_that_may_be_chance_is_called_that() {
        var job = ready(team, 40, TENTH, HeldOutUse.NONE);
        var one = heldOut(job, 1);
        rightBesideTheTaught(job, one);
        askAll(team, job);

        open(job, "");

        await(() -> page().contains("Not clear yet: 1 of 4 held-out examples right"));
        assertThat(page()).contains("So small a difference may be chance.");
    }

    @Test
    void examples_learned_by_heart_are_not_called_learned() {
        var job = ready(team, 40, TENTH, HeldOutUse.NONE);
        rightBesideTheTaught(job, Set.of());
        askAll(team, job);

        open(job, "");

        await(() -> page().contains("by heart (6 of 6 right), and that does not help it with others: 0 of 4"));
    }

    @Test
    void the_page_says_when_the_same_examples_chose_the_epoch() {
        var job = ready(team, 40, TENTH, KEEPS_BEST);
        rightBesideTheTaught(job, heldOut(job, 4));
        askAll(team, job);

        open(job, "");

        await(() -> page().contains("4 of 4 held-out examples right"));
        assertThat(page()).contains("also decided which epoch is kept");
    }

    @Test
    void a_constant_answer_is_told_as_that_with_what_always_giving_it_would_have_right() {
        var job = readyOnLabels(team, 60, new HoldOut(20));
        answers.script = (model, prompt) -> List.of(model.startsWith("models/") ? "no idea" : "Normal");
        askAll(team, job);
        var verdict = latest(team, job).verdict().orElseThrow();
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.ONE_ANSWER);
        var right = verdict.heldOut().tunedRight();

        open(job, "");

        await(() -> page().contains("It gave the same answer to all 12 held-out examples: " + right + " of 12 right"));
        assertThat(page())
                .contains("Always answering “Normal”, the most frequent answer in training, would be right " + right
                        + " of 12 times.")
                .contains("Always “Normal”")
                .doesNotContain("It learned");
    }

    @Test
    void being_right_where_the_most_frequent_answer_is_too_is_not_called_learned() {
        var job = readyOnLabels(team, 60, new HoldOut(20));
        answers.script = (model, prompt) -> List.of(
                model.startsWith("models/")
                        ? "no idea"
                        : Integer.parseInt(prompt.substring("question ".length())) % 10 == 0 ? "Urgent" : "Normal");
        askAll(team, job);

        open(job, "");

        await(() -> page().contains("12 of 12 right"));
        assertThat(page()).contains("Always answering “Normal”").doesNotContain("learned");
    }

    @Test
    void a_viewer_is_not_told_which_answer_is_the_most_frequent() {
        var job = readyOnLabels(team, 60, new HoldOut(20));
        answers.script = (model, prompt) -> List.of("no idea");
        askAll(team, job);
        signIn(newMember(team.id(), Role.VIEWER).id());

        open(job, "");

        await(() -> page().contains("Always giving the most frequent answer in training would be right"));
        assertThat(page()).doesNotContain("Normal");
    }

    @Test
    void where_nothing_was_held_out_it_is_memory_and_nothing_more_that_is_told() {
        var job = ready(team);
        answers.script = (model, prompt) -> List.of(model.startsWith("models/") ? "no idea" : "2");
        askAll(team, job);

        open(job, "");

        await(() -> page().contains("It gave the same answer to all 10 training examples it was asked: 1 of 10 right"));
        assertThat(page()).contains("this shows what it remembers").doesNotContain("Held-out examples", "expect");
    }

    @Test
    void two_held_out_examples_are_too_few_to_tell() {
        var job = ready(team, 20, TENTH, HeldOutUse.NONE);
        rightBesideTheTaught(job, heldOut(job, 2));
        askAll(team, job);

        open(job, "");

        await(() -> page().contains("Too few held-out examples to tell whether it learned: it had 2 of 2 right"));
    }

    @Test
    void comparing_shows_both_sorts_under_their_counts_and_earlier_runs_with_theirs() {
        var job = ready(team, 40, TENTH, HeldOutUse.NONE);
        rightBesideTheTaught(job, heldOut(job, 3));
        askAll(team, job);
        evaluations.again(team.id(), new ModelId(job.value()));
        rightBesideTheTaught(job, heldOut(job, 4));
        askAll(team, job);

        open(job, "/compare");

        await(() -> page().contains("It learned: 4 of 4 held-out examples right"));
        assertThat($(H2.class).all())
                .extracting(H2::getText)
                .containsSubsequence(
                        "Held-out examples: 4 of 4 right", "Training examples: 6 of 6 right", "Earlier tests");
        assertThat(page()).contains("3 of 4 held out right, 6 of 6 training examples right");
    }

    @Test
    void a_run_that_the_backend_broke_off_says_so_and_can_be_asked_again() {
        var job = ready(team);
        answers.script = (model, prompt) -> {
            throw new io.pitchpipe.portal.backend.ApiFailure.InvalidArgument(400, "no");
        };
        askAll(team, job);

        open(job, "/compare");

        await(() -> page().contains("The test did not finish"));
        test($(Button.class).withText("Run the test again").single()).click();
        await(() -> page().contains("Testing"));
    }

    @Test
    void a_viewer_reads_the_verdict_but_not_the_examples_and_cannot_ask_again() {
        var job = ready(team, 40, TENTH, HeldOutUse.NONE);
        rightBesideTheTaught(job, heldOut(job, 4));
        askAll(team, job);
        signIn(newMember(team.id(), Role.VIEWER).id());

        open(job, "/compare");

        await(() -> page().contains("It learned: 4 of 4 held-out examples right"));
        assertThat(page()).contains("shown to editors").doesNotContain("question ");
        assertThat($(Button.class).withText("Run the test again").exists()).isFalse();
    }

    @Test
    void a_team_it_is_shared_with_reads_the_verdict_and_none_of_the_examples() {
        var job = readyOnLabels(team, 60, new HoldOut(20));
        answers.script = (model, prompt) -> List.of("no idea");
        askAll(team, job);
        var borealis = newTeam();
        backend.projects.put(team.id(), team.number().toString());
        backend.projects.put(borealis.id(), borealis.number().toString());
        signIn(team);
        access.share(team.id(), new ModelId(job.value()), borealis.number().toString());
        signIn(borealis);
        models.refresh(borealis.id());

        open(job, "");

        await(() -> page().contains("0 of 12 held-out examples right"));
        assertThat(page())
                .contains("Always giving the most frequent answer")
                .doesNotContain("Normal", "question ", "All examples of this test");
        UI.getCurrent().navigate("models", QueryParameters.simple(Map.of("tab", "shared", "sort", "score")));
        await(() -> page().contains("0 of 12 right"));
        assertThat(page()).contains("base 0, most frequent answer");

        backend.only().readers = List.of();
        models.refresh(borealis.id());
        assertThat(evaluations.latest(borealis.id(), new ModelId(job.value()))).isEmpty();
    }

    @Test
    void the_list_of_models_says_what_counts() {
        var job = ready(team, 40, TENTH, HeldOutUse.NONE);
        rightBesideTheTaught(job, heldOut(job, 4));
        askAll(team, job);

        UI.getCurrent().navigate("models", QueryParameters.simple(Map.of("tab", "team")));

        await(() -> page().contains("4 of 4 right"));
        assertThat(page()).contains("base 0");
    }
}
