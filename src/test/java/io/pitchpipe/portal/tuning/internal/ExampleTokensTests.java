package io.pitchpipe.portal.tuning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.genapi.Model;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.dataset.DatasetCards;
import io.pitchpipe.portal.dataset.ExampleTokens.Base;
import io.pitchpipe.testing.TestDatasets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tokens of a dataset's examples, counted by the team's backend. */
@SuppressWarnings("NullAway.Init")
class ExampleTokensTests extends TuningTest {

    private static final Base DEMO = new Base("models/demo", "Demo");

    @Autowired
    private DatasetCards cards;

    @AfterEach
    void everybody_counts_letters_again() {
        answers.counter = contents ->
                contents.stream().mapToInt(content -> content.text().length()).sum();
        backend.models = List.of();
    }

    @Test
    void the_bases_of_the_backend_are_offered_and_their_tokens_counted() {
        backend.models = List.of(new Model(
                "models/demo", null, "1", "Demo", "", 512, 512, List.of("createTunedModel"), null, null, null, null));
        var team = newTeam();
        signIn(team);
        var made = numbers(team);

        assertThat(cards.bases(team.id())).containsExactly(DEMO);
        answers.counter = contents -> {
            assertThat(contents)
                    .as("a chat that every backend counts: one that could be answered")
                    .singleElement()
                    .satisfies(turn -> {
                        assertThat(turn.role()).isEqualTo("user");
                        assertThat(turn.text()).matches("(?s).+\\n.+");
                    });
            return 7;
        };
        var lengths = cards.tokens(team.id(), made.version(), DEMO).orElseThrow();
        assertThat(lengths.complete()).isTrue();
        assertThat(lengths.total()).isEqualTo(15 * 7);
    }

    @Test
    void of_a_large_set_some_are_counted_and_it_says_so() {
        var team = newTeam();
        signIn(team);
        var pairs = IntStream.range(0, 200)
                .mapToObj(row -> new String[] {"question " + row, "answer"})
                .toList();
        var made = TestDatasets.valid(jdbc, team.id(), team.owner().id(), "questions", pairs);
        var asked = new AtomicInteger();
        answers.counter = contents -> {
            asked.incrementAndGet();
            return 10;
        };

        var lengths = cards.tokens(team.id(), made.version(), DEMO).orElseThrow();
        assertThat(asked).hasValue(64);
        assertThat(lengths.complete()).isFalse();
        assertThat(lengths.looked()).isEqualTo(64);
        assertThat(lengths.total()).isEqualTo(2_000);
    }

    @Test
    void a_backend_that_does_not_count_leaves_characters() {
        var team = newTeam();
        signIn(team);
        var made = numbers(team);
        answers.counter = contents -> {
            throw new ApiFailure.NotFound("no such method");
        };

        assertThat(cards.tokens(team.id(), made.version(), DEMO)).isEmpty();
        assertThat(cards.characters(team.id(), made.version())).isPresent();
    }
}
