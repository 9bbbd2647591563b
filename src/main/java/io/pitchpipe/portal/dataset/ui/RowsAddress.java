package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.RowQuery;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the address of a dataset's rows says; what it says in a way that cannot be read is as if it said nothing.
 *
 * @param version number of the version that is looked at; empty for the newest
 * @param row number of the one that is opened, once
 * @param query which rows are shown
 */
record RowsAddress(OptionalInt version, OptionalInt row, RowQuery query) {

    /** All rows of the newest version. */
    static final RowsAddress PLAIN = of(QueryParameters.empty());

    static RowsAddress of(QueryParameters parameters) {
        return new RowsAddress(
                number(parameters.getSingleParameter("v").orElse("")),
                number(parameters.getSingleParameter("row").orElse("")),
                new RowQuery(
                        parameters
                                .getSingleParameter("q")
                                .filter(text -> text.length() <= RowQuery.TEXT)
                                .orElse(""),
                        parameters.getSingleParameter("finding").flatMap(RowsAddress::code)));
    }

    static Optional<FindingCode> code(String name) {
        return Arrays.stream(FindingCode.values())
                .filter(code -> code.name().equals(name))
                .findFirst();
    }

    private static OptionalInt number(String text) {
        return text.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** The same version with other rows shown, and none opened. */
    RowsAddress asking(RowQuery wanted) {
        return new RowsAddress(version, OptionalInt.empty(), wanted);
    }

    QueryParameters parameters() {
        var parameters = new LinkedHashMap<String, String>();
        version.ifPresent(number -> parameters.put("v", Integer.toString(number)));
        row.ifPresent(number -> parameters.put("row", Integer.toString(number)));
        if (!query.text().isBlank()) {
            parameters.put("q", query.text());
        }
        query.finding().ifPresent(code -> parameters.put("finding", code.name()));
        return QueryParameters.simple(Map.copyOf(parameters));
    }
}
