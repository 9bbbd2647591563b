package io.pitchpipe.portal.design;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/** Light, dark, or as the system has it; remembered by the browser, and put in place before the first paint. */
final class ThemeSwitch extends Button {

    private static final long serialVersionUID = 1L;

    ThemeSwitch() {
        setIcon(Icons.of("monitor"));
        addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        addClassName("pp-theme-switch");
        setAriaLabel(getTranslation("design.theme.switch"));
        setTooltipText(getTranslation("design.theme.switch"));
        getElement().setAttribute("data-theme-switch", true);
    }
}
