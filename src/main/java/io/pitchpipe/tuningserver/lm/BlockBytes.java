package io.pitchpipe.tuningserver.lm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The little-endian numbers that blocks of GGUF files are made of. */
final class BlockBytes {

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private BlockBytes() {}

    static float single(MemorySegment in, long at) {
        return in.get(FLOAT, at);
    }

    static float half(MemorySegment in, long at) {
        return Float.float16ToFloat(in.get(SHORT, at));
    }

    static byte signed(MemorySegment in, long at) {
        return in.get(ValueLayout.JAVA_BYTE, at);
    }

    /** Eight bits without a sign. */
    static int octet(MemorySegment in, long at) {
        return Byte.toUnsignedInt(in.get(ValueLayout.JAVA_BYTE, at));
    }

    /** Sixteen bits without a sign. */
    static int word(MemorySegment in, long at) {
        return Short.toUnsignedInt(in.get(SHORT, at));
    }

    /** Thirty-two bits; the highest is the sign. */
    static int bits(MemorySegment in, long at) {
        return in.get(INT, at);
    }

    /** Four bits: those of an even index are the lower ones of their byte. */
    static int nibble(MemorySegment in, long at, int index) {
        return octet(in, at + index / 2) >> index % 2 * 4 & 15;
    }
}
