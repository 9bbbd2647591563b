package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.job.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request's query: the system parameters of every method and the method's own, in both spellings. It is read from the raw text, since asking the container would
 * consume a body that claims to be a form.
 */
final class Query {

    private static final Set<String> SYSTEM = Set.of(
            "key",
            "access_token",
            "oauth_token",
            "alt",
            "$alt",
            "prettyPrint",
            "fields",
            "callback",
            "quotaUser",
            "uploadType",
            "upload_protocol",
            "$.xgafv");

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /** Reads it without a look at which names are known. */
    static Query of(HttpServletRequest request) {
        var values = new LinkedHashMap<String, String>();
        var text = request.getQueryString();
        if (text != null) {
            for (var pair : text.split("&")) {
                int equals = pair.indexOf('=');
                if (!pair.isEmpty()) {
                    values.put(
                            decode(equals < 0 ? pair : pair.substring(0, equals)),
                            equals < 0 ? "" : decode(pair.substring(equals + 1)));
                }
            }
        }
        return new Query(values);
    }

    /**
     * Reads it and holds it against the names that the method has.
     *
     * @param own in snake case
     * @throws Refusal if there is another
     */
    static Query of(HttpServletRequest request, String... own) {
        var query = of(request);
        var known = new LinkedHashMap<String, String>();
        query.values.forEach((name, value) -> {
            for (var wanted : own) {
                if (name.equals(wanted) || name.equals(Schema.camel(wanted))) {
                    known.put(wanted, value);
                    return;
                }
            }
            if (!SYSTEM.contains(name)) {
                throw Refusal.invalid(
                        name,
                        "Invalid JSON payload received. Unknown name \"%s\": Cannot bind query parameter. Field '%s' could not be found in request message."
                                .formatted(name, name));
            }
            known.put(name, value);
        });
        return new Query(known);
    }

    /** A parameter that is there and not empty. */
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** A parameter that is there, even if it is empty. */
    Optional<String> given(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The size of a page.
     *
     * @throws Refusal if it is no number, or negative
     */
    int pageSize(int usual, int most) {
        var text = get("page_size").orElse("0");
        try {
            int size = Integer.parseInt(text);
            if (size < 0) {
                throw Refusal.invalid("page_size", "page_size must not be negative.");
            }
            return size == 0 ? usual : Math.min(size, most);
        } catch (NumberFormatException notANumber) {
            throw Refusal.invalid("page_size", "Invalid value at 'page_size' (TYPE_INT32), \"" + text + "\"");
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw Refusal.invalid("", "The query has a broken percent escape.");
        }
    }
}
