package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.account.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

class DatasetRowsTest extends DatasetTest {

    @Test
    void an_edit_makes_a_version_that_shares_all_chunks_but_one() {
        var dataset = bring("support.csv", csv(20_000));
        var first = dataset.latest();
        var before = chunks(dataset);

        var second = rows.replace(team, first.id(), 9_000, new Example("changed", "yes"));

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.state()).isEqualTo(VersionState.VALID);
        assertThat(chunks(dataset)).isEqualTo(before + 1).isGreaterThan(10);
        assertThat(rows.page(team, second.id(), 8_999, 1))
                .containsExactly(new Row(9_000, new Example("changed", "yes")));
        assertThat(rows.page(team, first.id(), 8_999, 1).getFirst().example().output())
                .isEqualTo("answer 9000");
        assertThat(second.rows()).isEqualTo(20_000);
    }

    @Test
    void rows_are_deleted_and_added_and_an_old_version_comes_back() {
        var dataset = bring("support.csv", csv(3_000));
        var first = dataset.latest().id();
        var gone = new java.util.TreeSet<Long>(List.of(1L, 2L, 1500L, 3000L));

        var second = rows.delete(team, first, gone);
        assertThat(second.rows()).isEqualTo(2_996);
        assertThat(rows.page(team, second.id(), 0, 1).getFirst().example().output())
                .isEqualTo("answer 3");
        assertThat(rows.page(team, second.id(), 2_995, 1).getFirst().example().output())
                .isEqualTo("answer 2999");
        assertThat(all(second.id()))
                .hasSize(2_996)
                .noneMatch(example -> example.output().equals("answer 1500"));

        var third = rows.add(team, second.id(), new Example("new", "row"));
        assertThat(rows.page(team, third.id(), 2_996, 5)).containsExactly(new Row(2_997, new Example("new", "row")));

        var fourth = rows.restore(team, first);
        assertThat(all(fourth.id())).isEqualTo(all(first)).hasSize(3_000);
        assertThat(datasets.versions(team, dataset.id(), 0, 10))
                .extracting(DatasetVersion::number)
                .containsExactly(4, 3, 2, 1);
    }

    @Test
    void an_edit_of_a_version_that_is_no_longer_the_newest_is_refused() {
        var dataset = bring("support.csv", csv(30));
        rows.replace(team, dataset.latest().id(), 1, new Example("mine", "first"));

        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> rows.replace(team, dataset.latest().id(), 2, new Example("theirs", "late")))
                .satisfies(stale -> assertThat(stale.latest()).isEqualTo(2));
    }

    @Test
    void deleting_every_row_leaves_a_version_that_says_so() {
        var dataset = bring("pairs.csv", "input,output\na,b\n");

        var empty = rows.delete(team, dataset.latest().id(), Set.of(1L));

        assertThat(empty.state()).isEqualTo(VersionState.INVALID);
        assertThat(rows.page(team, empty.id(), 0, 10)).isEmpty();
        var again = rows.add(team, empty.id(), new Example("c", "d"));
        assertThat(all(again.id())).containsExactly(new Example("c", "d"));
    }

    @Test
    void rows_that_no_version_may_hold_are_refused() {
        var version = bring("pairs.csv", csv(30)).latest().id();

        for (var text : List.of("a\u0000b", "half \ud83d", "x".repeat(600_000))) {
            assertThatExceptionOfType(UnkeepableRowException.class)
                    .isThrownBy(() -> rows.add(team, version, new Example(text, "out")));
        }
    }

    @Test
    void rows_are_found_by_their_text_in_either_field_and_any_case() {
        var version = bring("support.csv", csv(5_000) + "\nÜber den Wolken,SKY\n")
                .latest()
                .id();

        assertThat(rows.search(team, version, query("über"))).isEqualTo(new RowMatches(1, List.of(5_001L)));
        assertThat(rows.search(team, version, query("sky")).numbers()).containsExactly(5_001L);
        assertThat(rows.search(team, version, query("Number 499")).numbers())
                .containsExactly(499L, 4_990L, 4_991L, 4_992L, 4_993L, 4_994L, 4_995L, 4_996L, 4_997L, 4_998L, 4_999L);
        assertThat(rows.search(team, version, query(".*"))).isEqualTo(RowMatches.NONE);
        assertThat(rows.rows(team, version, List.of(2L, 4_999L, 5_001L)))
                .extracting(row -> row.number() + " " + row.example().output())
                .containsExactly("2 answer 2", "4999 answer 4999", "5001 SKY");
        assertThat(rows.rows(team, version, List.of(6_000L))).isEmpty();
    }

    private static RowQuery query(String text) {
        return new RowQuery(text, Optional.empty());
    }

    @Test
    void all_rows_with_a_finding_are_found_and_not_only_those_of_the_report() {
        var text = csv(100)
                + IntStream.rangeClosed(1, 250)
                        .mapToObj(i -> "\nlacks " + i + ",")
                        .collect(Collectors.joining());
        var version = bring("gaps.csv", text).latest().id();
        assertThat(rows.report(team, version).orElseThrow().groups().getFirst().findings())
                .hasSize(ValidationReport.SHOWN);

        var empty = rows.search(team, version, new RowQuery("", Optional.of(FindingCode.EMPTY_OUTPUT)));
        assertThat(empty.count()).isEqualTo(250);
        assertThat(empty.numbers()).startsWith(101L).endsWith(350L);
        var both = rows.search(team, version, new RowQuery("lacks 7", Optional.of(FindingCode.EMPTY_OUTPUT)));
        assertThat(both.numbers()).hasSize(11).startsWith(107L);
        assertThat(rows.search(team, version, new RowQuery("", Optional.of(FindingCode.CONFLICT))))
                .isEqualTo(RowMatches.NONE);
    }

    @Test
    void a_search_is_for_editors_of_the_team() {
        var version = bring("support.csv", csv(30)).latest().id();
        signIn(newMember(team, Role.VIEWER).id());
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> rows.search(team, version, RowQuery.ALL));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> query("x".repeat(201)));
    }

    @Test
    void what_is_exported_as_the_apis_json_is_read_back_equal() throws IOException {
        var text = "question,answer\n" + "\"say \"\"hi\"\"\nto 😀\",\"a\\b\"\n=1+1,שלום\n";
        var first = bring("first.csv", text).latest();
        var out = new ByteArrayOutputStream();

        rows.exportApiJson(team, first.id(), out);

        var json = out.toString(StandardCharsets.UTF_8);
        assertThat(json)
                .startsWith("{\"examples\":{\"examples\":[\n{\"textInput\":")
                .endsWith("}\n]}}\n");
        var again = bring("again.json", json).latest();
        assertThat(all(again.id())).isEqualTo(all(first.id())).hasSize(2);
    }

    @Test
    void a_version_without_rows_is_an_empty_list_in_the_apis_json() throws IOException {
        var version = bring("empty.csv", "question,answer\n\"broken\" x,y\n").latest();
        var out = new ByteArrayOutputStream();

        rows.exportApiJson(team, version.id(), out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"examples\":{\"examples\":[\n]}}\n");
    }

    @Test
    void a_range_of_rows_that_nobody_s_grid_asks_for_is_cut_to_a_page() {
        var dataset = bring("support.csv", csv(1_000));
        var version = dataset.latest().id();

        assertThat(rows.page(team, version, -5, Integer.MAX_VALUE)).hasSize(DatasetRows.PAGE);
        assertThat(rows.page(team, version, Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
        assertThat(rows.page(team, version, 0, Integer.MIN_VALUE)).isEmpty();
    }
}
