package io.pitchpipe.portal.tuning.internal;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Chooses ids for tuned models: the name's letters and digits, then something random, as the official service names them. At most 40 characters of
 * {@code [a-z]([a-z0-9-]{0,38}[a-z0-9])?}.
 */
@Component
class ModelIds {

    private static final int MAX = 40;
    private static final int RANDOM = 12;
    private static final String BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    private final RandomGenerator random = new SecureRandom();

    String choose(String displayName) {
        var slug = Normalizer.normalize(displayName, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+", "");
        var room = MAX - RANDOM - 1;
        slug = (slug.length() > room ? slug.substring(0, room) : slug).replaceAll("-+$", "");
        var tail = new StringBuilder(slug.isEmpty() ? "model" : slug).append('-');
        for (var i = 0; i < RANDOM; i++) {
            tail.append(BASE_36.charAt(random.nextInt(BASE_36.length())));
        }
        return tail.toString();
    }
}
