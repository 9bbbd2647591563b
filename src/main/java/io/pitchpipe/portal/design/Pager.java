package io.pitchpipe.portal.design;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import java.util.function.IntConsumer;

/** "51–100 of 312" with the way back and on; not shown where everything fits on one page. */
public final class Pager extends Nav {

    private static final long serialVersionUID = 1L;

    /**
     * @param page from 0
     * @param size rows on a page
     * @param total rows in all
     * @param go is told the page to show
     */
    public Pager(int page, int size, int total, IntConsumer go) {
        addClassName("pp-pager");
        getElement().setAttribute("aria-label", getTranslation("design.pager"));
        setVisible(total > size || page > 0);
        var first = Math.min((long) page * size + 1, total);
        var last = Math.min((long) (page + 1) * size, total);
        var words = new Span(getTranslation(
                "design.pager.range", Formats.number(first), Formats.number(last), Formats.number(total)));
        words.addClassName("pp-number");
        var back = new Button(getTranslation("design.pager.back"), click -> go.accept(page - 1));
        back.setEnabled(page > 0);
        var on = new Button(getTranslation("design.pager.next"), click -> go.accept(page + 1));
        on.setEnabled(last < total);
        add(words, back, on);
    }

    /** The page, from 0, that the parameter {@code page} of a URL asks for; what makes no sense is the first. */
    public static int page(QueryParameters parameters) {
        var text = parameters.getSingleParameter("page").orElse("1");
        return text.matches("[0-9]{1,6}") ? Math.max(0, Integer.parseInt(text) - 1) : 0;
    }
}
