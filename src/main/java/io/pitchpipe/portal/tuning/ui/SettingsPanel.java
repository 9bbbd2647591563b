package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import io.pitchpipe.portal.design.ApiName;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.tuning.TuningJob;
import java.math.BigDecimal;
import java.util.Locale;

/** How a job was set up: the API's own names beside ours. */
final class SettingsPanel extends Section {

    private static final long serialVersionUID = 1L;

    private final DescriptionList facts = new DescriptionList();

    SettingsPanel(TuningJob job) {
        addClassNames("pp-card", "training-settings");
        facts.addClassName("teach-facts");
        var settings = job.settings();
        fact(
                "training.setting.preset",
                getTranslation("teach.preset." + job.preset().name().toLowerCase(Locale.ROOT)));
        fact("teach.settings.epochs", "epochCount", String.valueOf(settings.epochCount()));
        fact("teach.settings.batch", "batchSize", String.valueOf(settings.batchSize()));
        fact("teach.settings.rate", "learningRate", plain(settings.learningRate()));
        var multiplier = settings.learningRateMultiplier();
        if (multiplier != null) {
            fact("teach.settings.multiplier", "learningRateMultiplier", plain(multiplier));
        }
        var examples = job.examples();
        if (examples.heldOut() > 0) {
            var key = "training.setting.heldOut." + (examples.holdOut().isAsInFile() ? "file" : "value");
            fact(
                    "training.setting.heldOut",
                    getTranslation(
                            key,
                            Formats.number(examples.heldOut()),
                            examples.holdOut().percent()));
        }
        if (job.heldOutOutcome().measured() > 0) {
            heldOutUse(job);
        }
        fact("training.setting.steps", Formats.number(job.totalSteps()));
        fact("training.setting.base", "baseModel", job.baseModel());
        fact("training.setting.model", "name", "tunedModels/" + job.tunedModelId());
        if (!job.preamble().isEmpty()) {
            fact("teach.words.preamble", job.preamble().text());
        }
        add(new H2(getTranslation("training.settings")), facts);
    }

    private void heldOutUse(TuningJob job) {
        var use = job.heldOutUse();
        fact("training.setting.measured", Formats.number(job.heldOutOutcome().measured()));
        fact(
                "training.setting.keepBest",
                "keepBest",
                getTranslation(use.keepBest() ? "training.setting.keepBest.yes" : "training.setting.keepBest.no"));
        fact(
                "training.setting.patience",
                "patience",
                use.patience() == 0
                        ? getTranslation("teach.heldOut.patience.never")
                        : getTranslation("training.setting.patience.value", use.patience()));
    }

    private void fact(String key, String value) {
        fact(new DescriptionList.Term(getTranslation(key)), value);
    }

    private void fact(String key, String apiName, String value) {
        fact(ApiName.of(new DescriptionList.Term(getTranslation(key)), apiName), value);
    }

    private void fact(DescriptionList.Term term, String value) {
        var shown = new DescriptionList.Description(value);
        shown.addClassName("training-setting");
        facts.add(new Div(term, shown));
    }

    static String plain(double value) {
        return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
    }
}
