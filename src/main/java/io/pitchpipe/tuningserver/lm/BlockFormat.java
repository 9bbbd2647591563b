package io.pitchpipe.tuningserver.lm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The formats of weights in GGUF files. Quantised ones store blocks of weights that share their scales.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/src/ggml-quants.c">ggml-quants.c</a>, whose dequantize_row_* these follow
 * @see <a href="../../../../../../../docs/decisions/0006-every-gguf-format.md">decision 0006</a>
 */
enum BlockFormat {
    F32(0, 1, 4, PlainBlocks::f32),
    F16(1, 1, 2, PlainBlocks::f16),
    BF16(30, 1, 2, PlainBlocks::bf16),
    Q4_0(2, 32, 18, PlainBlocks::q4),
    Q4_1(3, 32, 20, PlainBlocks::q4WithLeast),
    Q5_0(6, 32, 22, PlainBlocks::q5),
    Q5_1(7, 32, 24, PlainBlocks::q5WithLeast),
    Q8_0(8, 32, 34, PlainBlocks::q8),
    Q2_K(10, 256, 84, KBlocks::q2),
    Q3_K(11, 256, 110, KBlocks::q3),
    Q4_K(12, 256, 144, KBlocks::q4),
    Q5_K(13, 256, 176, KBlocks::q5),
    Q6_K(14, 256, 210, KBlocks::q6),
    IQ1_S(19, 256, 50, GridBlocks::iq1s),
    IQ1_M(29, 256, 56, GridBlocks::iq1m),
    IQ2_XXS(16, 256, 66, GridBlocks::iq2xxs),
    IQ2_XS(17, 256, 74, GridBlocks::iq2xs),
    IQ2_S(22, 256, 82, GridBlocks::iq2s),
    IQ3_XXS(18, 256, 98, GridBlocks::iq3xxs),
    IQ3_S(21, 256, 110, GridBlocks::iq3s),
    IQ4_NL(20, 32, 18, TableBlocks::iq4nl),
    IQ4_XS(23, 256, 136, TableBlocks::iq4xs),
    MXFP4(39, 32, 17, TableBlocks::mxfp4),
    TQ1_0(34, 256, 54, TableBlocks::tq1),
    TQ2_0(35, 256, 66, TableBlocks::tq2);

    /** What else the format's description numbers: withdrawn layouts, integers, formats of intermediate results, and two that no reference here decodes. */
    private static final Map<Integer, String> NOT_READ = Map.ofEntries(
            Map.entry(4, "Q4_2"),
            Map.entry(5, "Q4_3"),
            Map.entry(9, "Q8_1"),
            Map.entry(15, "Q8_K"),
            Map.entry(24, "I8"),
            Map.entry(25, "I16"),
            Map.entry(26, "I32"),
            Map.entry(27, "I64"),
            Map.entry(28, "F64"),
            Map.entry(31, "Q4_0_4_4"),
            Map.entry(32, "Q4_0_4_8"),
            Map.entry(33, "Q4_0_8_8"),
            Map.entry(36, "IQ4_NL_4_4"),
            Map.entry(37, "IQ4_NL_4_8"),
            Map.entry(38, "IQ4_NL_8_8"),
            Map.entry(40, "NVFP4"),
            Map.entry(41, "Q1_0"));

    /** Turns the block at an offset into floats. */
    private interface Decoder {
        void decode(MemorySegment in, long at, float[] out);
    }

    private final int code;
    private final int weights;
    private final int bytes;
    private final Decoder decoder;

    BlockFormat(int code, int weights, int bytes, Decoder decoder) {
        this.code = code;
        this.weights = weights;
        this.bytes = bytes;
        this.decoder = decoder;
    }

    /** Decodes the block at an offset into the first {@link #weights()} places. */
    void decode(MemorySegment in, long at, float[] out) {
        decoder.decode(in, at, out);
    }

    /** The format of this number in a GGUF file. */
    static Optional<BlockFormat> of(int code) {
        return Arrays.stream(values()).filter(format -> format.code == code).findFirst();
    }

    /** What people call a format that is not read; its number where it has no name. */
    static String nameOfUnread(int code) {
        return NOT_READ.getOrDefault(code, "number " + code);
    }

    /** Weights of a block. */
    int weights() {
        return weights;
    }

    /** Bytes of a block. */
    int bytes() {
        return bytes;
    }
}
