package io.pitchpipe.tuningserver.lm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A span of native memory: what is made on this thread inside it is freed at its end, unless {@link #keep kept}. Every step of training and every token of an
 * answer runs inside one, as native memory is invisible to the garbage collector and outside of {@code -Xmx}.
 */
final class Native implements AutoCloseable {

    private final PointerScope scope = new PointerScope();

    private Native() {}

    static Native scope() {
        return new Native();
    }

    Scalar scalar(double value) {
        return new Scalar(value);
    }

    /** Lets a tensor outlive the scope; {@link #free} is then the caller's duty. */
    static Tensor keep(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    /**
     * Does work in a span of its own, whose result alone is handed on to the span around it: what a block of a model computes on the way is freed with the block, and
     * its memory is used again by the next.
     */
    static Tensor handOn(Supplier<Tensor> work) {
        PointerScope around = PointerScope.getInnerScope();
        if (around == null) {
            throw new IllegalStateException("There is no span around the work");
        }
        try (PointerScope own = new PointerScope()) {
            Tensor result = work.get();
            around.attach(result);
            return result;
        }
    }

    /** Ends what {@link #keep} began. */
    static void free(Tensor tensor) {
        tensor.releaseReference();
    }

    /** An uninitialised float tensor on the processor. */
    static Tensor floats(long... shape) {
        return torch.empty(shape);
    }

    /** A float tensor of these values on the processor. */
    static Tensor floats(float[] values, long... shape) {
        Tensor tensor = floats(shape);
        MemorySegment.copy(values, 0, memory(tensor), ValueLayout.JAVA_FLOAT, 0, values.length);
        return tensor;
    }

    /** A tensor of 64-bit integers on the processor. */
    static Tensor longs(long[] values, long... shape) {
        return torch.tensor(values).view(shape);
    }

    /** The memory of a contiguous float tensor on the processor. It dies with the tensor. */
    private static MemorySegment memory(Tensor tensor) {
        if (!tensor.is_contiguous() || !tensor.is_cpu() || tensor.scalar_type().intern() != ScalarType.Float) {
            throw new IllegalArgumentException("The tensor's memory is no row of floats");
        }
        return MemorySegment.ofAddress(tensor.data_ptr().address()).reinterpret(tensor.numel() * Float.BYTES);
    }

    /** A copy of a tensor's values, wherever it lies and whatever its numbers are. */
    static float[] values(Tensor tensor) {
        return memory(tensor.detach().to(ScalarType.Float).cpu().contiguous()).toArray(ValueLayout.JAVA_FLOAT);
    }

    /** Lets somebody write all of a float32 tensor, which may lie anywhere. */
    static void fill(Tensor tensor, Consumer<MemorySegment> writer) {
        Tensor there = tensor.is_cpu() ? tensor : floats(shape(tensor));
        writer.accept(memory(there));
        if (!tensor.is_cpu()) {
            tensor.detach().copy_(there);
        }
    }

    static long[] shape(Tensor tensor) {
        long[] shape = new long[Math.toIntExact(tensor.dim())];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.size(i);
        }
        return shape;
    }

    static Tensor cat(Tensor a, Tensor b, long dimension) {
        return torch.cat(new TensorVector(a, b), dimension);
    }

    static TensorOptional none() {
        return new TensorOptional();
    }

    static LongOptional some(long value) {
        return new LongOptional(value);
    }

    @Override
    public void close() {
        scope.close();
    }
}
