package io.pitchpipe.portal.notification.ui;

import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ui.ModelNavigation;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.ui.DatasetNavigation;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.notification.Notification;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Notifications in words, with where they lead. Call it on the UI thread: the words are in the reader's language. */
final class NotificationText {

    private NotificationText() {}

    static String of(Notification told) {
        return switch (told.kind()) {
            case TUNING_STOPPED ->
                told.argument(1).isEmpty() ? translate("notification.stopped-elsewhere", told) : sentence(told);
            case DATASET_READY ->
                I18NProvider.translate(key(told), told.argument(0), Formats.number(Long.parseLong(told.argument(1))));
            case ROLE_CHANGED ->
                I18NProvider.translate(
                        key(told),
                        told.argument(0),
                        I18NProvider.translate(
                                "account.role." + told.argument(1).toLowerCase(Locale.ROOT)),
                        told.argument(2));
            default -> sentence(told);
        };
    }

    private static String sentence(Notification told) {
        return translate(key(told), told);
    }

    private static String translate(String key, Notification told) {
        return I18NProvider.translate(key, told.arguments().toArray());
    }

    private static String key(Notification told) {
        return "notification.kind." + told.kind();
    }

    /** What else there is to say; may be empty. */
    static String detail(Notification told) {
        return switch (told.kind()) {
            case TUNING_FAILED -> told.argument(1);
            default -> "";
        };
    }

    static String icon(Notification told) {
        return switch (told.kind()) {
            case TUNING_READY -> "circle-check";
            case TUNING_FAILED, TEST_FAILED, DATASET_FAILED, TUNING_LOST -> "circle-x";
            case TUNING_STOPPED -> "circle-slash";
            case TEST_FINISHED -> "flask-conical";
            case SHARE_ADDED, SHARE_WITHDRAWN, SHARE_DELETED -> "share-2";
            case DATASET_READY -> "database";
            case DATASET_INVALID -> "triangle-alert";
            case ROLE_CHANGED, REMOVED -> "users";
            case ADMIN_GIVEN, ADMIN_TAKEN -> "shield";
        };
    }

    /** What tells good from bad at a glance, beside the words. */
    static String tone(Notification told) {
        return switch (told.kind()) {
            case TUNING_READY, DATASET_READY -> "pp-tone-success";
            case TUNING_FAILED, TEST_FAILED, DATASET_FAILED, TUNING_LOST -> "pp-tone-error";
            default -> "pp-tone-info";
        };
    }

    /** The page of what it is about, in the team it was told in; empty if there is none. */
    static Optional<String> route(Notification told) {
        return told.subject().flatMap(subject -> route(told, subject));
    }

    private static Optional<String> route(Notification told, UUID subject) {
        return switch (told.kind()) {
            case TUNING_READY, TEST_FINISHED, TEST_FAILED, SHARE_ADDED ->
                Optional.of(ModelNavigation.overview(new ModelId(subject)));
            case TUNING_FAILED, TUNING_LOST, TUNING_STOPPED ->
                Optional.of(ModelNavigation.training(new ModelId(subject)));
            case DATASET_READY, DATASET_INVALID -> Optional.of(DatasetNavigation.check(new DatasetId(subject)));
            case DATASET_FAILED -> Optional.of(DatasetNavigation.rows(new DatasetId(subject)));
            case ROLE_CHANGED -> Optional.of("team");
            case SHARE_WITHDRAWN, SHARE_DELETED, REMOVED, ADMIN_GIVEN, ADMIN_TAKEN -> Optional.empty();
        };
    }

    /** The address that marks it as read, changes to its team and leads on. */
    static String link(Notification told) {
        return NotificationsView.ROUTE + "/" + told.id();
    }
}
