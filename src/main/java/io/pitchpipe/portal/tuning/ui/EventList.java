package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.TuningJob;
import java.util.List;
import java.util.Locale;

/** What happened to a job, the latest first. */
final class EventList extends Section {

    private static final long serialVersionUID = 1L;

    /** Older marks of passes say nothing any more. */
    private static final int SHOWN = 40;

    private final OrderedList items = new OrderedList();
    private transient List<JobEvent> last = List.of();

    EventList() {
        addClassNames("pp-card", "training-events");
        items.addClassName("training-event-list");
        add(new H2(getTranslation("training.events")), items);
    }

    void show(List<JobEvent> events, TuningJob job) {
        if (events.equals(last)) {
            return;
        }
        last = List.copyOf(events);
        items.removeAll();
        events.reversed().stream().limit(SHOWN).forEach(event -> items.add(item(event, job)));
    }

    private ListItem item(JobEvent event, TuningJob job) {
        var words = new Span(getTranslation(
                "training.event." + event.kind().name().toLowerCase(Locale.ROOT),
                event.ordinal(),
                job.settings().epochCount()));
        var when = Formats.time(event.at());
        when.addClassNames("pp-secondary", "pp-small");
        var item = new ListItem(words, when);
        if (!event.detail().isEmpty()) {
            var detail = new Span(event.detail());
            detail.addClassNames("pp-secondary", "pp-small", "training-event-detail");
            item.add(detail);
        }
        return item;
    }
}
