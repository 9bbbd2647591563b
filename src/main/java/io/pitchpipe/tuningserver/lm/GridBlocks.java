package io.pitchpipe.tuningserver.lm;

import static io.pitchpipe.tuningserver.lm.BlockBytes.bits;
import static io.pitchpipe.tuningserver.lm.BlockBytes.half;
import static io.pitchpipe.tuningserver.lm.BlockBytes.nibble;
import static io.pitchpipe.tuningserver.lm.BlockBytes.octet;
import static io.pitchpipe.tuningserver.lm.BlockBytes.word;

import java.lang.foreign.MemorySegment;

/** GGUF's formats of one to three bits: blocks of 256 of which each four or eight weights are a point of a fixed grid, with signs or a shift beside it. */
final class GridBlocks {

    private static final float SHIFT = 0.125f;

    private GridBlocks() {}

    /** Scale; for each 32 weights four points of 8 bits, and their signs (4 × 7 bits) with a scale of 4 bits. */
    static void iq2xxs(MemorySegment in, long at, float[] out) {
        float scale = half(in, at);
        for (int group = 0; group < 8; group++) {
            long points = at + 2 + group * 8;
            int rest = bits(in, points + 4);
            float groupScale = scale * (0.5f + (rest >>> 28)) * 0.25f;
            for (int i = 0; i < 4; i++) {
                signed(
                        Grid.IQ2_XXS,
                        octet(in, points + i),
                        groupScale,
                        sevenSigns(rest >>> 7 * i),
                        out,
                        group * 32 + i * 8);
            }
        }
    }

    /** Scale; 32 points of 9 bits with 7 bits of signs; 16 scales of 4 bits. */
    static void iq2xs(MemorySegment in, long at, float[] out) {
        float scale = half(in, at);
        for (int point = 0; point < 32; point++) {
            int both = word(in, at + 2 + point * 2);
            float groupScale = scale * (0.5f + nibble(in, at + 66, point / 2)) * 0.25f;
            signed(Grid.IQ2_XS, both & 511, groupScale, sevenSigns(both >> 9), out, point * 8);
        }
    }

    /** Scale; 32 points' low 8 bits; 32 × 8 signs; the points' high 2 bits; 16 scales of 4 bits. */
    static void iq2s(MemorySegment in, long at, float[] out) {
        float scale = half(in, at);
        for (int point = 0; point < 32; point++) {
            int high = octet(in, at + 66 + point / 4) >> point % 4 * 2 & 3;
            float groupScale = scale * (0.5f + nibble(in, at + 74, point / 2)) * 0.25f;
            int signs = octet(in, at + 34 + point);
            signed(Grid.IQ2_S, octet(in, at + 2 + point) | high << 8, groupScale, signs, out, point * 8);
        }
    }

    /** Scale; 64 points of 8 bits; for each 32 weights their signs (4 × 7 bits) with a scale of 4 bits. */
    static void iq3xxs(MemorySegment in, long at, float[] out) {
        float scale = half(in, at);
        for (int point = 0; point < 64; point++) {
            int rest = bits(in, at + 66 + point / 8 * 4);
            float groupScale = scale * (0.5f + (rest >>> 28)) * 0.5f;
            int signs = sevenSigns(rest >>> point % 8 / 2 * 7) >> point % 2 * 4;
            signed(Grid.IQ3_XXS, octet(in, at + 2 + point), groupScale, signs, out, point * 4);
        }
    }

    /** Scale; 64 points' low 8 bits; their ninth bits; 256 signs; 8 scales of 4 bits, the odd numbers. */
    static void iq3s(MemorySegment in, long at, float[] out) {
        float scale = half(in, at);
        for (int point = 0; point < 64; point++) {
            int ninth = octet(in, at + 66 + point / 8) >> point % 8 & 1;
            float groupScale = scale * (1 + 2 * nibble(in, at + 106, point / 8));
            int signs = octet(in, at + 74 + point / 2) >> point % 2 * 4;
            signed(Grid.IQ3_S, octet(in, at + 2 + point) | ninth << 8, groupScale, signs, out, point * 4);
        }
    }

    /** Scale; 32 points' low 8 bits; for each 32 weights their points' high 3 bits, a scale of 3 bits and the shift's sign. */
    static void iq1s(MemorySegment in, long at, float[] out) {
        float scale = half(in, at);
        for (int point = 0; point < 32; point++) {
            int group = word(in, at + 34 + point / 4 * 2);
            float groupScale = scale * (2 * (group >> 12 & 7) + 1);
            float shift = (group & 0x8000) == 0 ? SHIFT : -SHIFT;
            int high = group >> point % 4 * 3 & 7;
            shifted(octet(in, at + 2 + point) | high << 8, groupScale, shift, out, point * 8);
        }
    }

    /** 32 points' low 8 bits; their high 3 bits with the shift's sign; 16 scales of 3 bits in four words, whose high 4 bits together are the scale of scales. */
    static void iq1m(MemorySegment in, long at, float[] out) {
        long words = at + 48;
        int half = 0;
        for (int i = 0; i < 4; i++) {
            half |= word(in, words + i * 2) >> 12 << i * 4;
        }
        float scale = Float.float16ToFloat((short) half);
        for (int point = 0; point < 32; point++) {
            int group = point / 2;
            int own = word(in, words + group / 4 * 2) >> group % 4 * 3 & 7;
            int beside = nibble(in, at + 32, point);
            float shift = (beside & 8) == 0 ? SHIFT : -SHIFT;
            shifted(octet(in, at + point) | (beside & 7) << 8, scale * (2 * own + 1), shift, out, point * 8);
        }
    }

    private static void signed(Grid grid, int point, float scale, int signs, float[] out, int to) {
        for (int i = 0; i < grid.width(); i++) {
            float value = scale * grid.at(point, i);
            out[to + i] = (signs >> i & 1) == 0 ? value : -value;
        }
    }

    private static void shifted(int point, float scale, float shift, float[] out, int to) {
        for (int i = 0; i < Grid.IQ1.width(); i++) {
            out[to + i] = scale * (Grid.IQ1.at(point, i) + shift);
        }
    }

    /** Eight signs of which seven are stored: the eighth makes their number even (ksigns_iq2xs). */
    private static int sevenSigns(int stored) {
        int seven = stored & 127;
        return seven | (Integer.bitCount(seven) & 1) << 7;
    }
}
