package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import io.pitchpipe.portal.dataset.Split;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.tuning.Estimate;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 5: what will happen, beside the form all along, with the one button; the button names what is missing. */
final class ReviewCard extends Aside {

    private static final long serialVersionUID = 1L;

    private final DescriptionList facts = new DescriptionList();
    private final Paragraph basis = new Paragraph();
    private final Button start = new Button();

    ReviewCard(Runnable pressed) {
        addClassNames("pp-card", "teach-review");
        var heading = new H2(getTranslation("teach.review.title"));
        heading.setId("teach-review");
        getElement().setAttribute("aria-labelledby", "teach-review");
        facts.addClassName("teach-facts");
        facts.getElement().setAttribute("aria-live", "polite");
        basis.addClassNames("pp-secondary", "pp-small");
        start.addClassName("teach-start");
        start.setTestId("teach-start");
        start.setDisableOnClick(true);
        start.addClickListener(click -> pressed.run());
        var promise = new Paragraph(getTranslation("teach.review.safe"));
        promise.addClassNames("pp-secondary", "pp-small");
        add(heading, facts, basis, start, promise);
    }

    /** What is to be said right before the button. */
    void beforeButton(Component part) {
        addComponentAtIndex(indexOf(start), part);
    }

    /** @param missing what is to be done before it can start; null if nothing is */
    void button(@Nullable String missing) {
        start.setText(missing == null ? getTranslation("teach.start") : missing);
        start.setEnabled(true);
        if (missing == null) {
            start.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        } else {
            start.removeThemeVariants(ButtonVariant.LUMO_PRIMARY);
        }
    }

    /** @param estimate null while it is not known whether there is one; empty if there is none */
    void facts(
            @Nullable Split split, @Nullable String base, @Nullable Long steps, @Nullable Optional<Estimate> estimate) {
        facts.removeAll();
        fact("teach.review.examples", split == null ? "–" : examples(split));
        fact("teach.review.base", base == null ? "–" : base);
        fact("teach.review.steps", steps == null ? "–" : Formats.number(steps));
        fact("teach.review.time", estimate == null ? "–" : time(estimate));
        basis.setText(estimate == null ? "" : basis(estimate));
    }

    private String time(Optional<Estimate> estimate) {
        return estimate.map(known -> range(known.low(), known.high()))
                .orElseGet(() -> getTranslation("teach.review.noIdea"));
    }

    private String basis(Optional<Estimate> estimate) {
        return estimate.map(known -> getTranslation("teach.review.learned", known.runs()))
                .orElseGet(() -> getTranslation("teach.review.noIdea.why"));
    }

    private String examples(Split split) {
        var training = Formats.number(split.training());
        return split.heldOut() == 0
                ? training
                : getTranslation("teach.review.split", training, Formats.number(split.heldOut()));
    }

    /** {@code 37–60 min}; with both units where they differ, as in {@code 50 s–4 min}. */
    private String range(Duration low, Duration high) {
        var from = Amount.of(low);
        var to = Amount.of(high);
        if (from.equals(to)) {
            return words(to);
        }
        return getTranslation(
                "teach.review.range", from.unit().equals(to.unit()) ? from.count() : words(from), words(to));
    }

    private String words(Amount amount) {
        return getTranslation("teach.review.range." + amount.unit(), amount.count());
    }

    /** A length of time in the unit that a person would choose. */
    private record Amount(long count, String unit) {

        static Amount of(Duration time) {
            var seconds = Math.max(1, time.toSeconds());
            if (seconds < 90) {
                return new Amount(seconds < 10 ? seconds : seconds / 5 * 5, "seconds");
            }
            if (seconds < 90 * 60) {
                return new Amount(Math.round(seconds / 60.0), "minutes");
            }
            return seconds < 36 * 3600
                    ? new Amount(Math.round(seconds / 3600.0), "hours")
                    : new Amount(Math.round(seconds / 86_400.0), "days");
        }
    }

    private void fact(String key, String value) {
        var term = new DescriptionList.Term(getTranslation(key));
        var shown = new DescriptionList.Description(value);
        var pair = new Div(term, shown);
        facts.add(pair);
    }
}
