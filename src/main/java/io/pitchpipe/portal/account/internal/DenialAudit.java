package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.audit.AuditLog;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.context.event.EventListener;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.stereotype.Component;

/** Records that a service refused its caller. Web requests of people who have not signed in yet are no denials. */
@Component
class DenialAudit {

    private final AuditLog audit;

    DenialAudit(AuditLog audit) {
        this.audit = audit;
    }

    @EventListener
    void denied(AuthorizationDeniedEvent<?> event) {
        if (event.getObject() instanceof MethodInvocation invocation) {
            var method = invocation.getMethod();
            audit.recordDenial(
                    null, "access.denied", method.getDeclaringClass().getSimpleName() + "." + method.getName());
        }
    }
}
