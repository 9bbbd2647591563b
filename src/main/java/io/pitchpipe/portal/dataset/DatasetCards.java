package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.internal.CardRepository;
import io.pitchpipe.portal.dataset.internal.DatasetRepository;
import io.pitchpipe.portal.dataset.internal.Measuring;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The cards of a team's datasets, and how long their examples are. Members read cards; editors write on them. */
@Service
public class DatasetCards {

    private final DatasetRepository datasets;
    private final CardRepository cards;
    private final Measuring measuring;
    private final ObjectProvider<ExampleTokens> tokens;
    private final Changes changes;
    private final AuditLog audit;
    private final CurrentUser user;
    private final TransactionTemplate transaction;

    DatasetCards(
            DatasetRepository datasets,
            CardRepository cards,
            Measuring measuring,
            ObjectProvider<ExampleTokens> tokens,
            Changes changes,
            AuditLog audit,
            CurrentUser user,
            TransactionTemplate transaction) {
        this.datasets = datasets;
        this.cards = cards;
        this.measuring = measuring;
        this.tokens = tokens;
        this.changes = changes;
        this.audit = audit;
        this.user = user;
        this.transaction = transaction;
    }

    @TeamViewer
    public DatasetCard card(TeamId team, DatasetId dataset) {
        return cards.find(own(team, dataset).id()).orElse(DatasetCard.BLANK);
    }

    /**
     * Writes on the card.
     *
     * @param card what it is to say, with the revision that was read
     * @return the card as it is now
     * @throws Refused if somebody else has changed it since it was read; then nothing is written
     */
    @TeamEditor
    public DatasetCard save(TeamId team, DatasetId dataset, DatasetCard card) {
        var found = own(team, dataset);
        transaction.executeWithoutResult(status -> {
            if (!cards.write(found.id(), card, user.id())) {
                var by = cards.find(found.id()).flatMap(DatasetCard::change).map(DatasetCard.Change::by);
                throw new Refused("dataset.card.stale", by.orElse(""));
            }
            audit.record(team, "dataset.card", found.name());
            changes.bump(DatasetTopics.of(found.id()));
        });
        return card(team, dataset);
    }

    /** Lengths in characters (code points); of all examples up to what may be tuned on, else of some. Empty if there are none. */
    @TeamEditor
    public Optional<LengthChart> characters(TeamId team, VersionId version) {
        return measuring.characters(ownVersion(team, version));
    }

    /** The bases whose tokens can be counted; blocks on the network. */
    @TeamEditor
    public List<ExampleTokens.Base> bases(TeamId team) {
        return tokens.orderedStream().flatMap(each -> each.bases(team).stream()).toList();
    }

    /** The same, the one that was last tuned from with the dataset first; blocks on the network. */
    @TeamEditor
    public List<ExampleTokens.Base> basesFor(TeamId team, DatasetId dataset) {
        var found = own(team, dataset).id();
        var used = tokens.orderedStream()
                .flatMap(each -> each.lastUsed(team, found).stream())
                .collect(Collectors.toSet());
        return bases(team).stream()
                .sorted(Comparator.comparing(base -> !used.contains(base.key())))
                .toList();
    }

    /** Whether all rows are short enough to tune a base on; empty if its backend does not say, or not now. Blocks on the network. */
    @TeamEditor
    public Optional<ExampleTokens.Fit> fit(TeamId team, VersionId version, ExampleTokens.Base base) {
        var found = ownVersion(team, version).id();
        return tokens.orderedStream()
                .flatMap(each -> each.fit(team, base.key(), found).stream())
                .findFirst();
    }

    /** Lengths in tokens of a base, of some examples; empty if its backend does not count now. Blocks on the network. */
    @TeamEditor
    public Optional<LengthChart> tokens(TeamId team, VersionId version, ExampleTokens.Base base) {
        var found = ownVersion(team, version);
        return tokens.orderedStream()
                .flatMap(each -> measuring.counted(found, example -> each.count(team, base.key(), example)).stream())
                .findFirst();
    }

    private Dataset own(TeamId team, DatasetId dataset) {
        return datasets.find(team, dataset).orElseThrow(() -> new NotFoundException("dataset"));
    }

    private DatasetVersion ownVersion(TeamId team, VersionId version) {
        return datasets.version(team, version).orElseThrow(() -> new NotFoundException("version of a dataset"));
    }
}
