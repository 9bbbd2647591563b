package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.catalog.ModelAccess;
import io.pitchpipe.portal.catalog.ModelCards;
import io.pitchpipe.portal.catalog.ModelDetails;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.design.ApiName;
import io.pitchpipe.portal.design.CopyButton;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.ModelPanel;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.TuningJob;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a model is: the verdict, where it comes from, and what can be done to it. */
@Route("models/:model")
@PermitAll
class ModelOverviewView extends ModelTab {

    private static final long serialVersionUID = 1L;

    private final transient ModelCards cards;
    private final transient List<ModelPanel> panels;

    ModelOverviewView(
            ModelService models,
            ModelAccess sharing,
            ModelCards cards,
            Access access,
            Changes changes,
            CurrentTeam currentTeam,
            List<ModelPanel> panels) {
        super(models, sharing, access, changes, currentTeam);
        this.cards = cards;
        this.panels = panels.stream()
                .sorted(Comparator.comparingInt(ModelPanel::order))
                .toList();
    }

    @Override
    void fill(ModelDetails model) {
        state(model);
        if (model.entry().ready()) {
            for (var panel : panels) {
                var content = panel.create(team, model.entry().id().value());
                if (content.isVisible()) {
                    add(content);
                }
            }
        }
        if (model.entry().ready()) {
            add(new ModelCardPanel(
                    cards, team, model.entry(), editor && model.entry().own()));
        }
        model.job().ifPresent(job -> add(section("catalog.overview.facts", facts(model, job))));
        if (!model.entry().own()) {
            add(section("catalog.overview.why", why(model)));
        }
        add(preamble(model.preamble()));
        if (!model.preamble().templateText().isEmpty()) {
            add(template(model.preamble().templateText()));
        }
    }

    private void state(ModelDetails model) {
        var entry = model.entry();
        var state = entry.status().state();
        var training = "models/" + entry.id() + "/training";
        switch (state) {
            case QUEUED, TUNING ->
                add(new EmptyState(
                        "chart-line",
                        getTranslation("catalog.overview.tuning"),
                        getTranslation("catalog.overview.tuning.text"),
                        Links.button(training, getTranslation("catalog.overview.watch"))));
            case FAILED, LOST, CANCELLED -> {
                var key = "catalog.overview." + state.name().toLowerCase(Locale.ROOT);
                add(new ErrorPanel(
                        getTranslation(key),
                        (getTranslation(key + ".text") + " " + entry.status().why()).strip(),
                        Links.button("teach?retune=" + entry.id(), getTranslation("catalog.overview.retune")),
                        Links.button(training, getTranslation("catalog.overview.curve"))));
            }
            case GONE -> {
                var key = entry.own() ? "catalog.overview.deleted" : "catalog.overview.unshared";
                add(new ErrorPanel(getTranslation(key), getTranslation(key + ".text")));
            }
            case READY -> {
                // The panels say how good it is.
            }
        }
    }

    private Component facts(ModelDetails model, TuningJob job) {
        var settings = job.settings();
        var examples = job.examples();
        var id = new Div(
                new Code(model.entry().resource()),
                new CopyButton(
                        getTranslation("catalog.fact.id.copy"), model.entry().resource()));
        id.addClassName("catalog-id");
        var list = new DescriptionList();
        list.addClassNames("catalog-facts", "pp-card");
        fact(list, "base-model", new Span(job.baseName()));
        fact(
                list,
                "examples",
                Links.to(
                        "datasets/" + examples.dataset().value(),
                        getTranslation(
                                "catalog.fact.examples.of",
                                Formats.number(examples.rows()),
                                examples.name(),
                                examples.versionNumber())));
        fact(list, "epochs", "epochCount", new Span(Formats.number(settings.epochCount())));
        fact(list, "batch", "batchSize", new Span(Formats.number(settings.batchSize())));
        fact(
                list,
                "rate",
                "learningRate",
                Formats.tabular(Formats.decimal(settings.learningRate()), Double.toString(settings.learningRate())));
        fact(
                list,
                "steps",
                new Span(getTranslation(
                        "catalog.fact.steps.of",
                        Formats.number(job.completedSteps()),
                        Formats.number(job.totalSteps()))));
        fact(list, "id", id);
        return list;
    }

    private void fact(DescriptionList list, String key, Component value) {
        list.add(term(key), new DescriptionList.Description(value));
    }

    private void fact(DescriptionList list, String key, String apiName, Component value) {
        list.add(ApiName.of(term(key), apiName), new DescriptionList.Description(value));
    }

    private DescriptionList.Term term(String key) {
        return new DescriptionList.Term(getTranslation("catalog.fact." + key));
    }

    private Component why(ModelDetails model) {
        var text = model.entry()
                .owner()
                .map(owner -> getTranslation(
                        "catalog.overview.why.owner",
                        owner.name(),
                        owner.number().toString()))
                .orElseGet(() -> getTranslation("catalog.overview.why.elsewhere"));
        var card = new Div(new Paragraph(text), new Paragraph(getTranslation("catalog.overview.why.can")));
        if (!model.description().isEmpty()) {
            card.add(new Paragraph(model.description()));
        }
        card.addClassName("pp-stack");
        return card;
    }

    private Component template(String template) {
        var text = new Pre(template);
        text.addClassNames("catalog-text", "pp-card");
        return section(
                "catalog.overview.template", new Paragraph(getTranslation("catalog.overview.template.note")), text);
    }

    private Component preamble(Preamble preamble) {
        if (preamble.isEmpty()) {
            return section(
                    "catalog.overview.preamble", new Paragraph(getTranslation("catalog.overview.preamble.none")));
        }
        var text = new Pre(preamble.text());
        text.addClassNames("catalog-text", "pp-card");
        return section(
                "catalog.overview.preamble", new Paragraph(getTranslation("catalog.overview.preamble.note")), text);
    }
}
