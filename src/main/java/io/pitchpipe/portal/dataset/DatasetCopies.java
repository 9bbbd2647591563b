package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.account.TeamService;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.internal.Copying;
import io.pitchpipe.portal.dataset.internal.DatasetRepository;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Copies datasets from one team to another, for who may edit in both. */
@Service
public class DatasetCopies {

    private final DatasetRepository datasets;
    private final Copying copying;
    private final TeamService teams;
    private final Access access;
    private final AuditLog audit;
    private final Changes changes;
    private final CurrentUser user;
    private final TransactionTemplate transaction;

    DatasetCopies(
            DatasetRepository datasets,
            Copying copying,
            TeamService teams,
            Access access,
            AuditLog audit,
            Changes changes,
            CurrentUser user,
            TransactionTemplate transaction) {
        this.datasets = datasets;
        this.copying = copying;
        this.teams = teams;
        this.access = access;
        this.audit = audit;
        this.changes = changes;
        this.user = user;
        this.transaction = transaction;
    }

    /** The other teams in which the caller may edit. */
    @TeamEditor
    public List<Team> targets(TeamId team) {
        return teams.mine().stream()
                .filter(other -> !other.id().equals(team))
                .filter(other -> access.role(other.id())
                        .filter(role -> role.includes(Role.EDITOR))
                        .isPresent())
                .toList();
    }

    /**
     * Makes a dataset of the target team with the rows of a version, and with what goes with them: findings, rows left out, splits, card.
     *
     * @param name of the copy
     * @throws NotFoundException if the team has no such version, or the caller is no member of the target
     * @throws Refused if the caller may not edit in the target, the version has no rows, or the copy does not fit into what the target may
     *     hold
     * @throws IllegalArgumentException if the name is empty or too long
     */
    @TeamEditor
    public Dataset copy(TeamId team, VersionId version, TeamId target, String name) {
        if (!access.editor(target)) {
            throw new Refused("dataset.copy.viewer");
        }
        var found = datasets.version(team, version).orElseThrow(() -> new NotFoundException("version of a dataset"));
        if (!found.state().readable()) {
            throw new Refused("dataset.copy.noRows");
        }
        var from = datasets.find(team, found.dataset()).orElseThrow(() -> new NotFoundException("dataset"));
        var cleaned = DatasetService.name(name);
        var begun = copying.begin(found, target);
        var copy = transaction.execute(status -> {
            var made = copying.copy(begun, from.name(), target, cleaned, user.id());
            audit.record(team, "dataset.copied.out", from.name(), cleaned);
            audit.record(target, "dataset.copied.in", cleaned);
            changes.bump(DatasetTopics.of(target));
            return made;
        });
        return datasets.find(target, Objects.requireNonNull(copy)).orElseThrow();
    }
}
