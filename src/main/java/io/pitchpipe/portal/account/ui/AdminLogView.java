package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.ActivityService;
import io.pitchpipe.portal.account.AdminService;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Skeleton;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;

/** Deeds that belong to no team: administration, and what was refused. */
@Route("admin/log")
@PermitAll
@StyleSheet("context://portal/styles/account.css")
class AdminLogView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private static final int PAGE = 50;

    private final transient AdminService admin;
    private final transient ActivityService activity;
    private final Div log = new Div(new Skeleton(6));
    private final Div checked = new Div();

    AdminLogView(AdminService admin, ActivityService activity) {
        this.admin = admin;
        this.activity = activity;
        addClassName("pp-page");
        var check = new Button(getTranslation("admin.log.check"));
        check.setDisableOnClick(true);
        check.addClickListener(click -> check(check));
        var actions = new Div(check);
        actions.addClassName("pp-actions");
        // There before it is filled: only then is what it says read out.
        checked.getElement().setAttribute("aria-live", "polite");
        add(AdminHeader.create(), actions, checked, log);
    }

    private void check(Button button) {
        checked.removeAll();
        ViewTask.call(activity::checkLog)
                .then(result -> checked.add(new LogCheckPanel(result, Instant.now())))
                .otherwise(failure -> checked.add(ErrorPanel.of(getTranslation("admin.log.check.failed"), failure)))
                .lastly(() -> button.setEnabled(true))
                .start(this);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        admin.instanceName();
        var before = ActivityView.before(entering.getLocation().getQueryParameters());
        ViewTask.call(() -> activity.instancePage(before, PAGE + 1))
                .then(lines -> {
                    log.removeAll();
                    log.add(new AuditRows(lines, PAGE, "admin/log?before="));
                })
                .start(this);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("admin.log");
    }
}
