package io.pitchpipe.portal.design;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.function.LongFunction;

/** Rows of a dataset by their numbers, each leading to its row: the first few at once, the others behind "and N more". */
public final class RowLinks extends Div {

    private static final long serialVersionUID = 1L;

    /** Rows that are shown at once. */
    private static final int FIRST = 10;

    /** Rows that are listed at all; a page of more is of no use to anybody. */
    private static final int MAX_LISTED = 1_000;

    /**
     * A row.
     *
     * @param row its number, counted from 1
     * @param text what is to be said about it; may be empty
     */
    public record Entry(long row, String text) {}

    /** @param route to the row of that number */
    public RowLinks(List<Entry> entries, LongFunction<String> route) {
        addClassName("pp-row-links");
        add(list(entries.subList(0, Math.min(FIRST, entries.size())), route));
        if (entries.size() > FIRST) {
            var more = new NativeDetails(
                    getTranslation("design.rows.more", Formats.number(entries.size() - FIRST)),
                    list(entries.subList(FIRST, Math.min(MAX_LISTED, entries.size())), route));
            add(more);
        }
        if (entries.size() > MAX_LISTED) {
            var rest = new Paragraph(getTranslation("design.rows.rest", Formats.number(entries.size() - MAX_LISTED)));
            rest.addClassNames("pp-secondary", "pp-small");
            add(rest);
        }
    }

    private UnorderedList list(List<Entry> entries, LongFunction<String> route) {
        var list = new UnorderedList();
        for (var entry : entries) {
            list.add(item(
                    entry,
                    Links.to(
                            route.apply(entry.row()), getTranslation("design.rows.row", Formats.number(entry.row())))));
        }
        return list;
    }

    private static ListItem item(Entry entry, Anchor link) {
        var item = new ListItem(link);
        if (!entry.text().isEmpty()) {
            var text = new Span(entry.text());
            text.addClassNames("pp-secondary", "pp-small");
            item.add(text);
        }
        return item;
    }
}
