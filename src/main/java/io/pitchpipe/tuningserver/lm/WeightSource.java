package io.pitchpipe.tuningserver.lm;

import java.lang.foreign.MemorySegment;
import java.util.Set;

/** Weights by Hugging Face's names, wherever they lie. */
interface WeightSource extends AutoCloseable {

    /** The tensors there are. */
    Set<String> names();

    /** A tensor's shape, outermost first. */
    long[] shape(String name);

    /** Decodes a tensor to float32, row by row, into memory of its size. */
    void read(String name, MemorySegment floats);

    @Override
    void close();
}
