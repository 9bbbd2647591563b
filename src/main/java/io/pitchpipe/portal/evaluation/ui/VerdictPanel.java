package io.pitchpipe.portal.evaluation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.ModelPanel;
import io.pitchpipe.portal.design.ShareBar;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.EvaluationService;
import io.pitchpipe.portal.evaluation.Sample;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.TuningJob;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Overview: did it learn? The verdict, and for editors three examples it got right and three it did not; it follows while they are asked. */
@org.springframework.stereotype.Component
class VerdictPanel implements ModelPanel {

    private static final int SHOWN = 3;

    private final EvaluationService evaluations;
    private final ModelService models;
    private final Access access;
    private final Changes changes;

    VerdictPanel(EvaluationService evaluations, ModelService models, Access access, Changes changes) {
        this.evaluations = evaluations;
        this.models = models;
        this.access = access;
        this.changes = changes;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Component create(TeamId team, UUID model) {
        var id = new ModelId(model);
        var examples = access.editor(team)
                && models.find(team, id)
                        .filter(details -> details.entry().own())
                        .isPresent();
        return new Panel(team, id, evaluations, examples, changes);
    }

    @StyleSheet("context://portal/styles/evaluation.css")
    private static final class Panel extends Section {

        private static final long serialVersionUID = 1L;

        private final TeamId team;
        private final ModelId model;
        private final transient EvaluationService evaluations;
        private final boolean editor;
        private final Div content = new Div();
        private @Nullable Evaluation shown;

        Panel(TeamId team, ModelId model, EvaluationService evaluations, boolean editor, Changes changes) {
            this.team = team;
            this.model = model;
            this.evaluations = evaluations;
            this.editor = editor;
            addClassName("pp-section");
            content.addClassName("pp-stack");
            add(new H2(I18NProvider.translate("evaluation.title")), content);
            show();
            addAttachListener(attached -> {
                var ui = attached.getUI();
                var watching =
                        changes.subscribe(TuningJob.topic(new JobId(model.value())), () -> ui.access(this::show));
                addDetachListener(detached -> {
                    watching.close();
                    detached.unregisterListener();
                });
            });
        }

        private void show() {
            var latest = evaluations.latest(team, model).orElse(null);
            setVisible(latest != null);
            if (latest == null || latest.equals(shown)) {
                return;
            }
            shown = latest;
            content.removeAll();
            switch (latest.state()) {
                case RUNNING -> running(latest);
                case FAILED -> content.add(new Paragraph(getTranslation("evaluation.failed")));
                case DONE -> done(latest);
            }
        }

        private void running(Evaluation run) {
            var words = new Paragraph(
                    run.asked() == 0
                            ? getTranslation("evaluation.starting")
                            : getTranslation("evaluation.asking", run.answered(), run.asked()));
            words.getElement().setAttribute("role", "status");
            content.add(words, ShareBar.of(getTranslation("evaluation.title"), run.answered(), run.asked()));
        }

        private void done(Evaluation run) {
            run.verdict().ifPresent(verdict -> content.add(new VerdictCard(run, verdict, editor)));
            if (editor) {
                var ranked = evaluations.samples(team, run.id()).stream()
                        .sorted(Comparator.comparingDouble(VerdictPanel::worth).reversed())
                        .toList();
                samples(
                        "evaluation.best",
                        ranked.stream()
                                .filter(sample -> sample.tuned().right())
                                .limit(SHOWN)
                                .toList());
                wrong(ranked.reversed().stream()
                        .filter(sample -> !sample.tuned().right())
                        .limit(SHOWN)
                        .toList());
                content.add(Links.to("models/" + model + "/compare", getTranslation("evaluation.all")));
            }
        }

        private void wrong(List<Sample> samples) {
            if (!samples.isEmpty()) {
                var help = new Paragraph(getTranslation("evaluation.worst.help"));
                help.addClassName("pp-secondary");
                content.add(new H3(getTranslation("evaluation.worst")), help, new SampleList(samples, true));
            }
        }

        private void samples(String key, List<Sample> samples) {
            if (!samples.isEmpty()) {
                content.add(new H3(getTranslation(key)), new SampleList(samples, true));
            }
        }
    }

    /** Right before wrong, then by closeness. */
    static double worth(Sample sample) {
        return (sample.tuned().right() ? 1 : 0) + sample.tuned().f1();
    }
}
