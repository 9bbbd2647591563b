package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.job.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Where the next page begins, bound to the parameters of the call that issued it. Opaque, but no secret: what a token leads to is checked like any call.
 *
 * @param after the last entry of the page before
 */
record PageToken(long after) {

    /** The text that callers give back. */
    String issue(String parameters) {
        var text = after + "." + digest(parameters);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads a token; none means the first page.
     *
     * @param parameters all others of the call
     * @throws Refusal if it is no token, or of another call
     */
    static PageToken read(Query query, String parameters) {
        var token = query.get("page_token");
        if (token.isEmpty()) {
            return new PageToken(0);
        }
        try {
            var parts =
                    new String(Base64.getUrlDecoder().decode(token.get()), StandardCharsets.US_ASCII).split("\\.", 2);
            if (parts.length == 2 && parts[1].equals(digest(parameters))) {
                return new PageToken(Long.parseLong(parts[0]));
            }
        } catch (IllegalArgumentException notOurs) {
            // Said below.
        }
        throw Refusal.invalid(
                "page_token",
                "The page token is not valid: it must be one that this method answered to a call with the same parameters.");
    }

    private static String digest(String parameters) {
        var crc = new CRC32C();
        crc.update(parameters.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
