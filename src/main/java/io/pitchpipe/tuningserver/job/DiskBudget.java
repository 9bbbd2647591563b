package io.pitchpipe.tuningserver.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * How much of the disk trainings may take: {@code pitchpipe.server.disk-budget} for everything they keep (0 for no limit), and {@code pitchpipe.server.disk-reserve} that stays free whatever the budget
 * is. Held before a training is queued and before it begins, so that it fails with a reason and not in its last step.
 */
@Component
class DiskBudget {

    private static final List<String> FOLDERS = List.of("tuned", "checkpoints", "starts");

    private final ServerSettings settings;

    DiskBudget(ServerSettings settings) {
        this.settings = settings;
    }

    /** @throws Refusal if there is no room for another training */
    void check() {
        long budget = settings.diskBudget().toBytes();
        long used = budget == 0 ? 0 : used();
        if (budget > 0 && used >= budget) {
            throw full("Its models take %s of the %s that they may take.".formatted(size(used), size(budget)));
        }
        long free = free();
        if (free < settings.diskReserve().toBytes()) {
            throw full("Its disk has %s left, less than the %s that stay free."
                    .formatted(size(free), size(settings.diskReserve().toBytes())));
        }
    }

    /** Bytes that models and trainings take. */
    long used() {
        return FOLDERS.stream()
                .map(settings.data()::resolve)
                .mapToLong(DiskBudget::bytes)
                .sum();
    }

    /** Bytes that are free on the data folder's disk. */
    long free() {
        try {
            Files.createDirectories(settings.data());
            return Files.getFileStore(settings.data()).getUsableSpace();
        } catch (IOException unknown) {
            throw new UncheckedIOException("The free space of the data folder cannot be told", unknown);
        }
    }

    /** A training that ends meanwhile deletes its files: what is gone takes no room, and what is left still counts. */
    private static long bytes(Path folder) {
        var sum = new AtomicLong();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum.addAndGet(attributes.isRegularFile() ? attributes.size() : 0);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException("What the models take cannot be told", unreadable);
        }
        return sum.get();
    }

    private static String size(long bytes) {
        var size = DataSize.ofBytes(bytes);
        return size.toMegabytes() > 0 ? size.toMegabytes() + " MB" : bytes + " bytes";
    }

    private static Refusal full(String why) {
        return Refusal.of(
                Refusal.Kind.EXHAUSTED,
                "The server has no room for another tuned model. " + why
                        + " Delete tuned models that nobody needs, or ask the server's operator.");
    }
}
