package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.account.Role;
import java.util.Locale;

/** Roles in words. */
final class RoleWords {

    private RoleWords() {}

    static String of(Role role) {
        return I18NProvider.translate("account.role." + role.name().toLowerCase(Locale.ROOT));
    }

    /** What the role may do, in a few words. */
    static String help(Role role) {
        return I18NProvider.translate("account.role." + role.name().toLowerCase(Locale.ROOT) + ".help");
    }

    static Select<Role> select() {
        var select = new Select<Role>();
        select.setItems(Role.values());
        select.setItemLabelGenerator(RoleWords::of);
        return select;
    }
}
