package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.ValidationReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything a reader made of some bytes, by way of the validator and back out of its chunks. */
record Collected(List<Example> examples, ValidationReport report, int chunks) {

    static Collected read(ExampleReader reader, byte[] bytes) {
        return read(reader, new ByteArrayInputStream(bytes));
    }

    static Collected read(ExampleReader reader, String text) {
        return read(reader, text.getBytes(StandardCharsets.UTF_8));
    }

    static Collected read(ExampleReader reader, InputStream in) {
        var examples = new ArrayList<Example>();
        int[] chunks = {0};
        var validator = new DatasetValidator((bytes, length, rows) -> {
            chunks[0]++;
            var content = java.util.Arrays.copyOf(bytes, length);
            for (int from = 0, to; from < length; from = to) {
                to = RowReading.lineEnd(content, from);
                examples.add(CanonicalLine.parse(content, from, to));
            }
        });
        try {
            reader.read(in, validator);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return new Collected(examples, validator.finish(), chunks[0]);
    }

    /** The findings of a code, without regard to how many were counted. */
    List<Finding> findings(FindingCode code) {
        return report.groups().stream()
                .filter(group -> group.code() == code)
                .flatMap(group -> group.findings().stream())
                .toList();
    }

    Finding only(FindingCode code) {
        var found = findings(code);
        if (found.size() != 1) {
            throw new AssertionError("Not one " + code + " but " + report);
        }
        return found.getFirst();
    }
}
