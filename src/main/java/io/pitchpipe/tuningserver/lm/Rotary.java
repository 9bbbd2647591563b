package io.pitchpipe.tuningserver.lm;

import org.bytedeco.pytorch.Tensor;

/** Rotary position embedding (Su et al., RoFormer, arXiv:2104.09864), in Hugging Face's layout: the two halves of a head turn, not its neighbours. */
final class Rotary implements AutoCloseable {

    private final Tensor cos;
    private final Tensor sin;

    Rotary(ModelConfig config) {
        int half = config.headWidth() / 2;
        int width = config.headWidth();
        float[] cosines = new float[config.context() * width];
        float[] sines = new float[config.context() * width];
        for (int i = 0; i < half; i++) {
            // In float, as the reference does: angles at far positions depend on it.
            float frequency = (float) (1 / Math.pow(config.ropeTheta(), 2.0 * i / width));
            for (int position = 0; position < config.context(); position++) {
                float angle = position * frequency;
                int at = position * width + i;
                cosines[at] = cosines[at + half] = (float) Math.cos(angle);
                sines[at] = sines[at + half] = (float) Math.sin(angle);
            }
        }
        cos = Native.keep(Native.floats(cosines, config.context(), width));
        sin = Native.keep(Native.floats(sines, config.context(), width));
    }

    Tensor cos(long from, long length) {
        return cos.narrow(0, from, length);
    }

    Tensor sin(long from, long length) {
        return sin.narrow(0, from, length);
    }

    /** Turns heads [batch, heads, length, headWidth]. */
    static Tensor apply(Tensor x, Tensor cos, Tensor sin) {
        long half = x.size(3) / 2;
        Tensor turned = Native.cat(x.narrow(3, half, half).neg(), x.narrow(3, 0, half), 3);
        return x.mul(cos).add_(turned.mul(sin));
    }

    @Override
    public void close() {
        Native.free(cos);
        Native.free(sin);
    }
}
