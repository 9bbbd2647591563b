package io.pitchpipe.portal.common;

/** Keys made from the instance's secret; the backend module, which keeps that, answers it. */
public interface InstanceSecret {

    /**
     * @param purpose each has a key of its own, which tells nothing of the others or of the secret
     * @return 32 bytes, the same on all nodes and after a restart
     */
    byte[] keyFor(String purpose);
}
