package io.pitchpipe.portal.design;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.Notification.Position;
import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;

/** Short messages at the edge of the page, announced to screen readers. */
public final class Notifications {

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);

    /** Long enough to notice, read and decide. */
    private static final int UNDO_MILLIS = 30_000;

    /** More of them would hide the page; the oldest goes when another comes. */
    private static final int MAX_OPEN = 3;

    private Notifications() {}

    /** Says that something the user asked for is done. */
    public static void succeeded(String text) {
        show("circle-check", "success", text, null, null, 5_000);
    }

    /**
     * As {@link #succeeded(String)}, with the way back: undo beats "are you sure". Only the last thing done can be undone, so the offer to
     * undo what was done before it goes.
     */
    public static void succeeded(String text, String undoLabel, Runnable undo) {
        var ui = UI.getCurrent();
        if (ui != null) {
            Optional.ofNullable(ComponentUtil.getData(ui, Undoable.class))
                    .ifPresent(last -> last.toast().close());
        }
        var toast = show("circle-check", "success", text, undoLabel, undo, UNDO_MILLIS);
        if (ui != null) {
            ComponentUtil.setData(ui, Undoable.class, new Undoable(toast));
        }
    }

    /** The last thing that can be undone on a page. */
    private record Undoable(Notification toast) {}

    /** Says that long work has ended, with a link to it, to whoever looks at it; unless a notification says so just now. */
    public static void ended(String text, String route) {
        arrived(text, route, Optional.of(route));
    }

    /**
     * Says that a notification has come.
     *
     * @param route where its link leads
     * @param about the page of what it is about; of two messages about the same page, only the first is shown while it stands
     */
    public static void arrived(String text, String route, Optional<String> about) {
        if (about.filter(Notifications::stands).isPresent()) {
            return;
        }
        var toast = toast("bell", "info", text, 10_000);
        about.ifPresent(page -> ComponentUtil.setData(toast, About.class, new About(page)));
        var link = new Anchor(route, I18NProvider.translate("design.notification.open"));
        link.getElement().setAttribute("router-link", true);
        link.addClassName("pp-toast-link");
        ((Div) toast.getChildren().findFirst().orElseThrow()).add(link);
        toast.open();
    }

    private record About(String page) {}

    private static boolean stands(String page) {
        return Optional.ofNullable(UI.getCurrent())
                .map(ui -> ComponentUtil.getData(ui, OpenToasts.class))
                .map(OpenToasts::toasts)
                .filter(toasts -> toasts.stream()
                        .anyMatch(toast ->
                                toast.isOpened() && new About(page).equals(ComponentUtil.getData(toast, About.class))))
                .isPresent();
    }

    /** Says, in the user's words, why something did not happen; once, while it can still be read, however much did not for the same reason. */
    public static void failed(String text) {
        var ui = UI.getCurrent();
        if (ui != null
                && Optional.ofNullable(ComponentUtil.getData(ui, Failure.class))
                        .filter(said -> said.still(text))
                        .isPresent()) {
            return;
        }
        var toast =
                show("circle-alert", "error", text, I18NProvider.translate("design.notification.close"), () -> {}, 0);
        if (ui != null) {
            ComponentUtil.setData(ui, Failure.class, new Failure(text, toast));
        }
    }

    /** The last failure that was told on a page. */
    private record Failure(String text, Notification toast) {

        boolean still(String other) {
            return text.equals(other) && toast.isOpened();
        }
    }

    /** Says why something did not happen: the reason of a {@link Refused}, or a code under which the log knows more. */
    public static void failed(Throwable failure) {
        failed(explain(failure));
    }

    /** The sentence for {@code failure}; what is unexpected is logged once, under a code that the sentence shows. */
    public static String explain(Throwable failure) {
        return switch (failure) {
            case Refused refused -> I18NProvider.translate(refused.key(), refused.arguments());
            case NotFoundException gone -> I18NProvider.translate("design.error.gone");
            case AccessDeniedException denied -> I18NProvider.translate("design.error.denied");
            default -> I18NProvider.translate("design.error.unexpected", report(failure));
        };
    }

    /** Logs {@code failure} and returns the short code it was logged under. */
    public static String report(Throwable failure) {
        var code = FailureCodes.next();
        log.error("Unexpected failure {}", code, failure);
        return code.toUpperCase(Locale.ROOT);
    }

    private static Notification show(
            String icon,
            String kind,
            String text,
            @Nullable String actionLabel,
            @Nullable Runnable action,
            int millis) {
        var toast = toast(icon, kind, text, millis);
        if (actionLabel != null && action != null) {
            var button = new Button(actionLabel, click -> {
                toast.close();
                action.run();
            });
            button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
            ((Div) toast.getChildren().findFirst().orElseThrow()).add(button);
        }
        toast.open();
        return toast;
    }

    private static Notification toast(String icon, String kind, String text, int millis) {
        var toast = new Notification();
        toast.setPosition(Position.BOTTOM_END);
        toast.setDuration(millis);
        toast.setAssertive(kind.equals("error"));
        toast.addClassName("pp-toast");
        var body = new Div(Icons.of(icon), new Span(text));
        body.addClassNames("pp-toast-body", "pp-tone-" + kind);
        toast.add(body);
        makeRoom(toast);
        return toast;
    }

    private static void makeRoom(Notification toast) {
        var ui = UI.getCurrent();
        if (ui == null) {
            return;
        }
        var open = Optional.ofNullable(ComponentUtil.getData(ui, OpenToasts.class))
                .orElseGet(() -> new OpenToasts(new ArrayDeque<>()));
        ComponentUtil.setData(ui, OpenToasts.class, open);
        open.toasts().removeIf(old -> !old.isOpened());
        while (open.toasts().size() >= MAX_OPEN) {
            open.toasts().removeFirst().close();
        }
        open.toasts().addLast(toast);
    }

    /** What a page shows, the oldest first. */
    private record OpenToasts(ArrayDeque<Notification> toasts) {}
}
