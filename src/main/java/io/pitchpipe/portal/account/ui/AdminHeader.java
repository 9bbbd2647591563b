package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.design.ObjectHeader;

/** The head that the pages of administration share. */
final class AdminHeader {

    private AdminHeader() {}

    static ObjectHeader create() {
        return new ObjectHeader(I18NProvider.translate("admin.title"))
                .tab(I18NProvider.translate("admin.users"), "admin")
                .tab(I18NProvider.translate("admin.teams"), "admin/teams")
                .tab(I18NProvider.translate("admin.instance"), "admin/instance")
                .tab(I18NProvider.translate("admin.log"), "admin/log");
    }
}
