package io.pitchpipe.tuningserver.lm;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Keys and values of the positions seen so far, of one text. It grows by doubling, up to the capacity it was made for. */
final class KvCache implements AutoCloseable {

    private static final long FIRST_ROOM = 256;

    private final ModelConfig config;
    private final Placement placement;
    private final long capacity;
    private final List<Tensor> keys = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();
    private long length;

    /** Keys and values [1, kvHeads, positions, headWidth]. */
    record Entry(Tensor keys, Tensor values) {

        /** The last so many positions, or all where there are fewer. */
        Entry last(long positions) {
            long from = Math.max(0, keys.size(2) - positions);
            long count = keys.size(2) - from;
            return new Entry(keys.narrow(2, from, count), values.narrow(2, from, count));
        }
    }

    KvCache(ModelConfig config, Placement placement, long capacity) {
        this.config = config;
        this.placement = placement;
        this.capacity = capacity;
    }

    /** Positions that every layer has. */
    long length() {
        return length;
    }

    /** Adds the new positions of a layer; gives all of them. */
    Entry append(int layer, Tensor k, Tensor v) {
        long added = k.size(2);
        if (length + added > capacity) {
            throw new IllegalStateException("The cache holds " + capacity + " positions");
        }
        Tensor allKeys = room(keys, layer, length + added);
        Tensor allValues = room(values, layer, length + added);
        allKeys.narrow(2, length, added).copy_(k);
        allValues.narrow(2, length, added).copy_(v);
        return new Entry(allKeys.narrow(2, 0, length + added), allValues.narrow(2, 0, length + added));
    }

    void advance(long positions) {
        length += positions;
    }

    private Tensor room(List<Tensor> tensors, int layer, long needed) {
        if (layer == tensors.size()) {
            tensors.add(empty(Math.min(capacity, Math.max(FIRST_ROOM, needed))));
        }
        Tensor tensor = tensors.get(layer);
        if (tensor.size(2) < needed) {
            Tensor bigger = empty(Math.min(capacity, Math.max(2 * tensor.size(2), needed)));
            bigger.narrow(2, 0, length).copy_(tensor.narrow(2, 0, length));
            tensors.set(layer, bigger);
            Native.free(tensor);
            return bigger;
        }
        return tensor;
    }

    private Tensor empty(long positions) {
        try (Native scope = Native.scope()) {
            return Native.keep(placement.room(1, config.kvHeads(), positions, config.headWidth()));
        }
    }

    @Override
    public void close() {
        keys.forEach(Native::free);
        values.forEach(Native::free);
    }
}
