package io.pitchpipe.portal.notification;

/** What a notification tells; kept by name. Each says what its arguments and its subject are. */
public enum NotificationKind {
    /** name; the model. */
    TUNING_READY,
    /** name, reason; the model. */
    TUNING_FAILED,
    /** name; the model. */
    TUNING_LOST,
    /** name, who stopped it, or empty; the model. */
    TUNING_STOPPED,
    /** name, right answers, questions; the model. */
    TEST_FINISHED,
    /** name; the model. */
    TEST_FAILED,
    /** name, who shared it, their team; the model. */
    SHARE_ADDED,
    /** name, who withdrew it, their team; no subject. */
    SHARE_WITHDRAWN,
    /** name, who deleted it, their team; no subject. */
    SHARE_DELETED,
    /** name, rows; the dataset. */
    DATASET_READY,
    /** name; the dataset. */
    DATASET_INVALID,
    /** name; the dataset. */
    DATASET_FAILED,
    /** team, role, who changed it; the team. */
    ROLE_CHANGED,
    /** team, who removed them; no subject, and no team. */
    REMOVED,
    /** who did it; no subject, and no team. */
    ADMIN_GIVEN,
    /** who did it; no subject, and no team. */
    ADMIN_TAKEN
}
