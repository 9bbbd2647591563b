package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks small enough to be computed by hand. Scales are powers of two, so that every result is exact. */
class BlockFormatTests {

    private static final short HALF = Float.floatToFloat16(0.5f);
    private static final short TWO = Float.floatToFloat16(2f);

    @Test
    void plain_floats() {
        assertThat(decode(BlockFormat.F32, bytes(4).putFloat(-1.25f))).containsExactly(-1.25f);
        assertThat(decode(BlockFormat.F16, bytes(2).putShort(HALF))).containsExactly(0.5f);
        assertThat(decode(BlockFormat.BF16, bytes(2).putShort((short) 0xbfa0))).containsExactly(-1.25f);
    }

    @Test
    void q4_0_is_four_bits_around_eight() {
        ByteBuffer block = bytes(18).putShort(HALF);
        for (int i = 0; i < 16; i++) {
            block.put((byte) (i | (15 - i) << 4));
        }
        float[] out = decode(BlockFormat.Q4_0, block);
        assertThat(out[0]).isEqualTo(-4f);
        assertThat(out[15]).isEqualTo(3.5f);
        assertThat(out[16]).isEqualTo(3.5f);
        assertThat(out[31]).isEqualTo(-4f);
    }

    @Test
    void q4_1_is_four_bits_above_the_least() {
        ByteBuffer block = bytes(20).putShort(HALF).putShort(TWO);
        for (int i = 0; i < 16; i++) {
            block.put((byte) (i | 3 << 4));
        }
        float[] out = decode(BlockFormat.Q4_1, block);
        assertThat(out[0]).isEqualTo(2f);
        assertThat(out[5]).isEqualTo(4.5f);
        assertThat(out[16]).isEqualTo(3.5f);
    }

    @Test
    void q5_0_takes_its_fifth_bits_from_one_number() {
        ByteBuffer block = bytes(22).putShort(HALF).putInt(1 | 1 << 17);
        for (int i = 0; i < 16; i++) {
            block.put((byte) (1 | 2 << 4));
        }
        float[] out = decode(BlockFormat.Q5_0, block);
        assertThat(out[0]).isEqualTo((17 - 16) * 0.5f);
        assertThat(out[1]).isEqualTo((1 - 16) * 0.5f);
        assertThat(out[16]).isEqualTo((2 - 16) * 0.5f);
        assertThat(out[17]).isEqualTo((18 - 16) * 0.5f);
    }

    @Test
    void q5_1_takes_its_fifth_bits_from_one_number_above_the_least() {
        ByteBuffer block = bytes(24).putShort(HALF).putShort(TWO).putInt(1 << 31);
        for (int i = 0; i < 16; i++) {
            block.put((byte) (1 | 2 << 4));
        }
        float[] out = decode(BlockFormat.Q5_1, block);
        assertThat(out[0]).isEqualTo(2.5f);
        assertThat(out[31]).isEqualTo(18 * 0.5f + 2);
    }

    @Test
    void q8_0_is_signed_bytes() {
        ByteBuffer block = bytes(34).putShort(TWO);
        for (int i = 0; i < 32; i++) {
            block.put((byte) (i - 16));
        }
        float[] out = decode(BlockFormat.Q8_0, block);
        assertThat(out[0]).isEqualTo(-32f);
        assertThat(out[16]).isZero();
        assertThat(out[31]).isEqualTo(30f);
    }

    @Test
    void q4_k_has_scales_and_leasts_of_six_bits() {
        ByteBuffer block = scaled(bytes(144));
        for (int i = 0; i < 128; i++) {
            block.put((byte) (3 | 5 << 4));
        }
        assertGroups(decode(BlockFormat.Q4_K, block), 3, 5);
    }

    @Test
    void q5_k_has_a_fifth_bit_for_each_group() {
        ByteBuffer block = scaled(bytes(176));
        for (int i = 0; i < 32; i++) {
            block.put((byte) 0b1111_1111);
        }
        for (int i = 0; i < 128; i++) {
            block.put((byte) (3 | 5 << 4));
        }
        assertGroups(decode(BlockFormat.Q5_K, block), 19, 21);
    }

    @Test
    void q6_k_has_two_high_bits_and_signed_scales() {
        ByteBuffer block = bytes(210);
        for (int i = 0; i < 128; i++) {
            block.put((byte) (1 | 2 << 4));
        }
        for (int i = 0; i < 64; i++) {
            // Lanes 0 to 3 get 0, 1, 2 and 3.
            block.put((byte) 0b11_10_01_00);
        }
        for (int i = 0; i < 16; i++) {
            block.put((byte) (i - 8));
        }
        block.putShort(HALF);
        float[] out = decode(BlockFormat.Q6_K, block);
        assertThat(out[0]).isEqualTo(0.5f * -8 * (1 - 32));
        assertThat(out[16]).isEqualTo(0.5f * -7 * (1 - 32));
        assertThat(out[32]).isEqualTo(0.5f * -6 * (17 - 32));
        assertThat(out[64]).isEqualTo(0.5f * -4 * (34 - 32));
        assertThat(out[96]).isEqualTo(0.5f * -2 * (50 - 32));
        assertThat(out[128]).isEqualTo(0f);
        assertThat(out[255]).isEqualTo(0.5f * 7 * (50 - 32));
    }

    /** Scale ½, least 2; group scales 1 to 8 and leasts 11 to 18, of which those from 16 need the two bits kept apart. */
    private static ByteBuffer scaled(ByteBuffer block) {
        block.putShort(HALF).putShort(TWO);
        int[] scales = {1, 2, 3, 4, 5, 6, 7, 8};
        int[] leasts = {11, 12, 13, 14, 15, 16, 17, 18};
        for (int i = 0; i < 4; i++) {
            block.put((byte) (scales[i] | scales[i + 4] >> 4 << 6));
        }
        for (int i = 0; i < 4; i++) {
            block.put((byte) (leasts[i] | leasts[i + 4] >> 4 << 6));
        }
        for (int i = 4; i < 8; i++) {
            block.put((byte) (scales[i] & 15 | (leasts[i] & 15) << 4));
        }
        return block;
    }

    private static void assertGroups(float[] out, int even, int odd) {
        for (int group = 0; group < 8; group++) {
            float expected = 0.5f * (group + 1) * (group % 2 == 0 ? even : odd) - 2f * (group + 11);
            assertThat(out[group * 32]).as("group " + group).isEqualTo(expected);
            assertThat(out[group * 32 + 31]).as("group " + group).isEqualTo(expected);
        }
    }

    /** What the hands that made the formats make of random blocks; src/test/python/gguf_blocks.py wrote it down. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"F32", "F16"})
    void random_blocks_are_decoded_as_the_gguf_package_decodes_them(BlockFormat format) throws IOException {
        assertThat(BlockReference.read(Path.of("src", "test", "resources", "gguf", "blocks.json"))
                        .decodedTheSame(format))
                .isGreaterThanOrEqualTo(2);
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static float[] decode(BlockFormat format, ByteBuffer block) {
        assertThat(block.capacity()).isEqualTo(format.bytes());
        assertThat(block.remaining()).as("the block is full").isZero();
        float[] out = new float[format.weights()];
        format.decode(MemorySegment.ofArray(block.array()), 0, out);
        return out;
    }
}
