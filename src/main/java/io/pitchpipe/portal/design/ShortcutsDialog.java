package io.pitchpipe.portal.design;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;

/** The list behind the ? key. */
final class ShortcutsDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    ShortcutsDialog() {
        setHeaderTitle(getTranslation("design.shortcuts.title"));
        var keys = new LinkedHashMap<String, String>();
        keys.put("Ctrl K · ⌘ K", "design.shortcuts.search");
        keys.put("?", "design.shortcuts.help");
        keys.put("Tab", "design.shortcuts.tab");
        keys.put("Enter", "design.shortcuts.send");
        keys.put("Esc", "design.shortcuts.escape");
        var list = new DescriptionList();
        list.addClassName("pp-shortcuts");
        keys.forEach((key, text) -> {
            var name = new Span(key);
            name.addClassName("pp-kbd");
            list.add(new DescriptionList.Term(name), new DescriptionList.Description(getTranslation(text)));
        });
        add(list);
        getFooter().add(new Button(getTranslation("design.shortcuts.close"), click -> close()));
    }
}
