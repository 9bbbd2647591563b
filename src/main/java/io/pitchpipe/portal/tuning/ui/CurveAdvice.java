package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningSettings;
import java.util.Optional;

/** A sentence about a curve, and the button that retunes as it advises; not to be seen while there is nothing to say. */
final class CurveAdvice extends Div {

    private static final long serialVersionUID = 1L;

    private final String icon;
    private String said = "";
    private transient Optional<TuningSettings> offered = Optional.empty();

    CurveAdvice(String icon) {
        this.icon = icon;
        addClassName("training-coach");
        setVisible(false);
    }

    /**
     * @param sentence empty for nothing
     * @param retune settings to offer in place of the job's; they differ in the number of epochs or in the rate
     */
    void say(String sentence, TuningJob job, Optional<TuningSettings> retune) {
        setVisible(!sentence.isEmpty());
        if (sentence.equals(said) && retune.equals(offered)) {
            return;
        }
        said = sentence;
        offered = retune;
        removeAll();
        add(Icons.of(icon), new Span(sentence));
        retune.ifPresent(settings -> add(Links.button(
                TuningNavigation.retune(job.id(), settings),
                getTranslation(
                        settings.epochCount() != job.settings().epochCount()
                                ? "training.coach.retune.epochs"
                                : "training.coach.retune.rate",
                        settings.epochCount(),
                        SettingsPanel.plain(settings.learningRate())))));
    }
}
