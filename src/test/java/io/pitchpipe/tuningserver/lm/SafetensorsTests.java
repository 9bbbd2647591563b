package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(FloatFormat.class)
    void what_is_written_is_read_back(FloatFormat format) throws IOException {
        Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
        tensors.put("a", new Safetensors.Values(new long[] {2, 3}, new float[] {1, -2, 0.5f, 0, 96, -0.25f}));
        tensors.put("b", new Safetensors.Values(new long[] {1}, new float[] {3}));
        Path file = folder.resolve("x.safetensors");
        Safetensors.write(file, tensors, Map.of("step", "7"), format);
        try (Safetensors read = new Safetensors(file)) {
            assertThat(read.names()).containsExactly("a", "b");
            assertThat(read.shape("a")).containsExactly(2, 3);
            assertThat(read.values("a")).containsExactly(1, -2, 0.5f, 0, 96, -0.25f);
            assertThat(read.values("b")).containsExactly(3);
            assertThat(read.metadata()).containsEntry("step", "7");
            assertThatThrownBy(() -> read.shape("c"))
                    .isInstanceOf(UnreadableModelException.class)
                    .hasMessageContaining("x.safetensors");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing is left beside it").containsExactly(file);
        }
    }

    @Test
    void bf16_is_rounded_to_the_nearest() {
        // 1 + 2^-8 lies in the middle and goes to the even neighbour; a bit more goes up.
        assertThat(roundedBf16(1f + 0x1p-8f)).isEqualTo(1f);
        assertThat(roundedBf16(1f + 0x1.8p-8f)).isEqualTo(1f + 0x1p-7f);
    }

    private static float roundedBf16(float value) {
        ByteBuffer bytes =
                ByteBuffer.wrap(FloatFormat.BF16.encode(new float[] {value})).order(ByteOrder.LITTLE_ENDIAN);
        return Float.intBitsToFloat(bytes.getShort() << 16);
    }

    @Test
    void a_file_cut_anywhere_is_refused_by_its_name() throws IOException {
        Path file = folder.resolve("cut.safetensors");
        Safetensors.write(
                file, Map.of("a", new Safetensors.Values(new long[] {8}, new float[8])), Map.of(), FloatFormat.F32);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> new Safetensors(file).close())
                    .isInstanceOf(UnreadableModelException.class)
                    .hasMessageContaining("cut.safetensors");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,99999999999]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,2],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-4],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[-16,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[16,0]}}",
                "{\"a\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,16]}}",
                "{\"a\":5}",
                "not json at all"
            })
    void a_header_that_lies_is_refused(String header) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("lies.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(8 + json.length + 16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .array());
        assertThatThrownBy(() -> new Safetensors(file).close()).isInstanceOf(UnreadableModelException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, Long.MAX_VALUE, 100_000_001})
    void an_absurd_header_length_is_refused(long length) throws IOException {
        Path file = folder.resolve("absurd.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(64)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .array());
        assertThatThrownBy(() -> new Safetensors(file).close()).isInstanceOf(UnreadableModelException.class);
    }
}
