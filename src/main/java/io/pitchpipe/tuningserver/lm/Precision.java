package io.pitchpipe.tuningserver.lm;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The numbers that a base model's weights are kept and computed in. Adapters, the optimiser, norms' weights and the loss are float32 whatever this is.
 *
 * @see <a href="../../../../../../../docs/decisions/0005-device-and-precision.md">decision 0005</a>
 */
public enum Precision {
    /** Four bytes a weight. */
    FLOAT32("float32", ScalarType.Float, 4),
    /** Two bytes a weight: float32's range, with 8 bits of precision. */
    BF16("bf16", ScalarType.BFloat16, 2);

    private final String setting;
    private final ScalarType type;
    private final int bytes;

    Precision(String setting, ScalarType type, int bytes) {
        this.setting = setting;
        this.type = type;
        this.bytes = bytes;
    }

    /**
     * The precision of this name, {@code float32} or {@code bf16}.
     *
     * @throws IllegalArgumentException with the names that there are
     */
    public static Precision of(String setting) {
        return Arrays.stream(values())
                .filter(precision -> precision.setting.equals(setting))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"%s\" is no precision; there are %s."
                        .formatted(
                                setting,
                                Arrays.stream(values())
                                        .map(precision -> precision.setting)
                                        .collect(Collectors.joining(" and ")))));
    }

    /** Its name in settings. */
    public String setting() {
        return setting;
    }

    ScalarType type() {
        return type;
    }

    /** Bytes of a weight. */
    int bytes() {
        return bytes;
    }

    /** The nearest number that this precision has. */
    float round(double value) {
        float single = (float) value;
        return this == FLOAT32 ? single : FloatFormat.BF16.round(single);
    }
}
