package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.design.Formats;

/** The name of a dataset. One that is too long is not cut: the field says so. */
final class NameField extends TextField {

    private static final long serialVersionUID = 1L;

    private final String missing;

    /** @param missing what is said where there is no name */
    NameField(String name, String missing) {
        super(DatasetText.text("dataset.new.name.label"));
        this.missing = missing;
        setValue(name);
        setRequiredIndicatorVisible(true);
        setManualValidation(true);
        addValueChangeListener(change -> check());
    }

    /** Whether it is a name; if it is none, the field says why. */
    boolean check() {
        var name = getValue().strip();
        var length = name.codePointCount(0, name.length());
        setErrorMessage(
                length == 0
                        ? missing
                        : getTranslation(
                                "dataset.new.name.long",
                                Formats.number(DatasetService.NAME_LENGTH),
                                Formats.number(length)));
        setInvalid(length == 0 || length > DatasetService.NAME_LENGTH);
        return !isInvalid();
    }
}
