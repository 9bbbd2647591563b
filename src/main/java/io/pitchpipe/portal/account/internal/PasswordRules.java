package io.pitchpipe.portal.account.internal;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.pitchpipe.portal.common.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What a password must be: long, and neither a common one nor made of the person's own name, as zxcvbn's dictionaries and
 * patterns judge it. No rules on kinds of characters (NIST SP 800-63B, 3.1.1.2).
 */
@Component
public class PasswordRules {

    public static final int SHORTEST = 12;

    /** BCrypt reads no more than 72 bytes; what would be cut off silently is refused instead. */
    private static final int MOST_BYTES = 72;

    /** zxcvbn's "safely unguessable" begins here, on its scale from 0 to 4. */
    private static final int ENOUGH = 3;

    private final Zxcvbn zxcvbn = new Zxcvbn();

    /**
     * @param personal words an attacker would try first, such as the name and the address
     * @throws Refused with a reason to show
     */
    public void check(String password, List<String> personal) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw new Refused("account.password.short", SHORTEST);
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new Refused("account.password.long", MOST_BYTES);
        }
        if (zxcvbn.measure(password, personal).getScore() < ENOUGH) {
            throw new Refused("account.password.guessable");
        }
    }
}
