package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.Refused;

/** A team holds as much as it may: nothing more is written until something is deleted or the limit raised. */
public class QuotaExceededException extends Refused {

    private static final long serialVersionUID = 1L;

    private static final double MEGABYTE = 1_000_000;

    private QuotaExceededException(String key, Object... arguments) {
        super(key, arguments);
    }

    /**
     * @param used bytes the team holds
     * @param most bytes it may hold
     */
    public static QuotaExceededException bytes(long used, long most) {
        return new QuotaExceededException("dataset.quota.bytes", used / MEGABYTE, most / MEGABYTE);
    }

    /** @param most datasets the team may have, which it has */
    public static QuotaExceededException datasets(int most) {
        return new QuotaExceededException("dataset.quota.datasets", most);
    }
}
