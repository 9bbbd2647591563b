package io.pitchpipe.tuningserver.lm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** Plain formats of weights in files. */
enum FloatFormat {
    F32(4) {
        @Override
        float at(MemorySegment bytes, long index) {
            return bytes.get(FLOAT, index * 4);
        }

        @Override
        void put(ByteBuffer bytes, float value) {
            bytes.putFloat(value);
        }
    },
    F16(2) {
        @Override
        float at(MemorySegment bytes, long index) {
            return Float.float16ToFloat(bytes.get(SHORT, index * 2));
        }

        @Override
        void put(ByteBuffer bytes, float value) {
            bytes.putShort(Float.floatToFloat16(value));
        }
    },
    BF16(2) {
        @Override
        float at(MemorySegment bytes, long index) {
            return Float.intBitsToFloat(bytes.get(SHORT, index * 2) << 16);
        }

        @Override
        void put(ByteBuffer bytes, float value) {
            bytes.putShort((short) (nearest(value) >>> 16));
        }
    };

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int width;

    FloatFormat(int width) {
        this.width = width;
    }

    abstract float at(MemorySegment bytes, long index);

    abstract void put(ByteBuffer bytes, float value);

    /** The nearest number of this format, ties to even, as a float. */
    float round(float value) {
        return switch (this) {
            case F32 -> value;
            case F16 -> Float.float16ToFloat(Float.floatToFloat16(value));
            case BF16 -> Float.intBitsToFloat(nearest(value) & 0xffff0000);
        };
    }

    /** The bits of a float whose upper half, cut off, is the nearest bfloat16, ties to even. */
    private static int nearest(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits + 0x7fff + ((bits >>> 16) & 1);
    }

    static Optional<FloatFormat> ofSafetensors(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equals(name))
                .findFirst();
    }

    String safetensorsName() {
        return name();
    }

    long bytes(long count) {
        return count * width;
    }

    /** Decodes all of {@code bytes}. */
    void decode(MemorySegment bytes, MemorySegment floats) {
        long count = bytes.byteSize() / width;
        for (long i = 0; i < count; i++) {
            floats.set(ValueLayout.JAVA_FLOAT_UNALIGNED, i * Float.BYTES, at(bytes, i));
        }
    }

    byte[] encode(float[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(bytes(values.length))).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            put(bytes, value);
        }
        return bytes.array();
    }
}
