package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelNames;
import io.pitchpipe.portal.catalog.ModelRemarks.Remark;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import java.util.List;
import java.util.Map;

/** A list of models: what each is, where it stands, and what to do with it. */
@StyleSheet("context://portal/styles/catalog.css")
final class ModelRows extends UnorderedList {

    private static final long serialVersionUID = 1L;

    ModelRows(List<ModelEntry> models, Map<ModelId, Remark> remarks, boolean mayShare) {
        addClassName("pp-rows");
        var names = ModelNames.among(models);
        models.forEach(model -> add(row(model, names, remarks, mayShare)));
    }

    private ListItem row(ModelEntry model, ModelNames names, Map<ModelId, Remark> remarks, boolean mayShare) {
        var name = Links.to(ModelNavigation.overview(model.id()), names.of(model));
        name.addClassNames("catalog-name", "pp-ellipsis");
        var facts = new Div();
        facts.addClassNames("pp-facts", "pp-small");
        var remark = remarks.get(model.id());
        if (remark != null) {
            facts.add(fact(getTranslation(remark.key(), remark.right(), remark.asked())));
        }
        facts.add(fact(origin(model)));
        if (!model.baseModel().isEmpty()) {
            facts.add(fact(model.baseModel().replaceFirst("^models/", "")));
        }
        var since = Formats.time(model.since());
        since.addClassName("pp-fact");
        facts.add(since);
        var main = new Div(name, facts);
        main.addClassName("pp-row-main");
        var row = new ListItem(Icons.of("boxes"), main, ModelBadges.of(model), actions(model, names, mayShare));
        row.addClassName("pp-row");
        return row;
    }

    private String origin(ModelEntry model) {
        return model.own() ? getTranslation("catalog.row.taught-by", model.taughtBy()) : from(model);
    }

    /** Whose a shared model is. */
    static String from(ModelEntry model) {
        return model.owner()
                .map(owner -> com.vaadin.flow.i18n.I18NProvider.translate(
                        "catalog.row.from", owner.name(), owner.number().toString()))
                .orElseGet(() -> com.vaadin.flow.i18n.I18NProvider.translate("catalog.row.from-elsewhere"));
    }

    /** The team a shared model belongs to, as far as it is known. */
    static String owner(ModelEntry model) {
        return model.owner()
                .map(owner -> com.vaadin.flow.i18n.I18NProvider.translate(
                        "catalog.access.team", owner.name(), owner.number().toString()))
                .orElse("");
    }

    private static Span fact(String text) {
        var fact = new Span(text);
        fact.addClassName("pp-fact");
        return fact;
    }

    private Component actions(ModelEntry model, ModelNames names, boolean mayShare) {
        var actions = new Div();
        actions.addClassName("pp-actions");
        if (model.ready()) {
            actions.add(link(ModelNavigation.playground(model.id()), "catalog.row.try", names.of(model)));
            if (model.own() && mayShare) {
                actions.add(link(ModelNavigation.access(model.id()), "catalog.row.share", names.of(model)));
            }
        }
        return actions;
    }

    private Anchor link(String route, String key, String name) {
        var link = Links.button(route, getTranslation(key));
        link.getElement().setAttribute("aria-label", getTranslation(key + ".label", name));
        return link;
    }
}
