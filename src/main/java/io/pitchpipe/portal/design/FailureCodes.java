package io.pitchpipe.portal.design;

import java.security.SecureRandom;

/** Short codes that a user can read out on the phone: no letters that look like digits. */
final class FailureCodes {

    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private FailureCodes() {}

    static String next() {
        var code = new StringBuilder(6);
        for (var place = 0; place < 6; place++) {
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
