package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.pitchpipe.portal.dataset.BucketState;
import io.pitchpipe.portal.dataset.BucketState.Answer;
import io.pitchpipe.portal.dataset.RowStorage;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Skeleton;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.portal.design.StatusBadge.Tone;
import io.pitchpipe.portal.design.ViewTask;
import java.util.concurrent.Callable;

/** Where the rows of datasets lie, how much of them, and how the bucket is; for the administrator. */
final class StoragePanel extends Section {

    private static final long serialVersionUID = 1L;

    private final transient Callable<RowStorage> look;
    private final Div card = new Div();

    /** @param look is called off the UI thread, each time somebody comes to see */
    StoragePanel(Callable<RowStorage> look) {
        this.look = look;
        card.addClassName("pp-card");
        addClassName("pp-section");
        add(new H2(getTranslation("dataset.storage.title")), card);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        card.removeAll();
        card.add(new Skeleton(2));
        ViewTask.call(look)
                .then(this::show)
                .otherwise(failed -> {
                    card.removeAll();
                    card.add(new Paragraph(getTranslation("dataset.storage.unknown")));
                })
                .start(this);
    }

    private void show(RowStorage rows) {
        card.removeAll();
        rows.bucket().ifPresent(this::showStanding);
        if (rows.stranded()) {
            card.add(
                    new StatusBadge(Tone.BAD, getTranslation("dataset.storage.stranded")),
                    new Paragraph(getTranslation("dataset.storage.stranded.text", Formats.bytes(rows.inBucket()))));
        }
        card.add(new Paragraph(place(rows)));
        rows.bucket().ifPresent(this::showTrouble);
        card.add(held(rows));
    }

    private void showStanding(BucketState bucket) {
        var badge = new StatusBadge(tone(bucket.answer()), getTranslation(key(bucket)));
        var head = new Div(badge, Formats.time(bucket.since()));
        head.addClassName("pp-badge-line");
        card.add(head);
    }

    private void showTrouble(BucketState bucket) {
        if (bucket.away()) {
            card.add(new Paragraph(getTranslation(key(bucket) + ".text")));
        }
        if (!bucket.reason().isEmpty()) {
            card.add(new Paragraph(getTranslation("dataset.storage.reason", bucket.reason())));
        }
    }

    private static String key(BucketState bucket) {
        return "dataset.storage.answer." + bucket.answer().name();
    }

    private String place(RowStorage rows) {
        return rows.bucket()
                .map(bucket -> getTranslation(
                        rows.newInBucket() ? "dataset.storage.new.bucket" : "dataset.storage.beside", bucket.bucket()))
                .orElseGet(() -> getTranslation("dataset.storage.new.database"));
    }

    private Paragraph held(RowStorage rows) {
        var inDatabase = Formats.bytes(rows.inDatabase());
        var held = new Paragraph(
                rows.bucket().isPresent()
                        ? getTranslation("dataset.storage.held", inDatabase, Formats.bytes(rows.inBucket()))
                        : getTranslation("dataset.storage.held.database", inDatabase));
        held.addClassNames("pp-secondary", "pp-small");
        return held;
    }

    private static Tone tone(Answer answer) {
        return switch (answer) {
            case NOT_ASKED -> Tone.NEUTRAL;
            case ANSWERS -> Tone.GOOD;
            case SILENT -> Tone.CAUTION;
            case REFUSES -> Tone.BAD;
        };
    }
}
