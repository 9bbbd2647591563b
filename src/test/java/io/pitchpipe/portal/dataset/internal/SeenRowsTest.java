package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.internal.SeenRows.Kind;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeenRowsTest {

    private static long hash(long of) {
        return of * 0x9e3779b97f4a7c15L;
    }

    /** Held against maps: inputs and outputs of few kinds, so that there are all sorts of repetitions, 0 as a hash among them. */
    @Property
    void every_row_is_told_what_it_repeats(@ForAll @Size(max = 300) List<@IntRange(min = 0, max = 35) Integer> rows) {
        var seen = new SeenRows();
        var inputs = new HashMap<Integer, Long>();
        var pairs = new HashMap<Integer, Long>();
        var number = 0L;
        for (var row : rows) {
            number++;
            var input = row / 3;
            var kind = seen.put(hash(input), hash(row), number);
            if (pairs.containsKey(row)) {
                assertThat(kind).isEqualTo(Kind.DUPLICATE);
                assertThat(seen.earlier()).isEqualTo(pairs.get(row));
            } else if (inputs.containsKey(input)) {
                assertThat(kind).isEqualTo(Kind.CONFLICT);
                assertThat(seen.earlier()).isEqualTo(inputs.get(input));
            } else {
                assertThat(kind).isEqualTo(Kind.NEW);
            }
            inputs.putIfAbsent(input, number);
            pairs.putIfAbsent(row, number);
        }
    }

    @Test
    void beyond_the_memory_for_them_nothing_is_claimed_of_new_rows_and_old_ones_are_known() {
        var seen = new SeenRows();
        for (long row = 1; row <= SeenRows.CAPACITY; row++) {
            var kind = seen.put(hash(row / 2), hash(row), row);
            if (kind != (row % 2 == 0 || row == 1 ? Kind.NEW : Kind.CONFLICT)) {
                throw new AssertionError(row + " is " + kind);
            }
        }
        assertThat(seen.put(-1, -1, 7)).isEqualTo(Kind.UNKNOWN);
        assertThat(seen.put(hash(250), hash(500), 7)).isEqualTo(Kind.DUPLICATE);
        assertThat(seen.earlier()).isEqualTo(500);
        assertThat(seen.put(hash(250), hash(501), 7)).isEqualTo(Kind.DUPLICATE);
        assertThat(seen.earlier()).isEqualTo(501);
        assertThat(seen.put(hash(250), -5, 7)).isEqualTo(Kind.CONFLICT);
        assertThat(seen.put(hash(250), -5, 8)).isEqualTo(Kind.CONFLICT);
    }
}
