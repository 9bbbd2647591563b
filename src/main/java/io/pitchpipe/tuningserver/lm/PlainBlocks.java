package io.pitchpipe.tuningserver.lm;

import static io.pitchpipe.tuningserver.lm.BlockBytes.bits;
import static io.pitchpipe.tuningserver.lm.BlockBytes.half;
import static io.pitchpipe.tuningserver.lm.BlockBytes.octet;
import static io.pitchpipe.tuningserver.lm.BlockBytes.signed;
import static io.pitchpipe.tuningserver.lm.BlockBytes.single;
import static io.pitchpipe.tuningserver.lm.BlockBytes.word;

import java.lang.foreign.MemorySegment;

/** GGUF's first formats: floats, and blocks of 32 with one scale. */
final class PlainBlocks {

    private PlainBlocks() {}

    static void f32(MemorySegment in, long at, float[] out) {
        out[0] = single(in, at);
    }

    static void f16(MemorySegment in, long at, float[] out) {
        out[0] = half(in, at);
    }

    static void bf16(MemorySegment in, long at, float[] out) {
        out[0] = Float.intBitsToFloat(word(in, at) << 16);
    }

    /** Scale; 32 × 4 bits around 8. */
    static void q4(MemorySegment in, long at, float[] out) {
        float scale = half(in, at);
        for (int i = 0; i < 16; i++) {
            int both = octet(in, at + 2 + i);
            out[i] = ((both & 15) - 8) * scale;
            out[i + 16] = ((both >> 4) - 8) * scale;
        }
    }

    /** Scale, least; 32 × 4 bits. */
    static void q4WithLeast(MemorySegment in, long at, float[] out) {
        float scale = half(in, at);
        float least = half(in, at + 2);
        for (int i = 0; i < 16; i++) {
            int both = octet(in, at + 4 + i);
            out[i] = (both & 15) * scale + least;
            out[i + 16] = (both >> 4) * scale + least;
        }
    }

    /** Scale; 32 fifth bits; 32 × 4 bits, around 16. */
    static void q5(MemorySegment in, long at, float[] out) {
        float scale = half(in, at);
        int high = bits(in, at + 2);
        for (int i = 0; i < 16; i++) {
            int both = octet(in, at + 6 + i);
            out[i] = ((both & 15 | (high >>> i & 1) << 4) - 16) * scale;
            out[i + 16] = ((both >> 4 | (high >>> i + 16 & 1) << 4) - 16) * scale;
        }
    }

    /** Scale, least; 32 fifth bits; 32 × 4 bits. */
    static void q5WithLeast(MemorySegment in, long at, float[] out) {
        float scale = half(in, at);
        float least = half(in, at + 2);
        int high = bits(in, at + 4);
        for (int i = 0; i < 16; i++) {
            int both = octet(in, at + 8 + i);
            out[i] = (both & 15 | (high >>> i & 1) << 4) * scale + least;
            out[i + 16] = (both >> 4 | (high >>> i + 16 & 1) << 4) * scale + least;
        }
    }

    /** Scale; 32 signed bytes. */
    static void q8(MemorySegment in, long at, float[] out) {
        float scale = half(in, at);
        for (int i = 0; i < 32; i++) {
            out[i] = signed(in, at + 2 + i) * scale;
        }
    }
}
