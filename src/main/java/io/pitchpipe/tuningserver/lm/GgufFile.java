package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A GGUF file: metadata, tensor descriptions, tensors. Every count and offset is checked against the file before it is believed.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">the format</a>
 */
final class GgufFile implements AutoCloseable {

    private static final int MAGIC = 0x46554747;
    private static final int MOST_DIMENSIONS = 4;

    private final String file;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes;
    private final Map<String, Object> metadata = new HashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long at;

    /**
     * A tensor.
     *
     * @param shape outermost first, the reverse of the file's order
     * @param from where its bytes begin in the file
     */
    record Entry(BlockFormat format, long[] shape, long from) {

        long count() {
            long count = 1;
            for (long size : shape) {
                count = Math.multiplyExact(count, size);
            }
            return count;
        }

        /** Weights of a row, the innermost dimension. */
        int row() {
            return Math.toIntExact(shape[shape.length - 1]);
        }
    }

    /** @throws UnreadableModelException when the file is no GGUF file, cut or damaged */
    GgufFile(Path path) {
        file = String.valueOf(path.getFileName());
        try {
            LfsPointer.refuse(path);
        } catch (IOException e) {
            throw new UnreadableModelException(file + " cannot be read.", e);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            read();
        } catch (IOException e) {
            arena.close();
            throw new UnreadableModelException(file + " cannot be read.", e);
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            arena.close();
            throw new UnreadableModelException(
                    file + " is cut or damaged: it ends in the middle of its description.", e);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private void read() {
        if (bytes.byteSize() < Integer.BYTES || readInt() != MAGIC) {
            throw new UnreadableModelException(file + " is no GGUF file: it does not begin with the letters GGUF.");
        }
        int version = readInt();
        if (version != 2 && version != 3) {
            throw new UnreadableModelException(file + " is a GGUF file of version " + version + "; 2 and 3 are known.");
        }
        long tensors = count(readLong(), 24);
        long pairs = count(readLong(), 12);
        for (long i = 0; i < pairs; i++) {
            String key = readString();
            metadata.put(key, value(readInt(), key, 0));
        }
        Map<String, Entry> relative = new LinkedHashMap<>();
        for (long i = 0; i < tensors; i++) {
            relative.put(readString(), description());
        }
        long alignment = number("general.alignment").map(Number::longValue).orElse(32L);
        if (alignment < 1 || alignment > 1 << 20) {
            throw new UnreadableModelException(file + " has an impossible alignment: " + alignment);
        }
        long start = Math.ceilDiv(at, alignment) * alignment;
        relative.forEach((name, entry) -> entries.put(name, placed(name, entry, start)));
    }

    private Entry description() {
        int dimensions = readInt();
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw new UnreadableModelException(file + " holds a tensor of " + dimensions + " dimensions.");
        }
        long[] shape = new long[dimensions];
        for (int i = dimensions - 1; i >= 0; i--) {
            shape[i] = readLong();
            if (shape[i] < 1 || shape[i] > Integer.MAX_VALUE) {
                throw new UnreadableModelException(file + " holds a tensor of an impossible size: " + shape[i]);
            }
        }
        int code = readInt();
        BlockFormat format = BlockFormat.of(code)
                .orElseThrow(() -> new UnreadableModelException(
                        "%s holds weights in the GGUF format %s, which the engine does not read; take an F16, Q8_0, Q6_K or Q4_K file of the model."
                                .formatted(file, BlockFormat.nameOfUnread(code))));
        return new Entry(format, shape, readLong());
    }

    private Entry placed(String name, Entry entry, long start) {
        if (entry.row() % entry.format().weights() != 0) {
            throw new UnreadableModelException("%s: the rows of %s are no whole blocks.".formatted(file, name));
        }
        long size = Math.multiplyExact(
                entry.count() / entry.format().weights(), (long) entry.format().bytes());
        long from = Math.addExact(start, entry.from());
        if (entry.from() < 0 || from > bytes.byteSize() - size) {
            throw new UnreadableModelException(
                    "%s is cut: the tensor %s does not lie within the file.".formatted(file, name));
        }
        return new Entry(entry.format(), entry.shape(), from);
    }

    /** Tensors by their GGUF names. */
    Map<String, Entry> entries() {
        return entries;
    }

    Optional<String> text(String key) {
        return metadata.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Optional<Number> number(String key) {
        return metadata.get(key) instanceof Number number ? Optional.of(number) : Optional.empty();
    }

    /** A number that must be there. */
    Number requiredNumber(String key) {
        return number(key).orElseThrow(() -> new UnreadableModelException(file + " lacks the number " + key + "."));
    }

    /** A list that must be there. */
    List<?> requiredList(String key) {
        if (metadata.get(key) instanceof List<?> list) {
            return list;
        }
        throw new UnreadableModelException(file + " lacks the list " + key + ".");
    }

    /** The values of a small tensor of one dimension. */
    List<Float> values(Entry entry) {
        float[] values = new float[entry.row()];
        readRow(entry, 0, new float[entry.format().weights()], MemorySegment.ofArray(values), 0);
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    /** Decodes a row of a tensor. */
    void readRow(Entry entry, long row, float[] block, MemorySegment floats, long toFloat) {
        BlockFormat format = entry.format();
        long from = entry.from() + row * entry.row() / format.weights() * format.bytes();
        for (int done = 0; done < entry.row(); done += format.weights(), from += format.bytes()) {
            format.decode(bytes, from, block);
            MemorySegment.copy(
                    block,
                    0,
                    floats,
                    ValueLayout.JAVA_FLOAT_UNALIGNED,
                    (toFloat + done) * Float.BYTES,
                    format.weights());
        }
    }

    private Object value(int type, String key, int depth) {
        return switch (type) {
            case 0 -> Byte.toUnsignedInt(readByte());
            case 1 -> readByte();
            case 2 -> Short.toUnsignedInt(readShort());
            case 3 -> readShort();
            case 4 -> Integer.toUnsignedLong(readInt());
            case 5 -> readInt();
            case 6 -> Float.intBitsToFloat(readInt());
            case 7 -> readByte() != 0;
            case 8 -> readString();
            case 9 -> list(key, depth);
            case 10, 11 -> readLong();
            case 12 -> Double.longBitsToDouble(readLong());
            default ->
                throw new UnreadableModelException("%s is damaged: %s has the type %d.".formatted(file, key, type));
        };
    }

    private List<Object> list(String key, int depth) {
        if (depth > 2) {
            throw new UnreadableModelException("%s is damaged: %s is nested too deep.".formatted(file, key));
        }
        int type = readInt();
        long size = count(readLong(), 1);
        List<Object> list = new ArrayList<>((int) Math.min(size, 1 << 20));
        for (long i = 0; i < size; i++) {
            list.add(value(type, key, depth + 1));
        }
        return list;
    }

    /** A count of things that take at least so many bytes each. */
    private long count(long count, int least) {
        if (count < 0 || count > (bytes.byteSize() - at) / least) {
            throw new UnreadableModelException(
                    file + " is cut or damaged: it announces " + Long.toUnsignedString(count) + " entries.");
        }
        return count;
    }

    private String readString() {
        long length = count(readLong(), 1);
        byte[] text = bytes.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
        at += length;
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte readByte() {
        return bytes.get(ValueLayout.JAVA_BYTE, at++);
    }

    private short readShort() {
        short value = bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), at);
        at += Short.BYTES;
        return value;
    }

    private int readInt() {
        int value = bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), at);
        at += Integer.BYTES;
        return value;
    }

    private long readLong() {
        long value = bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), at);
        at += Long.BYTES;
        return value;
    }

    @Override
    public void close() {
        arena.close();
    }
}
