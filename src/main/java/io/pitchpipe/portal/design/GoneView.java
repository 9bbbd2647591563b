package io.pitchpipe.portal.design;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.pitchpipe.portal.common.NotFoundException;
import jakarta.servlet.http.HttpServletResponse;

/** For what does not exist and for what is not the caller's: the same page, so that it does not tell which. */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
class GoneView extends Div implements HasErrorParameter<NotFoundException>, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    GoneView() {
        addClassName("pp-page");
        add(new PageHeader(getTranslation("design.error.notFound.title"))
                .saying(getTranslation("design.error.notFound.text")));
        var row = new Div(Links.button("", getTranslation("design.error.home")));
        row.addClassName("pp-actions");
        add(row);
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("design.error.notFound.title");
    }
}
