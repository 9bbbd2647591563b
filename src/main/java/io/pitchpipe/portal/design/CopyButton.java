package io.pitchpipe.portal.design;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;

/** Copies a text to the clipboard and says so. */
@JsModule("context://portal/shell.js")
public final class CopyButton extends Button {

    private static final long serialVersionUID = 1L;

    /** @param label what is copied, such as "Copy the project number": the button's name */
    public CopyButton(String label, String text) {
        setIcon(Icons.of("copy"));
        setAriaLabel(label);
        setTooltipText(label);
        addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        addClassName("pp-copy");
        getElement().setAttribute("data-copy", text);
    }

    /** Shows the label beside the icon. */
    public CopyButton withLabel() {
        setText(getAriaLabel().orElse(""));
        setTooltipText(null);
        removeThemeVariants(ButtonVariant.LUMO_ICON);
        return this;
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        getElement().setAttribute("data-copied", getTranslation("design.copied"));
    }
}
