package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A field with a place below it for a warning: what stands there is allowed, and may not be what was meant. Errors are the field's own. */
public final class FieldWarning extends Div {

    private static final long serialVersionUID = 1L;

    private final Div place = new Div();
    private String shown = "";

    public FieldWarning(Component field) {
        addClassName("pp-warned-field");
        place.addClassName("pp-field-warning");
        place.getElement().setAttribute("role", "status");
        add(field, place);
    }

    /**
     * Shows a warning in place of any other.
     *
     * @param action what the button says
     * @param act does it; the warning goes when the field is looked at anew
     */
    public void show(String text, String action, Runnable act) {
        if (shown.equals(text)) {
            return;
        }
        shown = text;
        place.removeAll();
        var button = new Button(action, click -> act.run());
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        place.add(Icons.of("triangle-alert"), new Span(text), button);
    }

    public void clear() {
        shown = "";
        place.removeAll();
    }

    /** What it warns of; empty if of nothing. */
    public String text() {
        return shown;
    }
}
