package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.Refused;

/** A row that no version may hold: it has a NUL or half a character in it, or is larger than {@link Limits#ROW_BYTES}. */
public class UnkeepableRowException extends Refused {

    private static final long serialVersionUID = 1L;

    private final FindingCode code;

    public UnkeepableRowException(FindingCode code) {
        super("dataset.unkeepable." + code);
        this.code = code;
    }

    public FindingCode code() {
        return code;
    }
}
