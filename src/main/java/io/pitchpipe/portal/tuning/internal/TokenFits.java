package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.genapi.TuningExample;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.backend.TunedModelsApi;
import io.pitchpipe.portal.dataset.DatasetContents;
import io.pitchpipe.portal.dataset.ExampleTokens.TooLong;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.Limits;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.TokenFit;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Knows before a job is started which rows are too long for its base: has Pitchpipe's own tuning server count all of them as its training does, in batches, and keeps
 * what it said for a while. Other backends have no such method; nothing is known of them. Blocks on the network.
 */
@Component
public class TokenFits {

    private static final Logger log = LoggerFactory.getLogger(TokenFits.class);

    /** Rows of one request. */
    static final int MAX_ROWS = 500;

    /** UTF-8 bytes of one request: below a second of counting. */
    static final int MAX_BYTES = 256 << 10;

    /** How long an answer is kept: an operator may change the limit meanwhile, and the backend checks in any case. */
    static final Duration KEPT = Duration.ofMinutes(10);

    /** Answers that are kept. */
    private static final int MAX_KEPT = 200;

    /** A version that is larger is refused for its size, held-out rows and what surrounds the texts in a file allowed for. */
    private static final long MAX_VERSION_BYTES = 4L * Limits.SET_BYTES;

    private final DatasetContents contents;
    private final TunedModelsApi api;
    private final Clock clock;
    private final Map<Question, Counted> kept = new LinkedHashMap<>();

    TokenFits(DatasetContents contents, TunedModelsApi api, Clock clock) {
        this.contents = contents;
        this.api = api;
        this.clock = clock;
    }

    private record Question(ConnectionId connection, String base, VersionId version, String preamble) {}

    private record Counted(int limit, int longest, List<TooLong> tooLong, Instant at) {}

    /**
     * @param version whose rows the caller may use
     * @return empty if the backend does not count, or not now
     */
    public Optional<TokenFit> of(
            Connection connection, String base, VersionId version, Preamble preamble, HoldOut holdOut) {
        if (!connection.measuresHeldOut() || contents.examples(version).bytes() > MAX_VERSION_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(divided(counted(connection, base, version, preamble), version, holdOut));
        } catch (ApiFailure cannot) {
            log.debug("{} counts no examples of version {}: {}", base, version, cannot.toString());
            return Optional.empty();
        }
    }

    private Counted counted(Connection connection, String base, VersionId version, Preamble preamble) {
        var question = new Question(connection.id(), base, version, preamble.text());
        var known = known(question);
        if (known != null) {
            return known;
        }
        var counted = new Count(connection, base, preamble).all(version);
        synchronized (kept) {
            kept.put(question, counted);
            if (kept.size() > MAX_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return counted;
    }

    private @Nullable Counted known(Question question) {
        synchronized (kept) {
            kept.values().removeIf(each -> each.at().plus(KEPT).isBefore(clock.instant()));
            return kept.get(question);
        }
    }

    /** Which of the rows that are too long are held out. */
    private TokenFit divided(Counted counted, VersionId version, HoldOut holdOut) {
        var tooLong = counted.tooLong();
        if (tooLong.isEmpty() || holdOut.isNone()) {
            return new TokenFit(counted.limit(), counted.longest(), tooLong, List.of());
        }
        var isHeldOut = contents.heldOut(version, holdOut);
        var training = new ArrayList<TooLong>();
        var heldOut = new ArrayList<TooLong>();
        var waiting = tooLong.iterator();
        var next = waiting.next();
        try (var examples = contents.examples(version).stream()) {
            var row = 0L;
            for (var each = examples.iterator(); each.hasNext(); ) {
                var example = each.next();
                if (++row == next.row()) {
                    (isHeldOut.test(example) ? heldOut : training).add(next);
                    if (!waiting.hasNext()) {
                        break;
                    }
                    next = waiting.next();
                }
            }
        }
        return new TokenFit(counted.limit(), counted.longest(), training, heldOut);
    }

    /** One count of a whole version, a batch at a time. */
    private final class Count {

        private final Connection connection;
        private final String base;
        private final Preamble preamble;
        private final List<TuningExample> batch = new ArrayList<>();
        private final List<TooLong> tooLong = new ArrayList<>();
        private long row;
        private int limit;
        private int longest;

        Count(Connection connection, String base, Preamble preamble) {
            this.connection = connection;
            this.base = base;
            this.preamble = preamble;
        }

        Counted all(VersionId version) {
            var bytes = 0;
            try (var examples = contents.examples(version).stream()) {
                for (var each = examples.iterator(); each.hasNext(); ) {
                    var example = each.next();
                    var input = preamble.applyTo(example.input());
                    var size = input.getBytes(StandardCharsets.UTF_8).length
                            + example.output().getBytes(StandardCharsets.UTF_8).length;
                    if (!batch.isEmpty() && (batch.size() == MAX_ROWS || bytes + size > MAX_BYTES)) {
                        send();
                        bytes = 0;
                    }
                    batch.add(new TuningExample(input, example.output()));
                    bytes += size;
                }
            }
            if (!batch.isEmpty()) {
                send();
            }
            return new Counted(limit, longest, List.copyOf(tooLong), clock.instant());
        }

        private void send() {
            var answer = api.countExampleTokens(connection, base, List.copyOf(batch));
            var counts = answer.tokenCounts();
            if (counts == null
                    || counts.size() != batch.size()
                    || counts.stream().anyMatch(Objects::isNull)
                    || answer.exampleTokenLimit() < 1) {
                throw new ApiFailure.Garbage("Counts of other examples than were sent");
            }
            limit = answer.exampleTokenLimit();
            for (int tokens : counts) {
                row++;
                longest = Math.max(longest, tokens);
                // None at all: too long to be counted.
                if (tokens < 1 || tokens > limit) {
                    tooLong.add(new TooLong(row, tokens));
                }
            }
            batch.clear();
        }
    }
}
