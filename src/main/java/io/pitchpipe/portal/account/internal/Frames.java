package io.pitchpipe.portal.account.internal;

import java.util.stream.Stream;

/** Lines that must not be overlooked in a terminal, and that must not stay: passwords and links that let somebody in are in no log file. */
final class Frames {

    private Frames() {}

    /** To the terminal alone, past the logs, which are kept. */
    static void print(String... lines) {
        System.out.println(of(lines));
    }

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
