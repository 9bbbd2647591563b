package io.pitchpipe.tuningserver.lm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The formats of weights in GGUF files. Quantised ones store blocks of weights that share their scales.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/src/ggml-quants.c">ggml-quants.c</a>, whose dequantize_row_* these follow
 */
enum BlockFormat {
    F32(0, 1, 4) {
        @Override
        void decode(MemorySegment in, long at, float[] out) {
            out[0] = in.get(FLOAT, at);
        }
    },
    F16(1, 1, 2) {
        @Override
        void decode(MemorySegment in, long at, float[] out) {
            out[0] = half(in, at);
        }
    },
    BF16(30, 1, 2) {
        @Override
        void decode(MemorySegment in, long at, float[] out) {
            out[0] = Float.intBitsToFloat(in.get(SHORT, at) << 16);
        }
    },
    /** Scale; 32 × 4 bits around 8. */
    Q4_0(2, 32, 18) {
        @Override
        void decode(MemorySegment in, long at, float[] out) {
            float scale = half(in, at);
            for (int i = 0; i < 16; i++) {
                int both = octet(in, at + 2 + i);
                out[i] = ((both & 15) - 8) * scale;
                out[i + 16] = ((both >> 4) - 8) * scale;
            }
        }
    },
    /** Scale, least; 32 × 4 bits. */
    Q4_1(3, 32, 20) {
        @Override
        void decode(MemorySegment in, long at, float[] out) {
            float scale = half(in, at);
            float least = half(in, at + 2);
            for (int i = 0; i < 16; i++) {
                int both = octet(in, at + 4 + i);
                out[i] = (both & 15) * scale + least;
                out[i + 16] = (both >> 4) * scale + least;
            }
        }
    },
    /** Scale; 32 fifth bits; 32 × 4 bits, around 16. */
    Q5_0(6, 32, 22) {
        @Override
        void decode(MemorySegment in, long at, float[] out) {
            float scale = half(in, at);
            int high = in.get(INT, at + 2);
            for (int i = 0; i < 16; i++) {
                int both = octet(in, at + 6 + i);
                out[i] = ((both & 15 | (high >>> i & 1) << 4) - 16) * scale;
                out[i + 16] = ((both >> 4 | (high >>> i + 16 & 1) << 4) - 16) * scale;
            }
        }
    },
    /** Scale, least; 32 fifth bits; 32 × 4 bits. */
    Q5_1(7, 32, 24) {
        @Override
        void decode(MemorySegment in, long at, float[] out) {
            float scale = half(in, at);
            float least = half(in, at + 2);
            int high = in.get(INT, at + 4);
            for (int i = 0; i < 16; i++) {
                int both = octet(in, at + 8 + i);
                out[i] = (both & 15 | (high >>> i & 1) << 4) * scale + least;
                out[i + 16] = (both >> 4 | (high >>> i + 16 & 1) << 4) * scale + least;
            }
        }
    },
    /** Scale; 32 signed bytes. */
    Q8_0(8, 32, 34) {
        @Override
        void decode(MemorySegment in, long at, float[] out) {
            float scale = half(in, at);
            for (int i = 0; i < 32; i++) {
                out[i] = in.get(ValueLayout.JAVA_BYTE, at + 2 + i) * scale;
            }
        }
    },
    /** Scale and least of scales and leasts; eight of each in 6 bits; 256 × 4 bits. */
    Q4_K(12, 256, 144) {
        @Override
        void decode(MemorySegment in, long at, float[] out) {
            float scale = half(in, at);
            float least = half(in, at + 2);
            for (int group = 0; group < 8; group++) {
                float groupScale = scale * sixBits(in, at + 4, group, true);
                float groupLeast = least * sixBits(in, at + 4, group, false);
                for (int i = 0; i < 32; i++) {
                    int four = octet(in, at + 16 + group / 2 * 32 + i) >> group % 2 * 4 & 15;
                    out[group * 32 + i] = groupScale * four - groupLeast;
                }
            }
        }
    },
    /** As Q4_K, with a fifth bit of each weight in 32 bytes before. */
    Q5_K(13, 256, 176) {
        @Override
        void decode(MemorySegment in, long at, float[] out) {
            float scale = half(in, at);
            float least = half(in, at + 2);
            for (int group = 0; group < 8; group++) {
                float groupScale = scale * sixBits(in, at + 4, group, true);
                float groupLeast = least * sixBits(in, at + 4, group, false);
                for (int i = 0; i < 32; i++) {
                    int four = octet(in, at + 48 + group / 2 * 32 + i) >> group % 2 * 4 & 15;
                    int fifth = octet(in, at + 16 + i) >> group & 1;
                    out[group * 32 + i] = groupScale * (four | fifth << 4) - groupLeast;
                }
            }
        }
    },
    /** 256 × 4 low bits, 256 × 2 high bits, 16 signed scales, scale of scales; around 32. */
    Q6_K(14, 256, 210) {
        @Override
        void decode(MemorySegment in, long at, float[] out) {
            float scale = half(in, at + 208);
            for (int i = 0; i < 256; i++) {
                int part = i / 128;
                int lane = i % 128 / 32;
                int l = i % 32;
                int low = octet(in, at + part * 64 + lane % 2 * 32 + l) >> lane / 2 * 4 & 15;
                int high = octet(in, at + 128 + part * 32 + l) >> lane * 2 & 3;
                byte own = in.get(ValueLayout.JAVA_BYTE, at + 192 + part * 8 + lane * 2 + l / 16);
                out[i] = scale * own * ((low | high << 4) - 32);
            }
        }
    };

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int code;
    private final int weights;
    private final int bytes;

    BlockFormat(int code, int weights, int bytes) {
        this.code = code;
        this.weights = weights;
        this.bytes = bytes;
    }

    /** Decodes the block at an offset into the first {@link #weights()} places. */
    abstract void decode(MemorySegment in, long at, float[] out);

    /** The format of this number in a GGUF file. */
    static Optional<BlockFormat> of(int code) {
        return Arrays.stream(values()).filter(format -> format.code == code).findFirst();
    }

    /** Weights of a block. */
    int weights() {
        return weights;
    }

    /** Bytes of a block. */
    int bytes() {
        return bytes;
    }

    private static float half(MemorySegment in, long at) {
        return Float.float16ToFloat(in.get(SHORT, at));
    }

    private static int octet(MemorySegment in, long at) {
        return Byte.toUnsignedInt(in.get(ValueLayout.JAVA_BYTE, at));
    }

    /** The packing of eight scales and eight leasts of six bits in twelve bytes (get_scale_min_k4). */
    private static int sixBits(MemorySegment in, long at, int group, boolean scale) {
        if (group < 4) {
            return octet(in, at + group + (scale ? 0 : 4)) & 63;
        }
        int four = octet(in, at + group + 4);
        int two = octet(in, at + group - (scale ? 4 : 0)) >> 6;
        return (scale ? four & 15 : four >> 4) | two << 4;
    }
}
