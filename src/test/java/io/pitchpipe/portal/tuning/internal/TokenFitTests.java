package io.pitchpipe.portal.tuning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.ApiFailure.InvalidArgument.Violation;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.dataset.DatasetCards;
import io.pitchpipe.portal.dataset.ExampleTokens;
import io.pitchpipe.portal.dataset.ExampleTokens.TooLong;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.tuning.HeldOutUse;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.LaunchTuning;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.Preset;
import io.pitchpipe.portal.tuning.RefusedRow;
import io.pitchpipe.portal.tuning.TokenFit;
import io.pitchpipe.testing.NewTeam;
import io.pitchpipe.testing.TestDatasets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which rows are too long for a base: known before a job starts, and named by the dataset's own numbers when a backend refuses one. */
@SuppressWarnings("NullAway.Init")
class TokenFitTests extends TuningTest {

    private static final HoldOut TENTH = new HoldOut(10);

    @Autowired
    private DatasetCards cards;

    /** Questions of a word and a number; every tenth has a thousand words. */
    private static List<String[]> pairs(int rows) {
        var pairs = new ArrayList<String[]>();
        for (var row = 1; row <= rows; row++) {
            pairs.add(new String[] {"q" + row + (row % 10 == 0 ? " word".repeat(999) : ""), "answer"});
        }
        return pairs;
    }

    private TestDatasets.Made made(NewTeam team, int rows) {
        return TestDatasets.valid(jdbc, team.id(), team.owner().id(), "questions", pairs(rows));
    }

    private Optional<TokenFit> fit(NewTeam team, VersionId version, Preamble preamble, HoldOut holdOut) {
        return tunings.fit(team.id(), version, BASE, preamble, holdOut);
    }

    private LaunchTuning wish(VersionId version, HoldOut holdOut) {
        return new LaunchTuning(
                UUID.randomUUID(),
                version,
                BASE,
                "Questions",
                Preamble.NONE,
                Preset.BALANCED,
                Preset.BALANCED.settings(40),
                holdOut,
                HeldOutUse.NONE);
    }

