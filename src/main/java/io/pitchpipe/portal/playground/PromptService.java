package io.pitchpipe.portal.playground;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.BackendTrouble;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.backend.GenerationApi;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.Models;
import io.pitchpipe.portal.catalog.PromptTarget;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Limits;
import io.pitchpipe.portal.playground.internal.PromptRepository;
import io.pitchpipe.portal.tuning.BaseModel;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.TuningService;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Asks base and tuned models on a team's behalf, with that team's own key, and remembers for each person what was asked. */
@Service
public class PromptService {

    private static final Logger log = LoggerFactory.getLogger(PromptService.class);
    private static final int MODELS = 100;
    private static final int PAGE = 50;

    private final Models models;
    private final TuningService tunings;
    private final Connections connections;
    private final GenerationApi api;
    private final PromptRepository prompts;
    private final CurrentUser currentUser;
    private final Clock clock;

    PromptService(
            Models models,
            TuningService tunings,
            Connections connections,
            GenerationApi api,
            PromptRepository prompts,
            CurrentUser currentUser,
            Clock clock) {
        this.models = models;
        this.tunings = tunings;
        this.connections = connections;
        this.api = api;
        this.prompts = prompts;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    /** What the team can ask now. Blocks on the network. */
    @TeamViewer
    public PlaygroundChoices choices(TeamId team) {
        List<BaseModel> bases;
        try {
            bases = tunings.baseModels(team);
        } catch (ApiFailure away) {
            log.debug("No base models for team {}: {}", team, away.toString());
            bases = List.of();
        }
        return new PlaygroundChoices(models.promptable(team, MODELS), bases);
    }

    /**
     * The preamble that is put before each prompt to a model; none for a model that has none.
     *
     * @throws NotFoundException if the team has no such model
     * @throws Refused if it cannot be prompted now
     */
    @TeamViewer
    public Preamble preamble(TeamId team, ModelId model) {
        return models.target(team, model).preamble();
    }

    /**
     * Asks. A tuned model is given its own preamble, a base model that of the tuned model it is compared with, so that both are
     * asked the same. Blocks until the answer begins.
     *
     * @param comparedWith the tuned model beside which a base model answers
     * @param prompt as typed
     * @throws NotFoundException if the team has no such model
     * @throws Refused with the reason, if there is no answer; a model that is no longer shared leaves the team's list
     */
    @TeamViewer
    public OngoingAnswer ask(
            TeamId team, ModelKey key, Optional<ModelId> comparedWith, String prompt, PromptSettings settings) {
        return switch (key) {
            case ModelKey.Tuned tuned -> {
                var target = models.target(team, tuned.id());
                yield open(target, checked(target.preamble().applyTo(prompt)), settings);
            }
            case ModelKey.Base base -> {
                var preamble =
                        comparedWith.map(model -> preambleOf(team, model)).orElse(Preamble.NONE);
                var text = checked(preamble.applyTo(prompt));
                try {
                    yield new OngoingAnswer(
                            api.stream(connections.of(team), base.resource(), text, settings.onTheWire()),
                            BackendTrouble::refused);
                } catch (ApiFailure failure) {
                    throw BackendTrouble.refused(failure);
                }
            }
        };
    }

    /** A base model answers on its own when the model beside it is gone. */
    private Preamble preambleOf(TeamId team, ModelId model) {
        try {
            return models.target(team, model).preamble();
        } catch (Refused | NotFoundException gone) {
            return Preamble.NONE;
        }
    }

    private OngoingAnswer open(PromptTarget target, String text, PromptSettings settings) {
        try {
            var stream = api.stream(target.connection(), target.model().resource(), text, settings.onTheWire());
            return new OngoingAnswer(stream, BackendTrouble::refused);
        } catch (ApiFailure failure) {
            throw refused(target.model(), failure);
        }
    }

    private Refused refused(ModelEntry model, ApiFailure failure) {
        var gone = failure instanceof ApiFailure.NotFound
                || (failure instanceof ApiFailure.PermissionDenied && !model.own());
        if (!gone) {
            return BackendTrouble.refused(failure);
        }
        models.lost(model);
        return new Refused(model.own() ? "catalog.refused.deleted" : "catalog.refused.unshared", model.name());
    }

    private static String checked(String text) {
        if (text.codePointCount(0, text.length()) > Limits.INPUT_CHARACTERS) {
            throw new Refused("playground.too-long", Limits.INPUT_CHARACTERS);
        }
        return text;
    }

    /** Remembers a prompt of the caller's, before its answers come. */
    @TeamViewer
    public PromptId remember(TeamId team, String prompt, PromptSettings settings) {
        return prompts.insert(team, currentUser.id(), prompt, settings, clock.instant());
    }

    /**
     * Remembers what a column answered, in place of its answer before where the prompt was tried again.
     *
     * @param ordinal of the column, from 0
     * @throws NotFoundException if the prompt is not the caller's
     */
    @TeamViewer
    public void remember(TeamId team, PromptId prompt, int ordinal, AskedPrompt.Answered answer) {
        if (!prompts.belongs(prompt, team, currentUser.id())) {
            throw new NotFoundException("prompt");
        }
        prompts.insert(prompt, ordinal, answer);
    }

    /** The caller's own prompts in this team, the latest first; at most 50 at once. */
    @TeamViewer
    public List<AskedPrompt> history(TeamId team, String search, int offset, int limit) {
        return prompts.page(team, currentUser.id(), search, Math.max(0, offset), Math.clamp(limit, 1, PAGE));
    }

    /** Deletes all the caller asked in this team, with the answers and what is on their playground. */
    @TeamViewer
    public void forget(TeamId team) {
        prompts.delete(team, currentUser.id());
    }
}
