package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RejectedBufferTest {

    @Test
    void all_rows_come_back_though_the_last_only_with_their_first_words() throws IOException {
        var buffer = new RejectedBuffer();
        var stored = new ByteArrayOutputStream();
        var text = "x".repeat(40_000);
        var parts = new int[1];
        for (var line = 1; line <= 1_000; line++) {
            buffer.add(LeftOut.of(FindingCode.RAGGED_ROW, line, text, "3", "2"));
            if (buffer.isFull()) {
                buffer.drain((content, part) -> {
                    assertThat(part).isEqualTo(parts[0]++);
                    stored.writeBytes(content);
                });
            }
        }
        buffer.drain((content, part) -> stored.writeBytes(content));

        var back = new ArrayList<Finding>();
        RejectedBuffer.read(new ByteArrayInputStream(stored.toByteArray()), back::add);
        assertThat(back).hasSize(1_000);
        assertThat(back.getFirst().excerpt()).isEqualTo(text);
        assertThat(back.getFirst().details()).containsExactly("3", "2");
        assertThat(back.getLast().line()).isEqualTo(1_000);
        assertThat(back.getLast().excerpt()).isEqualTo("x".repeat(80) + "…");
        assertThat(stored.size()).isBetween(32_000_000, 36_000_000);
    }
}
