package io.pitchpipe.tuningserver.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.pitchpipe.tuningserver.metrics.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** What is the case when a scrape asks: the queue, which all processes on one database share, and this process' memory and disk. */
@Component
class StateMeters implements Measured {

    /** Priorities have 201 values; three words tell what an operator wants to see, and keep the number of series small. */
    private enum Rank {
        RAISED("raised"),
        USUAL("usual"),
        LOWERED("lowered");

        private final String word;

        Rank(String word) {
            this.word = word;
        }

        static Rank of(QueuedJob job) {
            return job.priority() > 0 ? RAISED : job.priority() < 0 ? LOWERED : USUAL;
        }
    }

    private final JobQueue queue;
    private final TuningEngine engine;
    private final MultiGauge trainings;
    private volatile EngineMemory memory = new EngineMemory(0, 0, 0, 0, 0);

    StateMeters(MeterRegistry registry, JobQueue queue, TuningEngine engine, DiskBudget disk, ServerSettings settings) {
        this.queue = queue;
        this.engine = engine;
        this.trainings = MultiGauge.builder("pitchpipe.queue.trainings")
                .description("Unfinished trainings, of all processes on this database, by state and priority")
                .register(registry);
        bytes(
                registry,
                "pitchpipe.disk.used",
                "What tuned models and trainings take of the disk",
                disk,
                DiskBudget::used);
        bytes(registry, "pitchpipe.disk.free", "What is free on the data folder's disk", disk, DiskBudget::free);
        bytes(
                registry,
                "pitchpipe.disk.budget",
                "Most that tuned models and trainings may take; 0 for no limit",
                settings,
                of -> of.diskBudget().toBytes());
        bytes(
                registry,
                "pitchpipe.disk.reserve",
                "What stays free on the disk",
                settings,
                of -> of.diskReserve().toBytes());
        bytes(
                registry,
                "pitchpipe.engine.weights",
                "Weights of the open base models",
                this,
                of -> of.memory.weightBytes());
        bytes(
                registry,
                "pitchpipe.engine.adapter",
                "Loaded adapters of tuned models",
                this,
                of -> of.memory.adapterBytes());
        bytes(
                registry,
                "pitchpipe.engine.adapter.budget",
                "What adapters that nobody uses at the moment may take together",
                settings,
                of -> of.adapterMemory().toBytes());
        bytes(
                registry,
                "pitchpipe.process.resident",
                "What the process has in memory, Java heap and engine; 0 where it cannot be told",
                this,
                of -> of.memory.processBytes());
        count(registry, "pitchpipe.engine.bases", "Open base models", of -> of.memory.bases());
        count(registry, "pitchpipe.engine.adapters", "Loaded adapters", of -> of.memory.adapters());
    }

    private static <T> void bytes(
            MeterRegistry registry, String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value)
                .description(description)
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
    }

    private void count(MeterRegistry registry, String name, String description, ToDoubleFunction<StateMeters> value) {
        Gauge.builder(name, this, value).description(description).register(registry);
    }

    @Override
    public void measure() {
        memory = engine.memory();
        var rows = new ArrayList<MultiGauge.Row<?>>();
        try {
            rows(queue.unfinished(), rows);
        } finally {
            // Without an answer of the database there is no series: better than the last one for ever.
            trainings.register(rows, true);
        }
    }

    private static void rows(List<QueuedJob> unfinished, List<MultiGauge.Row<?>> rows) {
        for (var rank : Rank.values()) {
            for (boolean running : new boolean[] {true, false}) {
                long count = unfinished.stream()
                        .filter(job -> job.running() == running && Rank.of(job) == rank)
                        .count();
                rows.add(MultiGauge.Row.of(
                        Tags.of("state", running ? "running" : "waiting", "priority", rank.word), count));
            }
        }
    }
}
