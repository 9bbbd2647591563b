package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import io.pitchpipe.portal.dataset.Quota;
import io.pitchpipe.portal.design.DecimalField;
import java.util.Optional;

/** How much may be held, in numbers people use. */
final class QuotaFields extends Div {

    private static final long serialVersionUID = 1L;

    private static final double GIGABYTE = 1e9;
    private static final double MOST_GIGABYTES = 1_000_000;
    private static final int MOST_DATASETS = 1_000_000;

    private final DecimalField gigabytes = new DecimalField();
    private final IntegerField datasets = new IntegerField();

    QuotaFields() {
        addClassName("dataset-parts");
        gigabytes.setLabel(getTranslation("dataset.quota.gigabytes"));
        gigabytes.setRange(Quota.LEAST_BYTES / GIGABYTE, MOST_GIGABYTES);
        gigabytes.setErrorMessage(getTranslation("dataset.quota.gigabytes.wrong"));
        datasets.setLabel(getTranslation("dataset.quota.count"));
        datasets.setMin(1);
        datasets.setMax(MOST_DATASETS);
        datasets.setErrorMessage(getTranslation("dataset.quota.count.wrong"));
        add(gigabytes, datasets);
    }

    void show(Quota quota) {
        gigabytes.setValue(quota.bytes() / GIGABYTE);
        datasets.setValue(quota.datasets());
    }

    /** Empty while a field says what is wrong with it. */
    Optional<Quota> read() {
        var bytes = gigabytes.getValue();
        var count = datasets.getValue();
        var wrongBytes = bytes == null || bytes < Quota.LEAST_BYTES / GIGABYTE || bytes > MOST_GIGABYTES;
        var wrongCount = count == null || count < 1 || count > MOST_DATASETS;
        gigabytes.setInvalid(wrongBytes);
        datasets.setInvalid(wrongCount);
        return wrongBytes || wrongCount
                ? Optional.empty()
                : Optional.of(new Quota(Math.round(bytes * GIGABYTE), count));
    }
}
