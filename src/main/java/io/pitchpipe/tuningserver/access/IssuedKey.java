package io.pitchpipe.tuningserver.access;

/**
 * A new key. The only moment at which its text exists here.
 *
 * @param keyId names it from now on
 * @param apiKey the secret
 */
public record IssuedKey(String keyId, String apiKey) {

    @Override
    public String toString() {
        return "IssuedKey[" + keyId + "]";
    }
}
