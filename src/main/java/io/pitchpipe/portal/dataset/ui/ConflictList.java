package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.dataset.Conflict;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.design.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Inputs that have several outputs: each input once, and below it each output with how often and where. Inputs whose outputs differ in
 * nothing but spelling are not listed where another finding has them; it is named instead.
 */
final class ConflictList extends Div {

    private static final long serialVersionUID = 1L;

    private final FindingLink links;
    private final transient RelatedFindings related;

    ConflictList(FindingLink links, RelatedFindings related) {
        this.links = links;
        this.related = related;
        addClassName("dataset-conflicts");
        getElement().setAttribute("aria-busy", "true");
        add(new Paragraph(getTranslation("dataset.filter.searching")));
    }

    void show(List<Conflict> found) {
        removeAll();
        getElement().setAttribute("aria-busy", "false");
        var elsewhere = new TreeSet<FindingCode>();
        var listed = new ArrayList<Conflict>();
        for (var conflict : found) {
            var codes = related.of(conflict);
            elsewhere.addAll(codes);
            if (codes.isEmpty()) {
                listed.add(conflict);
            }
        }
        listed.stream().limit(FindingSamples.SHOWN).forEach(conflict -> add(one(conflict)));
        if (!elsewhere.isEmpty()) {
            add(links.related(getTranslation("dataset.conflict.spelling", found.size() - listed.size()), elsewhere));
        }
    }

    private Div one(Conflict conflict) {
        var answers = new UnorderedList();
        answers.addClassName("dataset-examples");
        conflict.answers().forEach(answer -> answers.add(answer(answer)));
        if (conflict.otherRows() > 0) {
            answers.add(new ListItem(
                    new Span(getTranslation("dataset.conflict.others", DatasetText.rows(conflict.otherRows())))));
        }
        var one = new Div(FindingSamples.text(conflict.input()), answers);
        one.addClassName("dataset-conflict");
        return one;
    }

    /** "2 rows · Row 4, Row 32" and the output. */
    private ListItem answer(Conflict.Answer answer) {
        var where = new Span();
        where.addClassName("dataset-conflict-rows");
        if (answer.count() > 1) {
            where.add(new Span(DatasetText.rows(answer.count())));
        }
        answer.rows()
                .forEach(row -> where.add(links.row(row, getTranslation("dataset.finding.row", Formats.number(row)))));
        if (answer.count() > answer.rows().size()) {
            where.add(new Span("…"));
        }
        return new ListItem(where, FindingSamples.text(answer.output()));
    }
}
