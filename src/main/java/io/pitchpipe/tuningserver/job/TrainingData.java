package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.TrainingPair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Examples as bytes: how many, then each text's length and UTF-8. One value per training, never a row per example. */
final class TrainingData {

    private TrainingData() {}

    static byte[] write(List<Example> examples) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(examples.size());
            for (var example : examples) {
                write(out, example.input());
                write(out, example.output());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static List<TrainingPair> read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int size = in.readInt();
            var pairs = new ArrayList<TrainingPair>();
            for (int i = 0; i < size; i++) {
                pairs.add(new TrainingPair(text(in), text(in)));
            }
            return pairs;
        } catch (IOException damaged) {
            throw new UncheckedIOException("The stored training data is cut", damaged);
        }
    }

    static List<TrainingPair> pairs(List<Example> examples) {
        return examples.stream()
                .map(example -> new TrainingPair(example.input(), example.output()))
                .toList();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
