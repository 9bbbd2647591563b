package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.pitchpipe.portal.design.ApiName;
import io.pitchpipe.portal.tuning.HeldOutUse;

/** What the held-out examples decide while it is taught: offered where the backend measures them and some are held out. */
final class HeldOutFields extends Div {

    private static final long serialVersionUID = 1L;

    private final LaunchDraft draft;
    private final Checkbox keepBest = new Checkbox();
    private final IntegerField patience = new IntegerField();
    private boolean measured;
    private long heldOut;

    HeldOutFields(LaunchDraft draft, Runnable changed) {
        this.draft = draft;
        addClassName("teach-held-out");
        setVisible(false);
        keepBest.setLabel(getTranslation("teach.heldOut.keepBest"));
        ApiName.of(keepBest, "keepBest");
        keepBest.setHelperText(getTranslation("teach.heldOut.keepBest.help", HeldOutUse.FEWEST));
        keepBest.setTestId("teach-keep-best");
        keepBest.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                draft.keepBest = change.getValue();
                draft.changed();
            }
        });
        patience.setLabel(getTranslation("teach.heldOut.patience"));
        ApiName.of(patience, "patience");
        patience.setHelperText(getTranslation("teach.heldOut.patience.help"));
        patience.setPlaceholder(getTranslation("teach.heldOut.patience.never"));
        patience.setMin(0);
        patience.setMax(HeldOutUse.MOST);
        patience.setManualValidation(true);
        patience.setValueChangeMode(ValueChangeMode.LAZY);
        patience.setTestId("teach-patience");
        patience.setWidthFull();
        patience.setValue(draft.patience);
        patience.addValueChangeListener(change -> {
            draft.patience = change.getValue();
            draft.changed();
            validate();
            changed.run();
        });
        validate();
        add(keepBest, patience);
    }

    /** The backend has said that it measures what is held out. */
    void measured() {
        measured = true;
        show();
    }

    /** So many examples are held out. */
    void heldOut(long count) {
        heldOut = count;
        show();
    }

    private void show() {
        keepBest.setValue(wanted().keepBest());
        setVisible(measured && heldOut > 0);
    }

    boolean isInvalid() {
        return isVisible() && patience.isInvalid();
    }

    /** As chosen; the default in what nobody chose, and for those who are not shown the fields. */
    HeldOutUse value() {
        return measured && heldOut > 0 && !patience.isInvalid() ? wanted() : HeldOutUse.NONE;
    }

    private HeldOutUse wanted() {
        var usual = HeldOutUse.byDefault(heldOut);
        if (!draft.advanced) {
            return usual;
        }
        var chosen = draft.keepBest;
        var epochs = draft.patience;
        return new HeldOutUse(
                chosen == null ? usual.keepBest() : chosen,
                epochs == null || patience.isInvalid() ? usual.patience() : epochs);
    }

    private void validate() {
        var epochs = draft.patience;
        var wrong = epochs != null && (epochs < 0 || epochs > HeldOutUse.MOST);
        patience.setInvalid(wrong);
        patience.setErrorMessage(wrong ? getTranslation("teach.heldOut.patience.wrong", HeldOutUse.MOST) : null);
    }
}
