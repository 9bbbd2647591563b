package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.genapi.Content;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.backend.GenerationApi;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.ExampleTokens;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has the team's backend count the tokens of examples. */
@Component
class TokensOfBases implements ExampleTokens {

    private static final Logger log = LoggerFactory.getLogger(TokensOfBases.class);

    private final TuningService tunings;
    private final Connections connections;
    private final GenerationApi api;
    private final TokenFits fits;

    TokensOfBases(TuningService tunings, Connections connections, GenerationApi api, TokenFits fits) {
        this.tunings = tunings;
        this.connections = connections;
        this.api = api;
        this.fits = fits;
    }

    @Override
    public List<Base> bases(TeamId team) {
        try {
            return tunings.baseModels(team).stream()
                    .map(base -> new Base(base.name(), base.displayName()))
                    .toList();
        } catch (ApiFailure away) {
            log.debug("No base models for team {}: {}", team, away.toString());
            return List.of();
        }
    }

    @Override
    public OptionalInt count(TeamId team, String base, Example example) {
        try {
            // One turn: not every backend counts a chat that ends with the model's, for which there is no answer.
            var turn = Content.of("user", example.input() + "\n" + example.output());
            return OptionalInt.of(api.countTokens(connections.of(team), base, List.of(turn)));
        } catch (ApiFailure cannot) {
            log.debug("{} counts no tokens for team {}: {}", base, team, cannot.toString());
            return OptionalInt.empty();
        }
    }

    @Override
    public Optional<String> lastUsed(TeamId team, DatasetId dataset) {
        return tunings.ofDataset(team, dataset, 1).stream()
                .map(TuningJob::baseModel)
                .findFirst();
    }

    @Override
    public Optional<Fit> fit(TeamId team, String base, VersionId version) {
        try {
            return fits.of(connections.of(team), base, version, Preamble.NONE, HoldOut.NONE)
                    .map(found -> new Fit(found.limit(), found.longest(), found.training()));
        } catch (ApiFailure cannot) {
            log.debug("No connection of team {}: {}", team, cannot.toString());
            return Optional.empty();
        }
    }
}
