package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.catalog.ModelAccess;
import io.pitchpipe.portal.catalog.ModelDetails;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.design.CopyButton;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.Skeleton;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.net.URI;
import java.util.Optional;

/** Programs that use a model, ready to be copied; each puts the preamble where training put it. */
@Route("models/:model/use")
@PermitAll
class ModelUseView extends ModelTab {

    private static final long serialVersionUID = 1L;

    private final Div code = new Div();

    ModelUseView(ModelService models, ModelAccess sharing, Access access, Changes changes, CurrentTeam currentTeam) {
        super(models, sharing, access, changes, currentTeam);
        code.addClassName("pp-stack");
    }

    @Override
    void fill(ModelDetails model) {
        if (!model.entry().ready()) {
            add(new EmptyState(
                    "clock", getTranslation("catalog.use.not-yet"), getTranslation("catalog.use.not-yet.text")));
            return;
        }
        code.removeAll();
        code.add(new Skeleton(6));
        add(section("catalog.use.title", new Paragraph(getTranslation("catalog.use.key")), code));
        ViewTask.call(() -> models.address(team, model.entry().id()))
                .then(address -> show(model, address))
                .start(this);
    }

    private void show(ModelDetails model, Optional<URI> address) {
        var samples = new CodeSamples(
                address.map(URI::toString).orElse("http://127.0.0.1:PORT"),
                model.entry().resource(),
                model.preamble());
        code.removeAll();
        code.add(
                new H3("curl"), sample("curl", samples.curl()),
                new H3("Python"), sample("Python", samples.python()),
                new H3("Java"), sample("Java", samples.java()));
        if (!model.preamble().isEmpty()) {
            code.add(note("catalog.use.preamble"));
        }
        if (!model.preamble().columns().isEmpty()) {
            code.add(note("catalog.use.template"));
        }
        if (address.map(URI::getHost)
                        .filter(host -> host.equals("127.0.0.1") || host.equals("localhost"))
                        .isPresent()
                || address.isEmpty()) {
            code.add(note("catalog.use.local"));
        }
    }

    private Component note(String key) {
        var note = new Paragraph(getTranslation(key));
        note.addClassName("pp-secondary");
        return note;
    }

    private Component sample(String language, String text) {
        var pre = new Pre(text);
        pre.addClassName("catalog-code");
        pre.getElement().setAttribute("tabindex", "0");
        var block = new Div(pre, new CopyButton(getTranslation("catalog.use.copy", language), text));
        block.addClassNames("catalog-sample", "pp-card");
        return block;
    }
}
