package io.pitchpipe.portal.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.evaluation.EvaluationService;
import io.pitchpipe.portal.playground.ModelKey;
import io.pitchpipe.portal.playground.PromptService;
import io.pitchpipe.portal.playground.PromptSettings;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import io.pitchpipe.testing.NewTeam;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Two teams, one model: what each sees and may do. */
@SuppressWarnings("NullAway.Init")
class SharingTests extends TuningTest {

    @Autowired
    private ModelService models;

    @Autowired
    private ModelAccess access;

    @Autowired
    private PromptService prompts;

    @Autowired
    private EvaluationService evaluations;

    private NewTeam atlas;
    private NewTeam borealis;
    private ModelId model;

    @BeforeEach
    void atlas_has_a_ready_model() {
        atlas = newTeam();
        borealis = newTeam();
        model = new ModelId(ready(atlas).value());
        backend.projects.put(borealis.id(), borealis.number().toString());
        answers.script = (asked, prompt) -> List.of("four");
    }

    @Test
    void a_viewer_of_the_other_team_prompts_it_with_that_teams_own_key_until_access_is_taken_away() {
        var reader = access.share(atlas.id(), model, " " + borealis.number() + " ");
        assertThat(reader.teamName()).contains(borealis.team().name());
        assertThat(access.currentReaders(atlas.id(), model))
                .singleElement()
                .satisfies(known ->
                        assertThat(known.addedBy()).contains(atlas.owner().name()));

        signIn(newMember(borealis.id(), Role.VIEWER).id());
        models.refresh(borealis.id());
        var shared = models.list(borealis.id(), ModelList.SHARED, "", 0, 10).getFirst();
        assertThat(shared.name()).isEqualTo("Number generator");
        assertThat(shared.owner())
                .get()
                .extracting(ModelEntry.Owner::name)
                .isEqualTo(atlas.team().name());
        assertThat(models.list(borealis.id(), ModelList.TEAM, "", 0, 10)).isEmpty();
        try (var answer = ask(borealis, shared.id())) {
            assertThat(answer.next()).contains("four");
        }

        signIn(atlas);
        access.unshare(atlas.id(), model, borealis.number());
        signIn(borealis);
        assertThatThrownBy(() -> ask(borealis, shared.id()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.key()).isEqualTo("catalog.refused.unshared"));
        assertThat(models.list(borealis.id(), ModelList.SHARED, "", 0, 10)).isEmpty();
        assertThat(models.find(borealis.id(), shared.id()))
                .get()
                .satisfies(gone -> assertThat(gone.entry().status()).isEqualTo(ModelEntry.Status.GONE));
    }

    private io.pitchpipe.portal.playground.OngoingAnswer ask(NewTeam team, ModelId id) {
        return prompts.ask(team.id(), new ModelKey.Tuned(id), Optional.empty(), "three", PromptSettings.GREEDY);
    }

    @Test
    void a_number_that_helps_nobody_is_refused_with_the_reason() {
        refused("catalog.share.not-a-number", () -> access.share(atlas.id(), model, "12ab"));
        refused("catalog.share.not-a-number", () -> access.share(atlas.id(), model, "0"));
        refused(
                "catalog.share.own-number",
                () -> access.share(atlas.id(), model, atlas.number().toString()));
        access.share(atlas.id(), model, "4711");
        refused("catalog.share.twice", () -> access.share(atlas.id(), model, "4711"));
        assertThat(backend.only().readers).containsExactly("4711");
    }

    private static void refused(String key, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.key()).isEqualTo(key));
    }

    @Test
    void viewers_see_and_prompt_but_neither_share_nor_change() {
        signIn(newMember(atlas.id(), Role.VIEWER).id());
        assertThat(models.find(atlas.id(), model)).isPresent();
        try (var answer = ask(atlas, model)) {
            assertThat(answer.next()).contains("four");
        }
        assertThat(access.readers(atlas.id(), model)).isEmpty();
        for (ThrowingCallable deed : List.<ThrowingCallable>of(
                () -> access.share(atlas.id(), model, "4711"),
                () -> access.unshare(atlas.id(), model, borealis.number()),
                () -> access.check(atlas.id(), model, "4711"),
                () -> models.rename(atlas.id(), model, "Mine"),
                () -> models.delete(atlas.id(), model),
                () -> evaluations.again(atlas.id(), model))) {
            assertThatThrownBy(deed).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void to_an_outsider_neither_the_team_nor_the_model_exists() {
        signIn(borealis);
        for (ThrowingCallable deed : List.<ThrowingCallable>of(
                () -> models.list(atlas.id(), ModelList.TEAM, "", 0, 10),
                () -> models.find(atlas.id(), model),
                () -> access.readers(atlas.id(), model),
                () -> evaluations.latest(atlas.id(), model),
                () -> prompts.history(atlas.id(), "", 0, 10),
                () -> ask(atlas, model),
                () -> access.share(borealis.id(), model, "4711"),
                () -> models.delete(borealis.id(), model),
                () -> ask(borealis, model))) {
            assertThatThrownBy(deed).isInstanceOf(NotFoundException.class);
        }
        assertThat(models.find(borealis.id(), model)).isEmpty();
    }

    @Test
    void a_renamed_model_has_its_new_name_at_the_backend_too() {
        models.rename(atlas.id(), model, "  Successor  ");
        assertThat(models.find(atlas.id(), model).orElseThrow().entry().name()).isEqualTo("Successor");
        assertThat(backend.calls).anyMatch(call -> call.startsWith("patch "));
        refused("catalog.rename.length", () -> models.rename(atlas.id(), model, "x".repeat(41)));
    }

    @Test
    void a_model_deleted_here_or_elsewhere_leaves_a_tombstone() {
        models.delete(atlas.id(), model);
        assertThat(backend.trainings).isEmpty();
        assertThat(models.promptable(atlas.id(), 10)).isEmpty();
        refused("catalog.refused.deleted", () -> ask(atlas, model));
    }

    @Test
    void a_model_deleted_elsewhere_is_found_gone_with_the_next_look() {
        backend.trainings.clear();
        models.refresh(atlas.id());
        assertThat(models.find(atlas.id(), model).orElseThrow().entry().status())
                .isEqualTo(ModelEntry.Status.GONE);
    }
}
