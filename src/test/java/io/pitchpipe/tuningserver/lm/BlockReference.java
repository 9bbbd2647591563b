package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Blocks in GGUF's formats and what the gguf package decodes them to, as gguf_blocks.py writes them. */
record BlockReference(JsonNode formats) {

    static BlockReference read(Path json) throws IOException {
        return new BlockReference(JsonMapper.shared().readTree(Files.readAllBytes(json)));
    }

    /**
     * Holds every block of a format against the reference, bit for bit.
     *
     * @return how many there were
     */
    int decodedTheSame(BlockFormat format) {
        JsonNode reference = formats.path(format.name());
        MemorySegment blocks = bytes(reference.path("blocks"));
        MemorySegment floats = bytes(reference.path("floats"));
        int count = (int) (blocks.byteSize() / format.bytes());
        assertThat(floats.byteSize()).isEqualTo((long) count * format.weights() * Float.BYTES);
        float[] out = new float[format.weights()];
        for (int block = 0; block < count; block++) {
            format.decode(blocks, (long) block * format.bytes(), out);
            float[] expected = floats.asSlice((long) block * out.length * Float.BYTES, (long) out.length * Float.BYTES)
                    .toArray(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
            assertThat(out).as("%s, block %d", format, block).containsExactly(expected);
        }
        return count;
    }

    private static MemorySegment bytes(JsonNode text) {
        return MemorySegment.ofArray(Base64.getDecoder().decode(text.asString("")));
    }
}
