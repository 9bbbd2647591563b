package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import java.io.Serializable;
import java.util.Set;

/** Leads from what was found to the rows it is about, and to other findings. */
record FindingLink(DatasetId dataset) implements Serializable {

    Anchor row(long number, String words) {
        return Links.to(DatasetNavigation.rows(dataset) + "?row=" + number, words);
    }

    /** The route of all rows with such a finding. */
    String all(FindingCode code) {
        return DatasetNavigation.rows(dataset) + "?finding=" + code;
    }

    /** A note that ends with links to other findings. */
    Div related(String words, Set<FindingCode> others) {
        var text = new Span(words);
        text.add(" ");
        var first = true;
        for (var code : others) {
            text.add(first ? "" : ", ");
            text.add(Links.to(
                    DatasetNavigation.check(dataset) + "?finding=" + code, DatasetText.text("dataset.filter." + code)));
            first = false;
        }
        var note = new Div(Icons.of("info"), text);
        note.addClassName("pp-note");
        return note;
    }
}
