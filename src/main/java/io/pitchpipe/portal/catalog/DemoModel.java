package io.pitchpipe.portal.catalog;

import io.pitchpipe.genapi.GenerationConfig;
import io.pitchpipe.portal.account.DemoData;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.backend.GenerationApi;
import org.springframework.stereotype.Component;

/** Writes the card of the demo's model once it is trained, with an answer that it really gave, and shares it with the second team. */
@Component
class DemoModel implements DemoData {

    private static final String PROMPT = "41";

    private static final GenerationConfig LIKELIEST =
            new GenerationConfig(null, null, null, 0f, null, null, null, null);

    private final ModelService models;
    private final ModelCards cards;
    private final ModelAccess access;
    private final Connections connections;
    private final GenerationApi generation;

    DemoModel(
            ModelService models,
            ModelCards cards,
            ModelAccess access,
            Connections connections,
            GenerationApi generation) {
        this.models = models;
        this.cards = cards;
        this.access = access;
        this.connections = connections;
        this.generation = generation;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public boolean add(Demo demo) {
        var team = demo.team();
        var tuned = models.list(team, ModelList.TEAM, MODEL, 0, 200).stream()
                .filter(model -> model.name().equals(MODEL))
                .reduce((later, earlier) -> earlier);
        if (tuned.isEmpty()) {
            return true;
        }
        var model = tuned.get();
        return switch (model.status().state()) {
            case QUEUED, TUNING -> false;
            case FAILED, CANCELLED, LOST, GONE -> true;
            case READY -> finish(demo, model);
        };
    }

    private boolean finish(Demo demo, ModelEntry model) {
        var team = demo.team();
        try {
            var card = cards.card(team, model.id());
            if (card.isBlank()) {
                var answer = generation
                        .generate(connections.of(team), model.resource(), PROMPT, LIKELIEST)
                        .text()
                        .strip();
                cards.save(
                        team,
                        model.id(),
                        card.saying(
                                "Answers a number, in figures or in words, with the next one. Made to show what a model of"
                                        + " your own looks like.",
                                "Fifteen examples on a tiny base: it is often wrong on numbers unlike those it has seen.",
                                PROMPT,
                                answer,
                                "Ada Lovelace"));
            }
            if (access.readers(team, model.id()).stream()
                    .noneMatch(reader -> reader.number().equals(demo.partner()))) {
                access.share(team, model.id(), demo.partner().toString());
            }
            return true;
        } catch (ApiFailure notNow) {
            return false;
        }
    }
}
