package io.pitchpipe.tuningserver.lm;

import static io.pitchpipe.tuningserver.lm.BlockBytes.half;
import static io.pitchpipe.tuningserver.lm.BlockBytes.nibble;
import static io.pitchpipe.tuningserver.lm.BlockBytes.octet;
import static io.pitchpipe.tuningserver.lm.BlockBytes.signed;

import java.lang.foreign.MemorySegment;

/** GGUF's formats with a K: blocks of 256 in groups, each with a small scale of its own beside the block's. */
final class KBlocks {

    private KBlocks() {}

    /** Scales and leasts of 16 groups in 4 bits each; 256 × 2 bits; scale of scales and of leasts. */
    static void q2(MemorySegment in, long at, float[] out) {
        float scale = half(in, at + 80);
        float least = half(in, at + 82);
        for (int group = 0; group < 16; group++) {
            int own = octet(in, at + group);
            float groupScale = scale * (own & 15);
            float groupLeast = least * (own >> 4);
            for (int i = group * 16; i < group * 16 + 16; i++) {
                out[i] = groupScale * twoBits(in, at + 16, i) - groupLeast;
            }
        }
    }

    /** 256 third bits; 256 × 2 bits; scales of 16 groups in 6 bits, around 32; scale of scales. A weight whose third bit is not set is 4 less. */
    static void q3(MemorySegment in, long at, float[] out) {
        float scale = half(in, at + 108);
        for (int group = 0; group < 16; group++) {
            long scales = at + 96;
            int low = octet(in, scales + group % 8) >> group / 8 * 4 & 15;
            int high = octet(in, scales + 8 + group % 4) >> group / 4 * 2 & 3;
            float groupScale = scale * ((low | high << 4) - 32);
            for (int i = group * 16; i < group * 16 + 16; i++) {
                int third = octet(in, at + i % 32) >> i / 32 & 1;
                out[i] = groupScale * (twoBits(in, at + 32, i) - 4 * (1 - third));
            }
        }
    }

    /** Scale and least of scales and leasts; eight of each in 6 bits; 256 × 4 bits. */
    static void q4(MemorySegment in, long at, float[] out) {
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

    /** As Q4_K, with a fifth bit of each weight in 32 bytes before. */
    static void q5(MemorySegment in, long at, float[] out) {
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

    /** 256 × 4 low bits, 256 × 2 high bits, 16 signed scales, scale of scales; around 32. */
    static void q6(MemorySegment in, long at, float[] out) {
        float scale = half(in, at + 208);
        for (int i = 0; i < 256; i++) {
            int part = i / 128;
            int lane = i % 128 / 32;
            int l = i % 32;
            int low = octet(in, at + part * 64 + lane % 2 * 32 + l) >> lane / 2 * 4 & 15;
            int high = octet(in, at + 128 + part * 32 + l) >> lane * 2 & 3;
            byte own = signed(in, at + 192 + part * 8 + lane * 2 + l / 16);
            out[i] = scale * own * ((low | high << 4) - 32);
        }
    }

    /** Two bits of a weight: 32 bytes hold 128 weights, 32 of them in each pair of bits. */
    static int twoBits(MemorySegment in, long at, int index) {
        return octet(in, at + index / 128 * 32 + index % 32) >> index % 128 / 32 * 2 & 3;
    }

    /** The packing of eight scales and eight leasts of six bits in twelve bytes (get_scale_min_k4). */
    private static int sixBits(MemorySegment in, long at, int group, boolean scale) {
        if (group < 4) {
            return octet(in, at + group + (scale ? 0 : 4)) & 63;
        }
        int four = nibble(in, at + group + 4, scale ? 0 : 1);
        int two = octet(in, at + group - (scale ? 4 : 0)) >> 6;
        return four | two << 4;
    }
}
