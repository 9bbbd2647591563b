package io.pitchpipe.tuningserver.api;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The page that a call asks for.
 *
 * @param size most entries of it
 * @param after the last entry before it, 0 for none
 * @param parameters what the call says beside the token, to which the next token is bound
 */
record Pager(int size, long after, String parameters) {

    /**
     * Reads page_size and page_token.
     *
     * @param what is listed, so that a token of one list is none of another
     * @param usual size where none is given
     * @param most larger sizes are taken for this one
     */
    static Pager of(Call call, String what, int usual, int most) {
        var query = call.query();
        var parameters = String.join(
                "|",
                what,
                call.caller().principal().email(),
                call.caller().project().toString(),
                query.get("page_size").orElse(""),
                query.get("filter").orElse(""));
        return new Pager(
                query.pageSize(usual, most), PageToken.read(query, parameters).after(), parameters);
    }

    /** Entries to fetch: one more than the page has tells whether another page follows. */
    int limit() {
        return size + 1;
    }

    /**
     * A page of what was fetched.
     *
     * @param entries as many as {@link #limit} asked for, or all that are left
     * @param place where an entry stands in the whole list
     */
    <E> Page<E> page(List<E> entries, ToLongFunction<E> place) {
        var page = entries.subList(0, Math.min(size, entries.size()));
        return new Page<>(
                page,
                entries.size() > size ? new PageToken(place.applyAsLong(page.getLast())).issue(parameters) : null);
    }

    /**
     * A page.
     *
     * @param entries its entries
     * @param next the token of the page after it; null on the last
     */
    record Page<E>(List<E> entries, @Nullable String next) {}
}
