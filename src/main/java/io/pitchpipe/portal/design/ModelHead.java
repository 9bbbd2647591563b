package io.pitchpipe.portal.design;

import com.vaadin.flow.i18n.I18NProvider;

/** The head that all tabs of one model share; the tabs belong to several features, and meet only here. */
public final class ModelHead {

    private ModelHead() {}

    /**
     * Name, status and tabs of a model; the caller adds facts and actions.
     *
     * @param id of the model, as in its URLs
     * @param name shown as text
     * @param own whether the team owns it: of a shared model there is no training, no comparison and no access to see
     * @param ready whether it can be prompted, which is then the one thing to do
     */
    public static ObjectHeader of(String id, String name, StatusBadge status, boolean own, boolean ready) {
        var header = new ObjectHeader(name)
                .back("models", translate("design.nav.models"))
                .status(status)
                .tab(translate("design.model.overview"), "models/" + id);
        if (own) {
            header.tab(translate("design.model.training"), "models/" + id + "/training")
                    .tab(translate("design.model.compare"), "models/" + id + "/compare")
                    .tab(translate("design.model.access"), "models/" + id + "/access");
        }
        header.tab(translate("design.model.use"), "models/" + id + "/use");
        if (ready) {
            header.primary("playground?model=" + id, translate("design.model.try"));
        }
        return header;
    }

    private static String translate(String key) {
        return I18NProvider.translate(key);
    }
}
