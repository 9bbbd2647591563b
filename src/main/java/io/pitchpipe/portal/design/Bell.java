package io.pitchpipe.portal.design;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;

/** The last notices of this session. */
final class Bell extends Div {

    private static final long serialVersionUID = 1L;

    private final Button button = new Button();

    Bell() {
        addClassName("pp-bell");
        button.setIcon(Icons.of("bell"));
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        button.setAriaLabel(getTranslation("design.bell"));
        button.setTooltipText(getTranslation("design.bell"));
        var popover = new Popover();
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setWidth("min(360px, 90vw)");
        popover.setModal(false);
        popover.setAriaLabel(getTranslation("design.bell"));
        popover.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                fill(popover);
                showUnread();
            }
        });
        add(button, popover);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        ComponentUtil.setData(attached.getUI(), Bell.class, this);
        showUnread();
    }

    /** Puts a dot on the bell while there is something unread, and says how much to those who cannot see it. */
    void showUnread() {
        getUI().ifPresent(ui -> {
            var unread = NoticeBoard.of(ui.getSession()).unread();
            button.setAriaLabel(
                    unread == 0 ? getTranslation("design.bell") : getTranslation("design.bell.unread", unread));
            setClassName("pp-bell-unread", unread > 0);
        });
    }

    private void fill(Popover popover) {
        popover.removeAll();
        var notices = NoticeBoard.of(UI.getCurrent().getSession()).read();
        var body = new Div(new H2(getTranslation("design.bell")));
        body.addClassName("pp-notices");
        if (notices.isEmpty()) {
            body.add(new Paragraph(getTranslation("design.bell.empty")));
        } else {
            var list = new UnorderedList();
            for (var notice : notices) {
                var text = notice.route() == null ? new Span(notice.text()) : Links.to(notice.route(), notice.text());
                list.add(new ListItem(text, Formats.time(notice.at())));
            }
            body.add(list);
        }
        popover.add(body);
    }
}
