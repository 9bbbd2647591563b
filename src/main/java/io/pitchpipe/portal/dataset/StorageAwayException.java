package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.Refused;

/** The place where rows are kept does not take part: nothing was lost, and nothing can be read or written until it does again. */
public class StorageAwayException extends Refused {

    private static final long serialVersionUID = 1L;

    private StorageAwayException(String key, Throwable cause) {
        super(key);
        initCause(cause);
    }

    /** It did not answer, or not in time: another try may do. */
    public static StorageAwayException silent(Throwable cause) {
        return new StorageAwayException("dataset.storage.silent", cause);
    }

    /** It answered that it will not: somebody has to mend its settings. */
    public static StorageAwayException refusing(Throwable cause) {
        return new StorageAwayException("dataset.storage.refusing", cause);
    }
}
