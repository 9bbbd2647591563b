package io.pitchpipe.portal.notification.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.Viewer;
import io.pitchpipe.portal.notification.Notification;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Notifications under the days they came on, the latest first. */
final class NotificationDays extends Div {

    private static final long serialVersionUID = 1L;

    private final ZoneId zone;
    private final Map<TeamId, String> teams;
    private final transient BiConsumer<Long, Boolean> marked;
    private final transient Consumer<NotificationRow> deleted;
    private final List<NotificationRow> rows = new ArrayList<>();
    private @Nullable LocalDate day;
    private UnorderedList list = new UnorderedList();
    private long newest;
    private long oldest = Long.MAX_VALUE;

    NotificationDays(
            ZoneId zone, List<Viewer.Team> teams, BiConsumer<Long, Boolean> marked, Consumer<NotificationRow> deleted) {
        this.zone = zone;
        // Who is in one team only need not be told which.
        this.teams = teams.size() < 2
                ? Map.of()
                : teams.stream().collect(Collectors.toMap(Viewer.Team::id, Viewer.Team::name));
        this.marked = marked;
        this.deleted = deleted;
        addClassName("pp-stack");
    }

    /** Adds a page that is older than what is there. */
    void append(List<Notification> page) {
        for (var told : page) {
            var date = told.at().atZone(zone).toLocalDate();
            if (!date.equals(day)) {
                day = date;
                list = new UnorderedList();
                list.addClassName("pp-rows");
                var section = new Section(new H2(words(date)), list);
                section.addClassName("pp-section");
                add(section);
            }
            var team = told.team().map(id -> teams.getOrDefault(id, "")).orElse("");
            var row = new NotificationRow(told, team, marked, deleted);
            rows.add(row);
            list.add(row);
            newest = Math.max(newest, told.id());
            oldest = Math.min(oldest, told.id());
        }
    }

    private String words(LocalDate date) {
        var today = LocalDate.now(zone);
        if (date.equals(today)) {
            return getTranslation("notification.today");
        }
        if (date.equals(today.minusDays(1))) {
            return getTranslation("notification.yesterday");
        }
        return date.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(getLocale()));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The id of the latest one that was shown. */
    long newest() {
        return newest;
    }

    /** The id of the last one that was shown. */
    Optional<Long> oldest() {
        return oldest == Long.MAX_VALUE ? Optional.empty() : Optional.of(oldest);
    }

    /**
     * Takes a row away and leaves the focus with its neighbour.
     *
     * @return whether it was the last one
     */
    boolean remove(NotificationRow row) {
        var place = rows.indexOf(row);
        drop(row);
        if (rows.isEmpty()) {
            return true;
        }
        rows.get(Math.min(place, rows.size() - 1)).focusDelete();
        return false;
    }

    private void drop(NotificationRow row) {
        rows.remove(row);
        row.getParent().ifPresent(list -> {
            row.removeFromParent();
            if (list.getChildren().findAny().isEmpty()) {
                list.getParent().ifPresent(section -> section.getElement().removeFromParent());
                if (list == this.list) {
                    day = null;
                }
            }
        });
    }

    /** Brings the rows up to what is so now, where that is known; what is older than {@code now} reaches stays as it is. */
    void follow(List<Notification> now) {
        var unread = now.stream().collect(Collectors.toMap(Notification::id, Notification::unread));
        var reach = now.isEmpty() ? 0 : now.getLast().id();
        for (var row : List.copyOf(rows)) {
            var state = unread.get(row.id());
            if (state != null) {
                row.show(state);
            } else if (row.id() >= reach) {
                drop(row);
            }
        }
    }
}
