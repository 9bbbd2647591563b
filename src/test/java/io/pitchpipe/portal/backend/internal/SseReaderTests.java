package io.pitchpipe.portal.backend.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.backend.ApiFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTests {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void every_kind_of_line_end_ends_a_line(String end) throws IOException {
        assertThat(read("data: one" + end + end + "data: two" + end + end)).containsExactly("one", "two");
    }

    @Test
    void mixed_line_ends_split_no_event() throws IOException {
        assertThat(read("data: a\r\ndata: b\r\n\r\ndata: c\n\r\ndata: d\r\r")).containsExactly("a\nb", "c", "d");
    }

    @Test
    void several_data_lines_are_one_event() throws IOException {
        assertThat(read("data: a\ndata:b\ndata\n\n")).containsExactly("a\nb\n");
    }

    @Test
    void comments_other_fields_and_empty_events_are_passed_over() throws IOException {
        assertThat(read(": keep-alive\n\nevent: x\nid: 1\nretry: 5\n\ndatabase: no\ndata:  two spaces\n\n"))
                .containsExactly(" two spaces");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_line() throws IOException {
        assertThat(read("\uFEFFdata: marked\n\ndata: \uFEFFkept\n\n")).containsExactly("marked", "\uFEFFkept");
    }

    @Test
    void an_event_that_is_not_closed_is_dropped() throws IOException {
        assertThat(read("data: whole\n\ndata: ha")).containsExactly("whole");
        assertThat(read("data: whole\n\ndata: half\n")).containsExactly("whole");
    }

    @Test
    void no_character_is_split_however_the_bytes_arrive() throws IOException {
        var text = "data: 👩‍🚀 שלום ñ\n\n".getBytes(StandardCharsets.UTF_8);
        var oneByOne = new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };
        assertThat(all(new SseReader(oneByOne))).containsExactly("👩‍🚀 שלום ñ");
    }

    @Test
    void a_stream_without_line_ends_is_cut_before_it_fills_the_heap() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(() -> new SseReader(endless).next()).isInstanceOf(ApiFailure.Garbage.class);
    }

    private static List<String> read(String stream) throws IOException {
        return all(new SseReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8))));
    }

    private static List<String> all(SseReader reader) throws IOException {
        var events = new ArrayList<String>();
        for (byte[] data; (data = reader.next()) != null; ) {
            events.add(new String(data, StandardCharsets.UTF_8));
        }
        return events;
    }
}
