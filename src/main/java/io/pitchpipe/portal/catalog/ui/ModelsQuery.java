package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelList;
import io.pitchpipe.portal.catalog.ModelRemarks.Remark;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What of the models is shown, as the URL says it.
 *
 * @param search part of a name
 * @param backwards whether the order is turned round
 */
record ModelsQuery(ModelList which, String search, Show show, Sort sort, boolean backwards) {

    /** Which states. */
    enum Show {
        /** What can be prompted or will be: runs that made no model step back. */
        USABLE,
        READY,
        RUNNING,
        ENDED,
        ALL;

        boolean shows(ModelEntry model) {
            return switch (model.status().state()) {
                case READY -> this == USABLE || this == READY || this == ALL;
                case QUEUED, TUNING -> this == USABLE || this == RUNNING || this == ALL;
                case FAILED, CANCELLED, LOST, GONE -> this == ENDED || this == ALL;
            };
        }
    }

    /** By what column. */
    enum Sort {
        NAME,
        SCORE,
        STATUS,
        CREATED
    }

    static ModelsQuery of(QueryParameters parameters) {
        var sort = parameters.getSingleParameter("sort").orElse("");
        return new ModelsQuery(
                word(ModelList.class, parameters.getSingleParameter("tab").orElse(""), ModelList.TEAM),
                parameters.getSingleParameter("q").orElse(""),
                word(Show.class, parameters.getSingleParameter("status").orElse(""), Show.USABLE),
                word(Sort.class, sort.replaceFirst("^-", ""), Sort.CREATED),
                sort.startsWith("-"));
    }

    QueryParameters parameters() {
        var all = new LinkedHashMap<String, String>();
        all.put("tab", word(which));
        if (!search.isBlank()) {
            all.put("q", search);
        }
        if (show != Show.USABLE) {
            all.put("status", word(show));
        }
        if (sort != Sort.CREATED || backwards) {
            all.put("sort", (backwards ? "-" : "") + word(sort));
        }
        return QueryParameters.simple(all);
    }

    String route() {
        return "models?" + parameters().getQueryString();
    }

    ModelsQuery searching(String text) {
        return new ModelsQuery(which, text, show, sort, backwards);
    }

    ModelsQuery showing(Show wanted) {
        return new ModelsQuery(which, search, wanted, sort, backwards);
    }

    ModelsQuery list(ModelList list) {
        return new ModelsQuery(list, search, show, sort, backwards);
    }

    /** By this column; turned round if it is that already. */
    ModelsQuery by(Sort column) {
        return new ModelsQuery(which, search, show, column, column == sort && !backwards);
    }

    /** Names from A, the best score, the latest and what is ready first, unless it is turned round. */
    Comparator<ModelEntry> order(Map<ModelId, Remark> remarks) {
        Comparator<ModelEntry> latest = Comparator.comparing(ModelEntry::since).reversed();
        var order = switch (sort) {
            case NAME ->
                Comparator.<ModelEntry, String>comparing(model -> model.name().toLowerCase(Locale.ROOT));
            case SCORE -> Comparator.<ModelEntry>comparingDouble(model -> -score(remarks.get(model.id())));
            case STATUS ->
                Comparator.<ModelEntry>comparingInt(
                        model -> switch (model.status().state()) {
                            case READY -> 0;
                            case TUNING -> 1;
                            case QUEUED -> 2;
                            case FAILED -> 3;
                            case LOST -> 4;
                            case CANCELLED -> 5;
                            case GONE -> 6;
                        });
            case CREATED -> latest;
        };
        return (backwards ? order.reversed() : order).thenComparing(latest);
    }

    /** What was held out counts; without it, what is remembered comes after. */
    private static double score(@org.jspecify.annotations.Nullable Remark remark) {
        return remark == null ? -2 : remark.heldOut() ? remark.share() : remark.share() - 1.5;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E word(Class<E> type, String text, E otherwise) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> word(value).equals(text))
                .findFirst()
                .orElse(otherwise);
    }
}
