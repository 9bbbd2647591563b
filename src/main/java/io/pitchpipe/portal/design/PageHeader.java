package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/** The head of a page: its title (the one h1), a sentence on what it is for, and at the top right its actions, the primary one last. */
public class PageHeader extends Header {

    private static final long serialVersionUID = 1L;

    private final Div lead = new Div();
    private final Div titleLine = new Div();
    private final Div facts = new Div();
    private final Div actions = new Div();
    private final H1 title;
    private @Nullable Component primary;

    public PageHeader(String title) {
        this.title = new H1(title);
        addClassName("pp-page-header");
        titleLine.addClassName("pp-title-line");
        titleLine.add(this.title);
        facts.addClassName("pp-facts");
        facts.setVisible(false);
        lead.addClassName("pp-page-lead");
        lead.add(titleLine, facts);
        actions.addClassName("pp-actions");
        add(lead, actions);
    }

    public PageHeader title(String text) {
        title.setText(text);
        return this;
    }

    /** One sentence below the title. */
    public PageHeader saying(String text) {
        var paragraph = new Paragraph(text);
        paragraph.addClassName("pp-secondary");
        lead.add(paragraph);
        return this;
    }

    /** A link above the title, back to the list this belongs to. */
    public PageHeader back(String route, String label) {
        var link = new Anchor(route, Icons.of("arrow-left"), new Span(label));
        link.getElement().setAttribute("router-link", true);
        link.addClassName("pp-back");
        lead.addComponentAsFirst(link);
        return this;
    }

    /** Beside the title. */
    public PageHeader status(Component badge) {
        titleLine.add(badge);
        return this;
    }

    /** A short fact below the title, set off from the next by a dot. */
    public PageHeader fact(String text) {
        return fact(new Span(text));
    }

    public PageHeader fact(Component fact) {
        fact.addClassName("pp-fact");
        facts.add(fact);
        facts.setVisible(true);
        return this;
    }

    /** Left of the primary action. */
    public PageHeader action(Component action) {
        actions.addComponentAtIndex(actions.getComponentCount() - (primary == null ? 0 : 1), action);
        return this;
    }

    /** The one thing to do here, always the last, in whatever order they are added; it takes the place of one before. */
    public PageHeader primary(Button button) {
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return last(button);
    }

    /** The one thing to do here, when it is another page. */
    public PageHeader primary(String route, String label) {
        return last(Links.primary(route, label));
    }

    private PageHeader last(Component button) {
        if (primary != null) {
            actions.remove(primary);
        }
        primary = button;
        actions.add(button);
        return this;
    }

    /** Keeps the line of facts where there is none, so that what is below stands where it does beside others that have some. */
    PageHeader withRoomForFacts() {
        facts.setVisible(true);
        return this;
    }
}
