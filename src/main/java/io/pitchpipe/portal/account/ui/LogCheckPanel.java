package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.audit.LogCheck;
import io.pitchpipe.portal.design.Icons;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What a check of the log found, in words. */
final class LogCheckPanel extends Div {

    private static final long serialVersionUID = 1L;

    /** In the zone of the portal's log file, which this is compared with. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final Duration LATE = Duration.ofHours(1);

    private final Div words = new Div();

    LogCheckPanel(LogCheck check, Instant now) {
        words.addClassName("pp-stack");
        var late = check.unsealedSince()
                .filter(since -> since.isBefore(now.minus(LATE)))
                .isPresent();
        var good = check.damage().isEmpty() && !late;
        addClassName(good ? "pp-note" : "pp-error-panel");
        add(Icons.of(good ? "circle-check" : "circle-alert"), words);
        if (check.damage().isEmpty()) {
            say(check.upTo()
                    .map(time -> getTranslation("admin.log.check.ok", check.entries(), TIME.format(time)))
                    .orElseGet(() -> getTranslation("admin.log.check.empty")));
        } else {
            words.add(new H2(getTranslation("admin.log.check.bad")));
            var list = new UnorderedList();
            check.damage().forEach(damage -> list.add(new ListItem(sentence(damage))));
            words.add(list);
            if (check.more() > 0) {
                say(getTranslation("admin.log.check.more", check.more()));
            }
        }
        if (late) {
            say(getTranslation("admin.log.check.late"));
        }
        check.unsealedSince().ifPresent(since -> say(unsealed(check.unsealed(), Duration.between(since, now))));
        if (check.seal() > 0) {
            say(getTranslation("admin.log.check.seal", String.valueOf(check.seal()), check.sealMac()));
        }
    }

    private void say(String sentence) {
        words.add(new Paragraph(sentence));
    }

    private String sentence(LogCheck.Damage damage) {
        var until = TIME.format(damage.until());
        return getTranslation(
                "admin.log.check." + damage.kind(),
                String.valueOf(damage.firstEntry()),
                String.valueOf(damage.lastEntry()),
                damage.after()
                        .map(after -> getTranslation("admin.log.check.between", TIME.format(after), until))
                        .orElseGet(() -> getTranslation("admin.log.check.first", until)));
    }

    /** "Of the last 12 minutes": rounded up, so that the oldest one is among them. */
    private String unsealed(long entries, Duration age) {
        var minutes = Math.max(1, age.plusSeconds(59).toMinutes());
        var span = minutes < 90
                ? getTranslation("design.unit.minutes", minutes)
                : minutes < 36 * 60
                        ? getTranslation("design.unit.hours", (minutes + 59) / 60)
                        : getTranslation("design.unit.days", (minutes + 1_439) / 1_440);
        return getTranslation("admin.log.check.unsealed", entries, span);
    }
}
