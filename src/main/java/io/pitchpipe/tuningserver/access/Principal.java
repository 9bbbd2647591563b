package io.pitchpipe.tuningserver.access;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Somebody who owns models or is granted a role on them, named by an e-mail address: a person, a program or a group. Addresses are compared without regard to case.
 *
 * @param email at most {@value #MAX_LENGTH} characters, in lower case
 */
public record Principal(String email) {

    /** Characters of an address (RFC 5321's path, without its brackets). */
    public static final int MAX_LENGTH = 254;

    private static final String PROJECTS = "@projects.internal";
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}.-]{1,189}");

    public Principal {
        if (email.length() > MAX_LENGTH || !ADDRESS.matcher(email).matches()) {
            throw new IllegalArgumentException("An e-mail address is needed, as in name@example.com");
        }
        if (!email.equals(email.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("An address is kept in lower case");
        }
    }

    /**
     * Reads an address of any case.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Principal parse(String email) {
        return new Principal(email.strip().toLowerCase(Locale.ROOT));
    }

    /** What keys of a project act as that were issued to nobody in particular, as a service account does. */
    public static Principal ofProject(ProjectNumber project) {
        return new Principal(project + PROJECTS);
    }

    /**
     * The id of its permissions, the same on every model: 21 decimal digits, as the public service's are. A project's own begins with 1 and ends with the project's
     * number; others are drawn from the address's SHA-256.
     */
    public String permissionId() {
        if (email.endsWith(PROJECTS) && email.matches("[0-9]{1,19}@.*")) {
            return "1" + "0".repeat(20 - email.indexOf('@')) + email.substring(0, email.indexOf('@'));
        }
        var digest = new java.math.BigInteger(1, Sha256.of(email.getBytes(StandardCharsets.UTF_8)));
        var digits = digest.mod(java.math.BigInteger.TEN.pow(20)).toString();
        return "2" + "0".repeat(20 - digits.length()) + digits;
    }

    @Override
    public String toString() {
        return email;
    }
}
