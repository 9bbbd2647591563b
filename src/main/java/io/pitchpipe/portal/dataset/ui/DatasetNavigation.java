package io.pitchpipe.portal.dataset.ui;

import io.pitchpipe.portal.dataset.DatasetId;
import org.springframework.modulith.NamedInterface;

/** The ways into this module's views, as routes without a slash in front. */
@NamedInterface("navigation")
public final class DatasetNavigation {

    private DatasetNavigation() {}

    public static String list() {
        return "datasets";
    }

    /** Where a dataset is brought in; whoever finishes there comes to the page that teaches a model from it. */
    public static String bringThenTeach() {
        return "datasets/new?then=teach";
    }

    public static String bring() {
        return "datasets/new";
    }

    /** Where a file is brought whose rows become a new version of the dataset. */
    public static String bringInto(DatasetId dataset) {
        return "datasets/new?into=" + dataset;
    }

    public static String rows(DatasetId dataset) {
        return "datasets/" + dataset;
    }

    public static String check(DatasetId dataset) {
        return "datasets/" + dataset + "/check";
    }

    public static String versions(DatasetId dataset) {
        return "datasets/" + dataset + "/versions";
    }

    public static String usedBy(DatasetId dataset) {
        return "datasets/" + dataset + "/used-by";
    }

    public static String card(DatasetId dataset) {
        return "datasets/" + dataset + "/card";
    }

    /** The page of the tuning module that teaches a model from the dataset. */
    public static String teach(DatasetId dataset) {
        return "teach?dataset=" + dataset;
    }
}
