package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.audit.Refusals;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.context.event.EventListener;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.stereotype.Component;

/** Records that a service refused its caller. Web requests of people who have not signed in yet are no denials. */
@Component
class DenialAudit {

    private final Refusals refusals;
    private final CurrentUser currentUser;

    DenialAudit(Refusals refusals, CurrentUser currentUser) {
        this.refusals = refusals;
        this.currentUser = currentUser;
    }

    @EventListener
    void denied(AuthorizationDeniedEvent<?> event) {
        if (event.getObject() instanceof MethodInvocation invocation) {
            var method = invocation.getMethod();
            refusals.record(
                    "access.denied",
                    currentUser.source(),
                    method.getDeclaringClass().getSimpleName() + "." + method.getName());
        }
    }
}
