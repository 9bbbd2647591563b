package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as people say it ("3 minutes ago"), kept current by the browser, with the absolute one in the user's zone on
 * hover and for screen readers.
 */
@Tag("pp-time")
@JsModule("context://portal/shell.js")
public final class RelativeTime extends Component implements HasStyle {

    private static final long serialVersionUID = 1L;

    public RelativeTime(@Nullable Instant at) {
        setTime(at);
    }

    /** Null shows a dash. */
    public void setTime(@Nullable Instant at) {
        if (at == null) {
            getElement().removeAttribute("datetime");
            getElement().setText("–");
        } else {
            getElement().setAttribute("datetime", at.toString());
            getElement().setText(Formats.ago(at, Instant.now()));
        }
    }
}
