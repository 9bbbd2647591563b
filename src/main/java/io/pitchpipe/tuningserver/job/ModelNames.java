package io.pitchpipe.tuningserver.job;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Makes ids as the public service does: the display name's words joined by dashes, other characters dropped, a dash and a random part; at most 40 characters, so a long
 * name leaves the random part shorter, but never under 6.
 */
final class ModelNames {

    private static final int MAX = 40;
    private static final int RANDOM = 12;
    private static final int MIN_RANDOM = 6;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final RandomGenerator random;

    ModelNames(RandomGenerator random) {
        this.random = random;
    }

    /** A model's id from its display name; from chance alone where that has no usable character. */
    TunedModelId modelId(String displayName) {
        var slug = slug(displayName);
        if (slug.isEmpty()) {
            return new TunedModelId(letter() + random(RANDOM - 1));
        }
        int room = Math.clamp(MAX - slug.length() - 1, MIN_RANDOM, RANDOM);
        return new TunedModelId(slug + "-" + random(room));
    }

    /** An operation's id. */
    String operationId() {
        return random(RANDOM);
    }

    private static String slug(String displayName) {
        var slug = displayName
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("[\\s-]+", "-")
                .replaceAll("[^a-z0-9-]", "")
                .replaceAll("-{2,}", "-")
                .replaceAll("^[0-9-]+", "");
        if (slug.length() > MAX - 1 - MIN_RANDOM) {
            slug = slug.substring(0, MAX - 1 - MIN_RANDOM);
        }
        return slug.replaceAll("-+$", "");
    }

    private String letter() {
        return String.valueOf(ALPHABET.charAt(random.nextInt(26)));
    }

    private String random(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
