package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.shared.HasTooltip;
import com.vaadin.flow.i18n.I18NProvider;

/** What the API calls a setting: shown when somebody points at it or comes to it by keyboard, and not beside every label. */
public final class ApiName {

    private ApiName() {}

    /** @return {@code field}, with the name as its tooltip */
    public static <C extends Component> C of(C field, String name) {
        var words = I18NProvider.translate("design.apiName", name);
        if (field instanceof HasTooltip told) {
            told.setTooltipText(words);
        } else {
            field.getElement().setAttribute("title", words);
        }
        return field;
    }
}
