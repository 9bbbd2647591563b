package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.Adapter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adapters in memory: those in use, and the few used last. One in use is never closed, whoever forgets it. */
final class AdapterCache {

    private final int idle;
    private final Map<Path, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** @param idle how many are kept beyond those in use */
    AdapterCache(int idle) {
        this.idle = idle;
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
        private int users;
        private boolean forgotten;

        private Entry(Adapter adapter) {
            this.adapter = adapter;
        }
    }

    Lease borrow(Path folder) {
        synchronized (entries) {
            var entry = entries.computeIfAbsent(folder, path -> new Entry(Adapter.load(path)));
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

    private List<Path> surplus() {
        var unused = new ArrayList<Path>();
        entries.forEach((path, entry) -> {
            if (entry.users == 0) {
                unused.add(path);
            }
        });
        return unused.subList(0, Math.max(0, unused.size() - idle));
    }

    private void close(List<Path> folders) {
        for (var folder : folders) {
            forget(folder);
        }
    }
}
