package io.pitchpipe.portal.account.internal;

import java.util.stream.Stream;

/** Lines that must not be overlooked in a terminal. */
final class Frames {

    private Frames() {}

    static String of(String... lines) {
        var width = Stream.of(lines).mapToInt(String::length).max().orElse(0);
        var frame = new StringBuilder("\n\n  ┌─").append("─".repeat(width)).append("─┐\n");
        for (var line : lines) {
            frame.append("  │ ")
                    .append(line)
                    .append(" ".repeat(width - line.length()))
                    .append(" │\n");
        }
        return frame.append("  └─").append("─".repeat(width)).append("─┘\n").toString();
    }
}
