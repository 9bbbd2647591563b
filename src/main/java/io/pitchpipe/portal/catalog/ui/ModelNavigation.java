package io.pitchpipe.portal.catalog.ui;

import io.pitchpipe.portal.catalog.ModelId;
import org.springframework.modulith.NamedInterface;

/** The ways into this module's views, as routes. */
@NamedInterface("navigation")
public final class ModelNavigation {

    private ModelNavigation() {}

    public static String overview(ModelId model) {
        return "models/" + model;
    }

    /** How an own model came about; another feature shows it. */
    public static String training(ModelId model) {
        return "models/" + model + "/training";
    }

    public static String access(ModelId model) {
        return "models/" + model + "/access";
    }

    static String playground(ModelId model) {
        return "playground?model=" + model;
    }
}
