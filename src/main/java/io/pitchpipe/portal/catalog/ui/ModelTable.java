package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelNames;
import io.pitchpipe.portal.catalog.ModelRemarks.Remark;
import io.pitchpipe.portal.catalog.ui.ModelsQuery.Sort;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import java.util.List;
import java.util.Map;

/** Models as a table: what each is, how good, where it stands; the head of a column orders by it. On a narrow screen each is a card. */
final class ModelTable extends NativeTable {

    private static final long serialVersionUID = 1L;

    private final transient ModelsQuery query;
    private final transient ModelNames names;
    private final transient Map<ModelId, Remark> remarks;
    private final boolean mayShare;

    /** @param names among all that there are, shown or not */
    ModelTable(
            List<ModelEntry> models,
            ModelNames names,
            Map<ModelId, Remark> remarks,
            ModelsQuery query,
            boolean mayShare) {
        this.query = query;
        this.names = names;
        this.remarks = remarks;
        this.mayShare = mayShare;
        addClassName("catalog-table");
        var actions = new NativeTableHeaderCell();
        var unseen = new Span(getTranslation("catalog.column.actions"));
        unseen.addClassName("pp-visually-hidden");
        actions.add(unseen);
        var head = new NativeTableRow();
        head.add(column(Sort.NAME), column(Sort.SCORE), column(Sort.STATUS), column(Sort.CREATED), actions);
        getHead().addRows(head);
        models.forEach(model -> getBody().addRows(row(model)));
    }

    private NativeTableHeaderCell column(Sort sort) {
        var word = ModelsQuery.word(sort);
        var next = query.by(sort);
        var link = Links.to(next.route(), getTranslation("catalog.column." + word));
        link.addClassName("catalog-sort");
        var cell = new NativeTableHeaderCell();
        cell.getElement().setAttribute("scope", "col");
        if (query.sort() == sort) {
            var ascending = (sort == Sort.NAME || sort == Sort.STATUS) != query.backwards();
            cell.getElement().setAttribute("aria-sort", ascending ? "ascending" : "descending");
            var arrow = new Span(ascending ? " ↑" : " ↓");
            arrow.getElement().setAttribute("aria-hidden", "true");
            link.add(arrow);
        }
        cell.add(link);
        return cell;
    }

    private NativeTableRow row(ModelEntry model) {
        var row = new NativeTableRow();
        cell(row, name(model), "catalog-cell-name");
        cell(row, score(remarks.get(model.id())), "catalog-cell-score");
        cell(row, ModelBadges.of(model), "catalog-cell-status");
        cell(row, Formats.time(model.since()), "catalog-cell-time");
        cell(row, actions(model), "catalog-cell-actions");
        return row;
    }

    private static void cell(NativeTableRow row, Component content, String name) {
        var cell = row.addDataCell();
        cell.addClassName(name);
        cell.add(content);
    }

    private Component name(ModelEntry model) {
        var link = Links.to(ModelNavigation.overview(model.id()), model.name());
        link.addClassNames("catalog-name", "pp-ellipsis");
        link.getElement().setAttribute("title", model.name());
        var first = new Div(Icons.of("boxes"), link);
        first.addClassName("catalog-title");
        var mark = names.mark(model);
        if (!mark.isEmpty()) {
            var same = new Span(mark);
            same.addClassNames("catalog-mark", "pp-secondary");
            first.add(same);
        }
        var facts = new Div();
        facts.addClassNames("pp-facts", "pp-small");
        facts.add(
                fact(model.own() ? getTranslation("catalog.row.taught-by", model.taughtBy()) : ModelRows.from(model)));
        if (!model.baseModel().isEmpty()) {
            facts.add(fact(model.baseModel().replaceFirst("^models/", "")));
        }
        return new Div(first, facts);
    }

    private static Span fact(String text) {
        var fact = new Span(text);
        fact.addClassName("pp-fact");
        return fact;
    }

    private Component score(@org.jspecify.annotations.Nullable Remark remark) {
        if (remark == null) {
            var none = new Span("–");
            none.addClassName("pp-secondary");
            none.getElement().setAttribute("aria-label", getTranslation("catalog.score.none"));
            none.getElement().setAttribute("role", "note");
            return none;
        }
        var figure = Formats.tabular(
                getTranslation("catalog.score", remark.right(), remark.asked()),
                getTranslation(remark.key(), remark.right(), remark.asked()));
        var beside = new Span(
                remark.heldOut()
                        ? remark.common() > 0
                                ? getTranslation("catalog.score.common", remark.base(), remark.common())
                                : getTranslation("catalog.score.base", remark.base())
                        : getTranslation("catalog.score.training"));
        beside.addClassNames("pp-secondary", "pp-small");
        var both = new Div(figure, beside);
        both.addClassName("catalog-score");
        return both;
    }

    private Component actions(ModelEntry model) {
        var actions = new Div();
        actions.addClassName("pp-actions");
        if (model.ready()) {
            actions.add(link(ModelNavigation.playground(model.id()), "catalog.row.try", model));
            if (model.own() && mayShare) {
                actions.add(link(ModelNavigation.access(model.id()), "catalog.row.share", model));
            }
        }
        return actions;
    }

    private Anchor link(String route, String key, ModelEntry model) {
        var link = Links.button(route, getTranslation(key));
        link.getElement().setAttribute("aria-label", getTranslation(key + ".label", names.of(model)));
        return link;
    }
}
