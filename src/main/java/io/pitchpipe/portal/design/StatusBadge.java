package io.pitchpipe.portal.design;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A state in a word, with a shape and a colour; never a colour alone. */
public final class StatusBadge extends Span {

    private static final long serialVersionUID = 1L;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    /** What a state means for the person looking; each has its own shape and colour. */
    public enum Tone {
        /** Nothing runs yet: a clock. */
        WAITING("clock"),
        /** Work is under way: a turning ring. */
        RUNNING("loader"),
        /** All is well: a check mark. */
        GOOD("circle-check"),
        /** Something to look at: a triangle. */
        CAUTION("triangle-alert"),
        /** It did not work: a crossed circle. */
        BAD("circle-x"),
        /** Ended on purpose: a barred circle. */
        STOPPED("circle-slash"),
        /** A plain fact: an i in a circle. */
        NEUTRAL("info");

        private final String icon;

        Tone(String icon) {
            this.icon = icon;
        }
    }

    private final Span words = new Span();

    public StatusBadge(Tone tone, String text) {
        addClassName("pp-status");
        set(tone, text);
    }

    /** Changes state and words in place, so that a live update moves nothing else. */
    public void set(Tone tone, String text) {
        var shape = Icons.of(tone.icon);
        words.setText(text);
        removeAll();
        add(shape, words);
        getElement().setAttribute("data-tone", tone.name().toLowerCase(java.util.Locale.ROOT));
    }

    /** @param position the place in the queue, from 1; 0 or less when it is not known */
    public static StatusBadge queued(int position) {
        return new StatusBadge(
                Tone.WAITING,
                position > 0 ? translate("design.status.queuedAt", position) : translate("design.status.queued"));
    }

    /** @param percent of the steps done, 0 to 100 */
    public static StatusBadge tuning(int percent) {
        return new StatusBadge(Tone.RUNNING, translate("design.status.tuning", percent));
    }

    public static StatusBadge ready() {
        return new StatusBadge(Tone.GOOD, translate("design.status.ready"));
    }

    /** @param why a short reason in the user's words */
    public static StatusBadge failed(String why) {
        return new StatusBadge(Tone.BAD, translate("design.status.failed", why));
    }

    public static StatusBadge cancelled() {
        return new StatusBadge(Tone.STOPPED, translate("design.status.cancelled"));
    }

    public static StatusBadge lost() {
        return new StatusBadge(Tone.CAUTION, translate("design.status.lost"));
    }

    /** @param since when the backend was last heard of */
    public static StatusBadge stale(Instant since, ZoneId zone) {
        return new StatusBadge(Tone.CAUTION, translate("design.status.stale", CLOCK.format(since.atZone(zone))));
    }

    private static String translate(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }
}
