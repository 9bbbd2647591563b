package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A safetensors file: the length of a JSON header, the header, the tensors' bytes. Nothing in it can run, and every number in the header is checked against the
 * file before it is believed.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
final class Safetensors implements WeightSource {

    /** The reference implementation's own limit on headers. */
    private static final long MAX_HEADER = 100_000_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String file;
    private final Arena arena;
    private final MemorySegment data;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private record Entry(FloatFormat format, long[] shape, long from, long to) {}

    /** @throws UnreadableModelException when the file is damaged */
    Safetensors(Path path) {
        file = String.valueOf(path.getFileName());
        try {
            LfsPointer.refuse(path);
        } catch (IOException e) {
            throw new UnreadableModelException(file + " cannot be read.", e);
        }
        arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            data = readHeader(all);
        } catch (IOException e) {
            arena.close();
            throw new UnreadableModelException(file + " cannot be read.", e);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private MemorySegment readHeader(MemorySegment all) {
        if (all.byteSize() < Long.BYTES) {
            throw new UnreadableModelException(file + " is cut: it is too short for a safetensors file.");
        }
        long header = all.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
        if (header < 2 || header > MAX_HEADER || header > all.byteSize() - Long.BYTES) {
            throw new UnreadableModelException(
                    file + " is no safetensors file, or it is cut: its header would have " + header + " bytes.");
        }
        JsonNode root;
        try {
            root = JSON.readTree(all.asSlice(Long.BYTES, header).toArray(ValueLayout.JAVA_BYTE));
        } catch (JacksonException e) {
            throw new UnreadableModelException(file + " is no safetensors file: its header is not JSON.", e);
        }
        long size = all.byteSize() - Long.BYTES - header;
        root.properties().forEach(entry -> {
            if (entry.getKey().equals("__metadata__")) {
                entry.getValue()
                        .properties()
                        .forEach(item ->
                                metadata.put(item.getKey(), item.getValue().asString()));
            } else {
                entries.put(entry.getKey(), entry(entry.getKey(), entry.getValue(), size));
            }
        });
        return all.asSlice(Long.BYTES + header, size);
    }

    private Entry entry(String name, JsonNode node, long size) {
        FloatFormat format = FloatFormat.ofSafetensors(node.path("dtype").asString(""))
                .orElseThrow(() ->
                        new UnreadableModelException("%s: the tensor %s has the type %s; F32, F16 and BF16 are known."
                                .formatted(file, name, node.path("dtype").asString("?"))));
        JsonNode dimensions = node.path("shape");
        long[] shape = new long[dimensions.size()];
        long count = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dimensions.get(i).asLong(-1);
            if (shape[i] < 0 || (shape[i] > 0 && count > size / shape[i])) {
                throw new UnreadableModelException("%s: the tensor %s has an impossible size.".formatted(file, name));
            }
            count *= shape[i];
        }
        long from = node.path("data_offsets").path(0).asLong(-1);
        long to = node.path("data_offsets").path(1).asLong(-1);
        if (from < 0 || to < from || to > size || to - from != format.bytes(count)) {
            throw new UnreadableModelException(
                    "%s: the tensor %s does not lie within the file; the file is cut or damaged."
                            .formatted(file, name));
        }
        return new Entry(format, shape, from, to);
    }

    @Override
    public Set<String> names() {
        return entries.keySet();
    }

    /** The texts beside the tensors. */
    Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public long[] shape(String name) {
        return entryOf(name).shape();
    }

    @Override
    public void read(String name, MemorySegment floats) {
        Entry entry = entryOf(name);
        entry.format().decode(data.asSlice(entry.from(), entry.to() - entry.from()), floats);
    }

    /** A tensor's values on the heap. */
    float[] values(String name) {
        long count = 1;
        for (long size : shape(name)) {
            count = Math.multiplyExact(count, size);
        }
        float[] values = new float[Math.toIntExact(count)];
        read(name, MemorySegment.ofArray(values));
        return values;
    }

    private Entry entryOf(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new UnreadableModelException(file + " lacks the tensor " + name + ".");
        }
        return entry;
    }

    @Override
    public void close() {
        arena.close();
    }

    /** A tensor to write. */
    record Values(long[] shape, float[] values) {}

    /** Writes a file in one move, so that it is there whole or not at all, also after a crash. */
    static void write(Path path, Map<String, Values> tensors, Map<String, String> metadata, FloatFormat format)
            throws IOException {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode texts = header.putObject("__metadata__");
        metadata.forEach(texts::put);
        long at = 0;
        for (Map.Entry<String, Values> tensor : tensors.entrySet()) {
            ObjectNode node = header.putObject(tensor.getKey());
            node.put("dtype", format.safetensorsName());
            for (long size : tensor.getValue().shape()) {
                node.withArray("shape").add(size);
            }
            node.withArray("shape");
            long end = at + format.bytes(tensor.getValue().values().length);
            node.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        byte[] json = JSON.writeValueAsBytes(header);
        AtomicFiles.write(path, out -> {
            // The header is padded with blanks so that the tensors lie aligned.
            int padding = (8 - json.length % 8) % 8;
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(json.length + padding)
                    .array());
            out.write(json);
            out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
            for (Values tensor : tensors.values()) {
                out.write(format.encode(tensor.values()));
            }
        });
    }
}
