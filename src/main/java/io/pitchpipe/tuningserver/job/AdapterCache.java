package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.Adapter;
import io.pitchpipe.tuningserver.lm.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adapters in memory: those in use, and as many of those used last as the budget has room for. One in use is never closed, whoever forgets it. */
final class AdapterCache {

    private final long budget;
    private final Device device;
    private final Map<Path, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param budget bytes that adapters not in use may take
     * @param device whose memory that is
     */
    AdapterCache(long budget, Device device) {
        this.budget = budget;
        this.device = device;
    }

    /** A right to use an adapter until it is closed. */
    final class Lease implements AutoCloseable {

        private final Entry entry;

        private Lease(Entry entry) {
            this.entry = entry;
        }

        Adapter adapter() {
            return entry.adapter;
        }

        @Override
        public void close() {
            giveBack(entry);
        }
    }

    private static final class Entry {
        private final Adapter adapter;
        private final long bytes;
        private int users;
        private boolean forgotten;

        private Entry(Adapter adapter) {
            this.adapter = adapter;
            bytes = adapter.bytes();
        }
    }

    Lease borrow(Path folder) {
        synchronized (entries) {
            var entry = entries.computeIfAbsent(folder, path -> new Entry(Adapter.load(path, device)));
            entry.users++;
            close(surplus());
            return new Lease(entry);
        }
    }

    void forget(Path folder) {
        synchronized (entries) {
            var entry = entries.remove(folder);
            if (entry != null) {
                entry.forgotten = true;
                if (entry.users == 0) {
                    entry.adapter.close();
                }
            }
        }
    }

    private void giveBack(Entry entry) {
        synchronized (entries) {
            entry.users--;
            if (entry.forgotten && entry.users == 0) {
                entry.adapter.close();
            } else {
                close(surplus());
            }
        }
    }

    /** Bytes of the adapters in memory, in use or not. */
    long bytes() {
        synchronized (entries) {
            return entries.values().stream().mapToLong(entry -> entry.bytes).sum();
        }
    }

    /** How many adapters are in memory, in use or not. */
    int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /** What is over the budget, longest unused first. */
    private List<Path> surplus() {
        var over = new ArrayList<Path>();
        long unused = entries.values().stream()
                .filter(entry -> entry.users == 0)
                .mapToLong(entry -> entry.bytes)
                .sum();
        for (var candidate : entries.entrySet()) {
            if (unused <= budget) {
                break;
            }
            if (candidate.getValue().users == 0) {
                over.add(candidate.getKey());
                unused -= candidate.getValue().bytes;
            }
        }
        return over;
    }

    private void close(List<Path> folders) {
        for (var folder : folders) {
            forget(folder);
        }
    }
}
