package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import java.util.Optional;
import java.util.function.Supplier;

/** What can be done with one version, behind one button. What it offers is made when it is opened. */
final class VersionMenu extends Div {

    private static final long serialVersionUID = 1L;

    private final String route;
    private final transient Optional<Runnable> restore;
    private final transient Supplier<DownloadLinks> downloads;
    private final Popover popover = new Popover();
    private transient Optional<Runnable> changes = Optional.empty();

    /**
     * @param route where its rows are
     * @param restore makes it the newest; empty if it is
     * @param downloads makes the links for that
     */
    VersionMenu(DatasetVersion version, String route, Optional<Runnable> restore, Supplier<DownloadLinks> downloads) {
        this.route = route;
        this.restore = restore;
        this.downloads = downloads;
        var words = getTranslation("dataset.versions.menu", version.number());
        var open = new Button(Icons.of("ellipsis"), click -> toggle());
        open.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        open.setAriaLabel(words);
        popover.setTarget(open);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel(words);
        popover.setAutofocus(true);
        popover.setOpenOnClick(false);
        add(open, popover);
    }

    /** @param toggle shows or hides what the version changed */
    void changes(Runnable toggle) {
        changes = Optional.of(toggle);
    }

    private void toggle() {
        if (popover.isOpened()) {
            popover.close();
            return;
        }
        popover.removeAll();
        var entries = new Div(Links.button(route, getTranslation("dataset.versions.look")));
        changes.ifPresent(toggle -> entries.add(entry("dataset.versions.changes", toggle)));
        restore.ifPresent(back -> entries.add(entry("dataset.versions.restore", back)));
        var heading = new Span(getTranslation("dataset.versions.downloads"));
        heading.addClassNames("pp-secondary", "pp-small");
        entries.add(heading, downloads.get());
        entries.addClassName("dataset-version-menu");
        popover.add(entries);
        popover.open();
    }

    private Button entry(String key, Runnable does) {
        return new Button(getTranslation(key), click -> {
            popover.close();
            does.run();
        });
    }
}
