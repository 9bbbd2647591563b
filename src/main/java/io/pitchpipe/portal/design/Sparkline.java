package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A curve as small as a word, without axes or figures; what it shows is said in words to those who do not see it, and on hover. */
@Tag("pp-sparkline")
@JsModule("context://portal/shell.js")
public final class Sparkline extends Component {

    private static final long serialVersionUID = 1L;

    /**
     * @param values from left to right, evenly apart; those that are no numbers are left out
     * @param words what the curve says, such as "Loss from 3.2 to 0.41"
     */
    public Sparkline(List<Double> values, String words) {
        var points = values.stream().filter(Double::isFinite).toList();
        getElement()
                .setAttribute(
                        "values",
                        points.stream()
                                .map(value -> String.format(Locale.ROOT, "%.4g", value))
                                .collect(Collectors.joining(" ")));
        getElement().setAttribute("role", "img");
        getElement().setAttribute("aria-label", words);
        getElement().setAttribute("title", words);
        setVisible(points.size() > 1);
    }
}
