package io.pitchpipe.portal.tuning.ui;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.TuningSettings;

/** Routes into teaching. */
public final class TuningNavigation {

    private TuningNavigation() {}

    public static String teach() {
        return "teach";
    }

    /** With a dataset chosen already. */
    public static String teach(DatasetId dataset) {
        return "teach?dataset=" + dataset.value();
    }

    /** With everything as it was for a job. */
    public static String retune(JobId job) {
        return "teach?retune=" + job;
    }

    /** With everything as it was for a job, but for these settings. */
    public static String retune(JobId job, TuningSettings settings) {
        return retune(job) + "&epochs=" + settings.epochCount() + "&rate=" + settings.learningRate();
    }

    /** A row of a version of a dataset, which another feature shows. */
    static String row(DatasetId dataset, int version, long row) {
        return "datasets/" + dataset.value() + "?v=" + version + "&row=" + row;
    }

    /** What the check of a dataset found, which another feature shows. */
    static String check(DatasetId dataset) {
        return "datasets/" + dataset.value() + "/check";
    }

    public static String training(JobId job) {
        return "models/" + job + "/training";
    }

    /** A model's own page, which another feature shows. */
    static String model(JobId job) {
        return "models/" + job;
    }
}
