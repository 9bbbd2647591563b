package io.pitchpipe.tuningserver.lm;

import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Rotary position embedding (Su et al., RoFormer, arXiv:2104.09864), in Hugging Face's layout: the two halves of a head turn, not its neighbours. */
final class Rotary implements AutoCloseable {

    private final Placement placement;
    private final Tensor cos;
    private final Tensor sin;

    /**
     * @param theta base of the frequencies
     * @param scaling how they are slowed down, or null
     */
    Rotary(ModelConfig config, double theta, @Nullable RopeScaling scaling, Placement placement) {
        this.placement = placement;
        int half = config.headWidth() / 2;
        int width = config.headWidth();
        float[] frequencies = scaling == null ? RopeScaling.plain(theta, width) : scaling.frequencies(theta, width);
        float magnitude = scaling == null ? 1 : (float) scaling.magnitude();
        float[] cosines = new float[config.context() * width];
        float[] sines = new float[config.context() * width];
        for (int i = 0; i < half; i++) {
            for (int position = 0; position < config.context(); position++) {
                float angle = position * frequencies[i];
                int at = position * width + i;
                cosines[at] = cosines[at + half] = (float) Math.cos(angle) * magnitude;
                sines[at] = sines[at + half] = (float) Math.sin(angle) * magnitude;
            }
        }
        try (Native scope = Native.scope()) {
            // Computed in float32, and then rounded, as the reference does.
            cos = Native.keep(placement.rounded(placement.floats(cosines, config.context(), width)));
            sin = Native.keep(placement.rounded(placement.floats(sines, config.context(), width)));
        }
    }

    /** Cosines and sines of positions, [length, 1, headWidth]. */
    record Turn(Tensor cos, Tensor sin) {

        /** Turns heads [length, heads, headWidth]. */
        Tensor apply(Tensor x) {
            long half = x.size(2) / 2;
            Tensor turned = Native.cat(x.narrow(2, half, half).neg(), x.narrow(2, 0, half), 2);
            return x.mul(cos).add_(turned.mul(sin));
        }

        /** The turn of the last positions alone. */
        Turn last(long positions) {
            long from = cos.size(0) - positions;
            return from == 0 ? this : new Turn(cos.narrow(0, from, positions), sin.narrow(0, from, positions));
        }
    }

    /** How to turn texts that follow each other, each of which begins at position {@code from}. */
    Turn turn(long from, List<TextRun> runs) {
        if (TextRun.texts(runs) == 1) {
            long length = runs.getFirst().length();
            return new Turn(
                    cos.narrow(0, from, length).unsqueeze(1),
                    sin.narrow(0, from, length).unsqueeze(1));
        }
        long[] positions = runs.stream()
                .flatMapToLong(run -> LongStream.range(0, run.tokens()).map(at -> from + at % run.length()))
                .toArray();
        Tensor index = placement.longs(positions, positions.length);
        return new Turn(
                cos.index_select(0, index).unsqueeze(1),
                sin.index_select(0, index).unsqueeze(1));
    }

    @Override
    public void close() {
        Native.free(cos);
        Native.free(sin);
    }
}
