package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.Split;
import io.pitchpipe.portal.dataset.SplitColumn;
import io.pitchpipe.portal.dataset.SplitColumn.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Stands before the validator where a file says itself which rows are held out: leaves out rows that do not say it in a known word, and
 * notes what is held out, by inputs, as every split is kept. An input that is in both parts is held out with all its rows.
 *
 * @see <a href="../../../../../../../../docs/decisions/0045-a-file-that-is-divided.md">decision 0045</a>
 */
final class DividedRows implements RowSink, FixFilter.Listener {

    /** Rows beyond are counted as those to teach from: several times as many as fit what may be tuned on. */
    static final int MOST = 1_000_000;

    private final DatasetValidator next;
    private final Function<RawPair, Optional<Part>> partOf;
    /** Inputs that are held out because what they were made of is. */
    private final Set<Long> moved = new HashSet<>();

    private long[] inputs = new long[1024];
    private int[] sizes = new int[1024];
    private boolean[] heldOut = new boolean[1024];
    private int count;

    private DividedRows(DatasetValidator next, Function<RawPair, Optional<Part>> partOf) {
        this.next = next;
        this.partOf = partOf;
    }

    /** By the words in a column of the file. */
    static DividedRows byColumn(SplitColumn column, DatasetValidator next) {
        return new DividedRows(next, pair -> column.part(pair.partText()));
    }

    /** By inputs that are known to be held out. @param known their hashes, rising */
    static DividedRows byInputs(long[] known, DatasetValidator next) {
        return new DividedRows(
                next, pair -> Optional.of(SplitPlan.contains(known, pair.inputText()) ? Part.HELD_OUT : Part.TRAINING));
    }

    @Override
    public void dropped(RawPair before, Fix by) {}

    /** What a fix has changed stays on its side. */
    @Override
    public void changed(RawPair before, RawPair after, Set<Fix> by) {
        if (partOf.apply(before).filter(Part.HELD_OUT::equals).isPresent()) {
            moved.add(Normal.hash(after.inputText()));
        }
    }

    @Override
    public void pair(RawPair pair) {
        var part = partOf.apply(pair);
        if (part.isEmpty()) {
            var word = Excerpt.of(pair.partText());
            next.rejected(LeftOut.of(FindingCode.UNKNOWN_PART, pair.line, DatasetValidator.text(pair), word));
            return;
        }
        var rows = next.accepted();
        var bytes = next.bytes();
        // The validator passes the pair on unchanged, so its input can be looked at afterwards.
        next.pair(pair);
        if (next.accepted() > rows && count < MOST) {
            var input = Normal.hash(pair.inputText());
            note(input, (int) (next.bytes() - bytes), part.get() == Part.HELD_OUT || moved.contains(input));
        }
    }

    private void note(long input, int size, boolean held) {
        if (count == inputs.length) {
            var room = Math.min(MOST, count * 2);
            inputs = Arrays.copyOf(inputs, room);
            sizes = Arrays.copyOf(sizes, room);
            heldOut = Arrays.copyOf(heldOut, room);
        }
        inputs[count] = input;
        sizes[count] = size;
        heldOut[count++] = held;
    }

    @Override
    public void rejected(LeftOut row) {
        next.rejected(row);
    }

    /** Says what is held out, once all rows have passed and before the validator finishes; tells it of inputs in both parts. */
    SplitRepository.Frozen finish() {
        var known = heldOutInputs();
        var rows = 0L;
        var bytes = 0L;
        var inBoth = new ArrayList<Integer>();
        for (var i = 0; i < count; i++) {
            if (Arrays.binarySearch(known, inputs[i]) >= 0) {
                rows++;
                bytes += sizes[i];
                if (!heldOut[i]) {
                    inBoth.add(i + 1);
                }
            }
        }
        if (!inBoth.isEmpty()) {
            var first = inBoth.stream().limit(5).map(String::valueOf).reduce((a, b) -> a + ", " + b);
            var details = List.of(Integer.toString(inBoth.size()), first.orElse(""));
            next.note(new Finding(FindingCode.IN_BOTH_PARTS, 0, 0, "", details));
        }
        return new SplitRepository.Frozen(
                new Split(HoldOut.AS_IN_FILE, next.accepted() - rows, next.bytes() - bytes, rows, bytes), known);
    }

    private long[] heldOutInputs() {
        var found = new long[count];
        var size = 0;
        for (var i = 0; i < count; i++) {
            if (heldOut[i]) {
                found[size++] = inputs[i];
            }
        }
        return Arrays.stream(found, 0, size).sorted().distinct().toArray();
    }
}
