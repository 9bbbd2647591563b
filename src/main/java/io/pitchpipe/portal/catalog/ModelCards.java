package io.pitchpipe.portal.catalog;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.catalog.internal.Entries;
import io.pitchpipe.portal.catalog.internal.ModelCardRepository;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The cards of models. Editors of the owning team write on them; every team that may prompt a model reads its card. */
@Service
public class ModelCards {

    private final Entries entries;
    private final ModelCardRepository cards;
    private final AuditLog audit;
    private final CurrentUser user;
    private final TransactionTemplate transaction;

    ModelCards(
            Entries entries,
            ModelCardRepository cards,
            AuditLog audit,
            CurrentUser user,
            TransactionTemplate transaction) {
        this.entries = entries;
        this.cards = cards;
        this.audit = audit;
        this.user = user;
        this.transaction = transaction;
    }

    /**
     * The card of one of the team's models, or of one that is shared with it; blank where nothing is written, or the model is of
     * another instance.
     *
     * @throws NotFoundException if the team has no such model
     */
    @TeamViewer
    public ModelCard card(TeamId team, ModelId id) {
        var entry = entries.details(team, id)
                .orElseThrow(() -> new NotFoundException("model"))
                .entry();
        var original = entry.own()
                ? Optional.of(entry.id())
                : entry.owner().filter(owner -> entry.ready()).map(ModelEntry.Owner::model);
        return original.flatMap(cards::find).orElse(ModelCard.BLANK);
    }

    /**
     * Writes on the card.
     *
     * @param card what it is to say, with the revision that was read
     * @return the card as it is now
     * @throws NotFoundException if the team owns no such model
     * @throws Refused if it was changed since it was read; then nothing is written
     */
    @TeamEditor
    public ModelCard save(TeamId team, ModelId id, ModelCard card) {
        var entry = entries.details(team, id)
                .map(ModelDetails::entry)
                .filter(ModelEntry::own)
                .orElseThrow(() -> new NotFoundException("model"));
        transaction.executeWithoutResult(status -> {
            if (!cards.write(entry.id(), card, user.id())) {
                throw new Refused("catalog.card.stale");
            }
            audit.record(team, "model.card", entry.name());
        });
        return card(team, id);
    }
}
