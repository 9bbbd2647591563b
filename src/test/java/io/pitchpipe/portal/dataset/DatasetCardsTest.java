package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

@SuppressWarnings("NullAway.Init")
class DatasetCardsTest extends DatasetTest {

    @Autowired
    private DatasetCards cards;

    @Test
    void a_card_is_written_by_editors_and_read_by_members() {
        var dataset = bring("support.csv", csv(30)).id();
        assertThat(cards.card(team, dataset)).isEqualTo(DatasetCard.BLANK);

        var saved = cards.save(team, dataset, DatasetCard.BLANK.saying(" Route ", "Desk", "CC BY 4.0", "Türkçe"));
        assertThat(saved.purpose()).isEqualTo("Route");
        assertThat(saved.change().orElseThrow().by()).isEqualTo(newTeam.owner().name());

        signIn(newMember(team, Role.VIEWER).id());
        assertThat(cards.card(team, dataset).language()).isEqualTo("Türkçe");
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> cards.save(team, dataset, saved.saying("", "", "", "")));
        signIn(newTeam());
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> cards.card(team, dataset));
    }

    @Test
    void of_two_who_write_at_once_the_second_is_told_and_nothing_is_lost() {
        var dataset = bring("support.csv", csv(30)).id();
        var read = cards.save(team, dataset, DatasetCard.BLANK.saying("first", "", "", ""));

        cards.save(team, dataset, read.saying("second", "", "", ""));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> cards.save(team, dataset, read.saying("third", "", "", "")));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> cards.save(team, dataset, DatasetCard.BLANK.saying("fourth", "", "", "")));
        assertThat(cards.card(team, dataset).purpose()).isEqualTo("second");
    }

    @Test
    void lengths_are_counted_in_code_points_of_all_examples_that_may_be_tuned_on() {
        var version = bring("x.csv", "question,answer\n😀,ab\naaaaaaaaaaaa,b\n").latest();

        var lengths = cards.characters(team, version.id()).orElseThrow();
        assertThat(lengths.complete()).isTrue();
        assertThat(lengths.shortest()).isEqualTo(3);
        assertThat(lengths.median()).isEqualTo(3);
        assertThat(lengths.longest()).isEqualTo(13);
        assertThat(lengths.total()).isEqualTo(16);
        assertThat(lengths.bars()).hasSize(11).contains(new LengthChart.Bar(3, 3, 1), new LengthChart.Bar(13, 13, 1));
    }

    @Test
    void bars_are_few_and_round_whatever_the_lengths() {
        for (var longest : new long[] {0, 1, 11, 12, 99, 1_000, 45_000, 1_000_000_007}) {
            var chart = LengthChart.of(new long[] {longest, 0}, 4);
            assertThat(chart.bars()).hasSizeBetween(1, LengthChart.BARS);
            assertThat(chart.bars().getLast().to()).isGreaterThanOrEqualTo(longest);
            assertThat(chart.bars().stream().mapToLong(LengthChart.Bar::count).sum())
                    .isEqualTo(2);
            assertThat(chart.total()).isEqualTo(2 * longest);
            assertThat(chart.complete()).isFalse();
        }
    }
}