    @Test
    void all_rows_that_are_too_long_are_named_by_their_own_numbers_and_held_out_ones_aside() {
        var team = newTeam();
        signIn(team);
        var version = made(team, 40).version();
        var all = fit(team, version, Preamble.NONE, HoldOut.NONE).orElseThrow();
        assertThat(all.limit()).isEqualTo(512);
        assertThat(all.longest()).isEqualTo(1001);
        assertThat(all.training()).extracting(TooLong::row).containsExactly(10L, 20L, 30L, 40L);
        assertThat(all.fits()).isFalse();

        var divided = fit(team, version, Preamble.NONE, new HoldOut(50)).orElseThrow();
        assertThat(divided.training()).isNotEmpty().hasSizeLessThan(4);
        var isHeldOut = contents.heldOut(version, new HoldOut(50));
        var examples = contents.examples(version).stream().toList();
        assertThat(divided.heldOut())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(isHeldOut.test(examples.get((int) each.row() - 1)))
                        .isTrue());
        assertThat(divided.training())
                .allSatisfy(each -> assertThat(isHeldOut.test(examples.get((int) each.row() - 1)))
                        .isFalse());
    }

    @Test
    void a_large_version_is_counted_in_batches_once_for_each_preamble() {
        var team = newTeam();
        signIn(team);
        var version = made(team, 1_201).version();
        assertThat(fit(team, version, Preamble.NONE, HoldOut.NONE).orElseThrow().training())
                .hasSize(120);
        assertThat(backend.counted).hasSizeGreaterThan(2).allMatch(size -> size <= TokenFits.MAX_ROWS);
        assertThat(backend.counted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_201);
        backend.counted.clear();

        assertThat(fit(team, version, Preamble.NONE, TENTH)).isPresent();
        assertThat(backend.counted).as("known by now").isEmpty();

        assertThat(fit(team, version, new Preamble("word ".repeat(600)), HoldOut.NONE)
                        .orElseThrow()
                        .training())
                .hasSize(1_201);
    }

    @Test
    void a_job_with_rows_that_are_too_long_is_refused_before_it_starts() {
        var team = newTeam();
        signIn(team);
        var version = made(team, 120).version();
        assertThatThrownBy(() -> tunings.launch(team.id(), wish(version, HoldOut.NONE)))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.key()).isEqualTo("tuning.refused.tooLong");
                    assertThat(refused.arguments())
                            .containsExactly(12, 512, "Demo", "10, 20, 30, 40, 50, 60, 70, 80, 90, 100", 2);
                });
        assertThat(tunings.count(team.id(), JobFilter.ALL)).isZero();
    }

    @Test
    void an_example_too_long_to_be_counted_is_too_long() {
        var team = newTeam();
        signIn(team);
        backend.exampleCounter = example -> "7".equals(example.output()) ? 0 : 5;
        var version = TestDatasets.valid(
                        jdbc, team.id(), team.owner().id(), "n", List.of(new String[] {"1", "2"}, new String[] {"6", "7"
                        }))
                .version();
        assertThat(fit(team, version, Preamble.NONE, HoldOut.NONE).orElseThrow().training())
                .containsExactly(new TooLong(2, 0));
    }

    @Test
    void other_services_are_not_asked_and_older_servers_do_not_stand_in_the_way() {
        var team = newTeam();
        signIn(team);
        var version = made(team, 40).version();
        backend.counts = false;
        assertThat(fit(team, version, Preamble.NONE, HoldOut.NONE)).isEmpty();
        assertThat(tunings.launch(team.id(), wish(version, HoldOut.NONE))).isNotNull();

        backend.counts = true;
        backend.counted.clear();
        elsewhere(team, false);
        assertThat(fit(team, version, Preamble.NONE, HoldOut.NONE)).isEmpty();
        assertThat(backend.counted).isEmpty();
    }

    @Test
    void the_check_of_a_dataset_asks_for_the_base_that_was_used_last() {
        var team = newTeam();
        signIn(team);
        var made = made(team, 40);
        backend.models = List.of(base("models/other"), base("models/demo"));
        assertThat(cards.basesFor(team.id(), made.dataset()))
                .extracting(ExampleTokens.Base::key)
                .containsExactly("models/other", "models/demo");
        backend.exampleLimit = 2_000;
        tunings.launch(team.id(), wish(made.version(), HoldOut.NONE));
        var bases = cards.basesFor(team.id(), made.dataset());
        assertThat(bases).extracting(ExampleTokens.Base::key).containsExactly("models/demo", "models/other");
        assertThat(cards.fit(team.id(), made.version(), bases.getFirst()))
                .hasValue(new ExampleTokens.Fit(2_000, 1_001, List.of()));
    }

    private static io.pitchpipe.genapi.Model base(String name) {
        return new io.pitchpipe.genapi.Model(
                name, null, "1", name, "", 512, 512, List.of("createTunedModel"), null, null, null, null);
    }

    @Test
    void the_examples_that_a_backend_refuses_are_named_by_the_datasets_own_rows() {
        var team = newTeam();
        backend.counts = false;
        var id = launchedOn(team, pairs(40), TENTH, HeldOutUse.NONE);
        elsewhere(team, false);
        // What the backend counts: the rows without those that are held out.
        var source = job(id).examples();
        var isHeldOut = contents.heldOut(source.version(), TENTH);
        var sent = new ArrayList<Long>();
        var row = 0L;
        for (var example : contents.examples(source.version()).stream().toList()) {
            row++;
            if (!isHeldOut.test(example)) {
                sent.add(row);
            }
        }
        var first = sent.get(30);
        var second = sent.get(35);
        assertThat(first).as("a row after a held-out one").isGreaterThan(31);
        backend.failNext(new ApiFailure.InvalidArgument(
                400,
                "2 examples are longer than the 512 tokens: example 31 (1,260 tokens), example 36 (1,300 tokens).",
                List.of(
                        new Violation(
                                "tuned_model.tuning_task.training_data.examples.examples[30]",
                                "Example 31: 1,260 tokens, more than the 512 it may have."),
                        new Violation(
                                "tuned_model.tuning_task.training_data.examples.examples[35].text_input",
                                "Example 36: 1,300 tokens, more than the 512 it may have."))));
        submit(id);

        assertThat(job(id).state()).isEqualTo(JobState.FAILED);
        assertThat(job(id).reason()).contains("row %d (1,260 tokens), row %d (1,300 tokens)".formatted(first, second));
        assertThat(tunings.refusedRows(team.id(), id))
                .containsExactly(
                        new RefusedRow(first, "1,260 tokens, more than the 512 it may have."),
                        new RefusedRow(second, "1,300 tokens, more than the 512 it may have."));
    }
}
