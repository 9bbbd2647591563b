package io.pitchpipe.tuningserver.lm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small GGUF files of float32 tensors, as llama.cpp's converter would from a Hugging Face folder. */
final class GgufWriter {

    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
    private int format;

    /** A model of this shape, a Llama's rows of queries and keys interleaved, with a byte-pair tokenizer of letters and a few merges. */
    static GgufWriter of(ModelConfig shape, Map<String, Safetensors.Values> weights) {
        GgufWriter writer = new GgufWriter();
        String family = shape.family().name().toLowerCase(java.util.Locale.ROOT);
        writer.metadata.put("general.architecture", family);
        writer.metadata.put("general.name", "Tiny of the tests");
        writer.metadata.put("general.license", "apache-2.0");
        writer.metadata.put(family + ".block_count", shape.layers());
        writer.metadata.put(family + ".context_length", shape.context());
        writer.metadata.put(family + ".embedding_length", shape.width());
        writer.metadata.put(family + ".feed_forward_length", shape.inner());
        writer.metadata.put(family + ".attention.head_count", shape.heads());
        writer.metadata.put(family + ".attention.head_count_kv", shape.kvHeads());
        writer.metadata.put(family + ".attention.layer_norm_rms_epsilon", (float) shape.normEpsilon());
        writer.metadata.put(family + ".rope.freq_base", (float) shape.ropeTheta());
        writer.metadata.put("tokenizer.ggml.model", "gpt2");
        writer.metadata.put("tokenizer.ggml.pre", "smollm");
        writer.metadata.put("tokenizer.chat_template", "{{'<|im_start|>' + message['role']}}");
        weights.forEach((name, values) -> {
            boolean turned = family.equals("llama") && (name.contains("q_proj") || name.contains("k_proj"));
            writer.tensors.put(ggufName(name), turned ? interleaved(values, shape.headWidth()) : values);
        });
        return writer;
    }

    GgufWriter tokens(List<String> specials, List<String> letters, List<String> merges) {
        List<Object> tokens = new ArrayList<>();
        List<Object> types = new ArrayList<>();
        specials.forEach(token -> {
            tokens.add(token);
            types.add(3);
        });
        letters.forEach(token -> {
            tokens.add(token);
            types.add(1);
        });
        merges.forEach(merge -> {
            tokens.add(merge.replace(" ", ""));
            types.add(1);
        });
        metadata.put("tokenizer.ggml.tokens", tokens);
        metadata.put("tokenizer.ggml.token_type", types);
        metadata.put("tokenizer.ggml.merges", List.<Object>copyOf(merges));
        return this;
    }

    GgufWriter with(String key, Object value) {
        metadata.put(key, value);
        return this;
    }

    GgufWriter tensor(String name, long[] shape, float... values) {
        tensors.put(name, new Safetensors.Values(shape, values));
        return this;
    }

    /** Says that the tensors are in another format than the float32 they are written in. */
    GgufWriter inFormat(int code) {
        format = code;
        return this;
    }

    private static String ggufName(String name) {
        return name.replace("model.layers.", "blk.")
                .replace("model.embed_tokens", "token_embd")
                .replace("model.norm", "output_norm")
                .replace("lm_head", "output")
                .replace("self_attn.q_norm", "attn_q_norm")
                .replace("self_attn.k_norm", "attn_k_norm")
                .replace("self_attn.o_proj", "attn_output")
                .replace("self_attn.q_proj", "attn_q")
                .replace("self_attn.k_proj", "attn_k")
                .replace("self_attn.v_proj", "attn_v")
                .replace("mlp.gate_proj", "ffn_gate")
                .replace("mlp.up_proj", "ffn_up")
                .replace("mlp.down_proj", "ffn_down")
                .replace("post_attention_layernorm", "ffn_norm")
                .replace("input_layernorm", "attn_norm");
    }

    /** convert_hf_to_gguf.py: reshape(heads, 2, width / 2).swapaxes(1, 2). */
    private static Safetensors.Values interleaved(Safetensors.Values values, int headWidth) {
        int columns = (int) values.shape()[1];
        float[] out = new float[values.values().length];
        int half = headWidth / 2;
        for (int row = 0; row < values.shape()[0]; row++) {
            int head = row / headWidth;
            int within = row % headWidth;
            int target = head * headWidth + within % half * 2 + within / half;
            System.arraycopy(values.values(), row * columns, out, target * columns, columns);
        }
        return new Safetensors.Values(values.shape(), out);
    }

    Path write(Path path) throws IOException {
        return Files.write(path, bytes());
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(little(4).putInt(3).array());
        out.writeBytes(
                little(16).putLong(tensors.size()).putLong(metadata.size()).array());
        metadata.forEach((key, value) -> {
            string(out, key);
            out.writeBytes(little(4).putInt(type(value)).array());
            value(out, value);
        });
        long at = 0;
        for (Map.Entry<String, Safetensors.Values> tensor : tensors.entrySet()) {
            long[] shape = tensor.getValue().shape();
            string(out, tensor.getKey());
            out.writeBytes(little(4).putInt(shape.length).array());
            for (int i = shape.length - 1; i >= 0; i--) {
                out.writeBytes(little(8).putLong(shape[i]).array());
            }
            out.writeBytes(little(12).putInt(format).putLong(at).array());
            at += Math.ceilDiv(tensor.getValue().values().length * 4L, 32L) * 32;
        }
        pad(out);
        tensors.values().forEach(tensor -> {
            out.writeBytes(FloatFormat.F32.encode(tensor.values()));
            pad(out);
        });
        return out.toByteArray();
    }

    private static void pad(ByteArrayOutputStream out) {
        while (out.size() % 32 != 0) {
            out.write(0);
        }
    }

    private static int type(Object value) {
        return switch (value) {
            case Integer i -> 5;
            case Float f -> 6;
            case String s -> 8;
            case List<?> list -> 9;
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    private static void value(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case Integer i -> out.writeBytes(little(4).putInt(i).array());
            case Float f -> out.writeBytes(little(4).putFloat(f).array());
            case String s -> string(out, s);
            case List<?> list -> {
                out.writeBytes(little(12)
                        .putInt(type(list.getFirst()))
                        .putLong(list.size())
                        .array());
                list.forEach(item -> value(out, item));
            }
            default -> throw new IllegalArgumentException(value.toString());
        }
    }

    private static void string(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(little(8).putLong(bytes.length).array());
        out.writeBytes(bytes);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
