package io.pitchpipe.tuningserver.lm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The losses on held-out examples that a training has measured so far, and what follows from them.
 *
 * @param measured in order of their steps
 */
public record HeldOutLosses(List<Measured> measured) {

    /** Nothing is measured yet. */
    public static final HeldOutLosses NONE = new HeldOutLosses(List.of());

    /**
     * One measurement.
     *
     * @param step after which it was made; 0 before the first
     * @param epoch epochs completed by then
     * @param loss cross entropy (nats) per output token, mean over all output tokens of the held-out examples
     */
    public record Measured(int step, int epoch, double loss) {}

    public HeldOutLosses {
        measured = List.copyOf(measured);
    }

    /** These and one more. */
    public HeldOutLosses with(Measured next) {
        List<Measured> more = new ArrayList<>(measured);
        more.add(next);
        return new HeldOutLosses(more);
    }

    /** Whether the loss after this step is among them. */
    public boolean has(int step) {
        return measured.stream().anyMatch(one -> one.step() == step);
    }

    /** The lowest of an epoch, the first of several as low; the one before the first step is no epoch's. Empty before the first epoch's. */
    public Optional<Measured> best() {
        return measured.stream().filter(one -> one.epoch() > 0).min(Comparator.comparingDouble(Measured::loss));
    }

    /** Whether that many epochs, if they are any, have gone by since the best. */
    public boolean exhausts(int patience) {
        return patience > 0
                && best().isPresent()
                && measured.getLast().epoch() - best().get().epoch() >= patience;
    }

    /** As text that {@link #parse} reads back to the same numbers. */
    String text() {
        return measured.stream()
                .map(one -> one.step() + ":" + one.epoch() + ":" + one.loss())
                .collect(Collectors.joining(","));
    }

    /** @throws IllegalArgumentException when it is no such text */
    static HeldOutLosses parse(String text) {
        List<Measured> measured = new ArrayList<>();
        for (String one : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            String[] parts = one.split(":", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException("No held-out loss: " + one);
            }
            measured.add(
                    new Measured(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Double.parseDouble(parts[2])));
        }
        return new HeldOutLosses(measured);
    }
}
