package io.pitchpipe.tuningserver.lm;

import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where a model's tensors lie, and in which numbers. Every tensor that is computed with is made here, or from one that was.
 *
 * @param device what computes
 * @param precision of the base's weights and of what is computed from them; adapters are float32
 */
public record Placement(Device device, Precision precision) {

    /** On the processor, in float32. */
    public static final Placement CPU = new Placement(Device.CPU, Precision.FLOAT32);

    /**
     * Where models go that are opened without a word on it: on the CPU in float32, unless the JVM was started with {@code -Dpitchpipe.engine.device=} or
     * {@code -Dpitchpipe.engine.dtype=}. The engine's tests run on a GPU by that.
     *
     * @throws EngineUnavailableException when there is no such device
     */
    static Placement standard() {
        return new Placement(
                Engine.device(System.getProperty("pitchpipe.engine.device", "cpu")),
                Precision.of(System.getProperty("pitchpipe.engine.dtype", Precision.FLOAT32.setting())));
    }

    /** A weight of a base model from its float32 values on the processor: in this precision, on this device. */
    Tensor weight(Tensor floats) {
        return onDevice(rounded(floats));
    }

    /** A float32 tensor from its values on the processor. */
    Tensor floats(float[] values, long... shape) {
        return onDevice(Native.floats(values, shape));
    }

    /** A tensor of 64-bit integers: tokens or positions. */
    Tensor longs(long[] values, long... shape) {
        return onDevice(Native.longs(values, shape));
    }

    /** Uninitialised room for what is computed. */
    Tensor room(long... shape) {
        TensorOptions options = new TensorOptions(handle()).dtype(new ScalarTypeOptional(precision.type()));
        return torch.empty(shape, options, new MemoryFormatOptional());
    }

    /** In the precision that is computed in; the tensor itself where it is that already. */
    Tensor rounded(Tensor tensor) {
        return precision == Precision.FLOAT32 ? tensor : tensor.to(precision.type());
    }

    /** In float32; the tensor itself where it is that already. */
    Tensor exact(Tensor tensor) {
        return precision == Precision.FLOAT32 ? tensor : tensor.to(ScalarType.Float);
    }

    private Tensor onDevice(Tensor tensor) {
        return device.isCpu()
                ? tensor
                : tensor.to(handle(), tensor.scalar_type().intern());
    }

    private org.bytedeco.pytorch.Device handle() {
        return new org.bytedeco.pytorch.Device(device.toString());
    }

    /** For people: {@code cpu, float32}. */
    @Override
    public String toString() {
        return device + ", " + precision.setting();
    }
}
