package io.pitchpipe.tuningserver.lm;

import static io.pitchpipe.tuningserver.lm.BlockBytes.half;
import static io.pitchpipe.tuningserver.lm.BlockBytes.nibble;
import static io.pitchpipe.tuningserver.lm.BlockBytes.octet;
import static io.pitchpipe.tuningserver.lm.BlockBytes.word;

import java.lang.foreign.MemorySegment;

/** GGUF's formats whose few bits choose a value from a table, or a digit of three. */
final class TableBlocks {

    /** kvalues_iq4nl: sixteen steps, closer together around nothing. */
    private static final int[] UNEVEN = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};

    /** Twice the values of a four-bit float with two bits of exponent (E2M1). */
    private static final int[] E2M1 = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};

    private static final int[] POWERS_OF_3 = {1, 3, 9, 27, 81};

    private TableBlocks() {}

    /** Scale; 32 × 4 bits, of {@link #UNEVEN}. */
    static void iq4nl(MemorySegment in, long at, float[] out) {
        sixteenths(in, at + 2, half(in, at), UNEVEN, out, 0);
    }

    /** Scale; two high bits, then four low bits of eight scales around 32; 256 × 4 bits, of {@link #UNEVEN}. */
    static void iq4xs(MemorySegment in, long at, float[] out) {
        float scale = half(in, at);
        int high = word(in, at + 2);
        for (int group = 0; group < 8; group++) {
            int own = (nibble(in, at + 4, group) | (high >> 2 * group & 3) << 4) - 32;
            sixteenths(in, at + 8 + group * 16, scale * own, UNEVEN, out, group * 32);
        }
    }

    /** A power of two; 32 × 4 bits, of {@link #E2M1}. */
    static void mxfp4(MemorySegment in, long at, float[] out) {
        int exponent = octet(in, at);
        // Half of 2^(exponent - 127), as the table is doubled; the two smallest have no full float.
        float scale = Float.intBitsToFloat(exponent < 2 ? 0x00200000 << exponent : exponent - 1 << 23);
        sixteenths(in, at + 1, scale, E2M1, out, 0);
    }

    private static void sixteenths(MemorySegment in, long at, float scale, int[] table, float[] out, int to) {
        for (int i = 0; i < 16; i++) {
            int both = octet(in, at + i);
            out[to + i] = scale * table[both & 15];
            out[to + i + 16] = scale * table[both >> 4];
        }
    }

    /** 32 bytes of five digits of three each, 16 such, 4 of four; scale. */
    static void tq1(MemorySegment in, long at, float[] out) {
        float scale = half(in, at + 52);
        thirds(in, at, 32, 5, scale, out, 0);
        thirds(in, at + 32, 16, 5, scale, out, 160);
        thirds(in, at + 48, 4, 4, scale, out, 240);
    }

    /** A byte holds its digits as a fraction of 256: times three, what runs over is the first. */
    private static void thirds(MemorySegment in, long at, int bytes, int digits, float scale, float[] out, int to) {
        for (int digit = 0; digit < digits; digit++) {
            for (int i = 0; i < bytes; i++) {
                int rest = octet(in, at + i) * POWERS_OF_3[digit] & 255;
                out[to + digit * bytes + i] = scale * ((rest * 3 >> 8) - 1);
            }
        }
    }

    /** 256 × 2 bits, less one; scale. */
    static void tq2(MemorySegment in, long at, float[] out) {
        float scale = half(in, at + 64);
        for (int i = 0; i < 256; i++) {
            out[i] = scale * (KBlocks.twoBits(in, at, i) - 1);
        }
    }
}
