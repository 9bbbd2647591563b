package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.account.InstanceAdmin;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.internal.Quotas;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What teams may hold, which the administrator says, and what they hold. */
@Service
public class DatasetQuotas {

    private static final int PAGE = 200;

    private final Quotas quotas;
    private final AuditLog audit;

    DatasetQuotas(Quotas quotas, AuditLog audit) {
        this.quotas = quotas;
        this.audit = audit;
    }

    @TeamViewer
    public QuotaUse use(TeamId team) {
        return quotas.use(team);
    }

    /** All teams, those that hold most first; at most 200 at once. */
    @InstanceAdmin
    public List<QuotaUse> uses(int offset, int limit) {
        return quotas.uses(Math.max(0, offset), Math.clamp(limit, 1, PAGE));
    }

    /** What every team may hold that has no limit of its own. */
    @InstanceAdmin
    public Quota everyTeam() {
        return quotas.everyTeam();
    }

    @InstanceAdmin
    @Transactional
    public void setEveryTeam(Quota quota) {
        quotas.everyTeam(quota);
        audit.recordForInstance("dataset.quota.every", words(quota));
    }

    /** @param quota of this team alone; empty for that of every team */
    @InstanceAdmin
    @Transactional
    public void setTeam(TeamId team, Optional<Quota> quota) {
        quotas.team(team, quota);
        audit.record(team, "dataset.quota", words(quotas.use(team).quota()));
    }

    private static String words(Quota quota) {
        return quota.bytes() + " bytes, " + quota.datasets() + " datasets";
    }
}
