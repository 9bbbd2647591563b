package io.pitchpipe.tuningserver.models;

import java.io.PrintStream;
import java.util.Locale;

/** A bar that fills: redrawn in place on a terminal, a line per quarter in a log. */
final class Progress {

    private static final int WIDTH = 30;
    private static final double MEGABYTE = 1_000_000;

    private final PrintStream err;
    private final boolean terminal;
    private int shown = -1;

    Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    void begin(String what) {
        shown = -1;
        if (!terminal) {
            err.println(what);
        }
    }

    /** @param total bytes, or 0 when it is not known */
    void show(String what, long done, long total) {
        int percent = total > 0 ? (int) Math.min(100, 100 * done / total) : 0;
        int step = terminal ? percent : percent / 25 * 25;
        if (step == shown) {
            return;
        }
        shown = step;
        if (terminal) {
            int filled = WIDTH * percent / 100;
            err.printf(
                    Locale.ROOT,
                    "\r%s [%s%s] %3d %%  %.1f MB",
                    what,
                    "#".repeat(filled),
                    ".".repeat(WIDTH - filled),
                    percent,
                    done / MEGABYTE);
            err.flush();
        } else {
            err.printf(Locale.ROOT, "  %d %% of %.1f MB%n", percent, total / MEGABYTE);
        }
    }

    void end() {
        if (terminal) {
            err.println();
        }
    }
}
