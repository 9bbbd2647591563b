package io.pitchpipe.portal.design;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.pitchpipe.portal.common.Refused;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.AccessDeniedException;

/** For a page that could not be built: a refused role, no team, or a fault, which is logged under the code it shows. */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
class FaultView extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private String title = "";

    FaultView() {
        addClassName("pp-page");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        var failure = cause(parameter.getCaughtException());
        var status = switch (failure) {
            case AccessDeniedException denied -> HttpServletResponse.SC_FORBIDDEN;
            case io.pitchpipe.portal.common.NotFoundException gone -> HttpServletResponse.SC_NOT_FOUND;
            case NoTeamException none -> HttpServletResponse.SC_OK;
            case Refused refused -> HttpServletResponse.SC_CONFLICT;
            default -> HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        };
        title = getTranslation(
                switch (status) {
                    case HttpServletResponse.SC_FORBIDDEN -> "design.error.denied.title";
                    case HttpServletResponse.SC_NOT_FOUND -> "design.error.notFound.title";
                    case HttpServletResponse.SC_OK -> "design.error.noTeam.title";
                    default -> "design.error.fault.title";
                });
        var text = failure instanceof NoTeamException
                ? getTranslation("design.error.noTeam.text")
                : Notifications.explain(failure);
        var row = new Div(Links.button("", getTranslation("design.error.home")));
        row.addClassName("pp-actions");
        // One that is shown already is shown again.
        removeAll();
        add(new PageHeader(title).saying(text), row);
        return status;
    }

    /** Vaadin and Spring wrap what a view's constructor throws. */
    private static Throwable cause(Exception failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof AccessDeniedException
                    || each instanceof io.pitchpipe.portal.common.NotFoundException
                    || each instanceof NoTeamException
                    || each instanceof Refused) {
                return each;
            }
        }
        return failure;
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
