package io.pitchpipe.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How large a process of Java is. Linux only: the counts are read from {@code /proc}. */
record Footprint(long heapMegabytes, long threads, long handles) {

    private static final Pattern USED = Pattern.compile("(?:total|heap) .*?used (\\d+)K");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

    static Footprint of(long pid) throws IOException {
        var threads = THREADS.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        try (var handles = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return new Footprint(
                    USED.matcher(command(pid, "GC.heap_info"))
                                    .results()
                                    .mapToLong(found -> Long.parseLong(found.group(1)))
                                    .sum()
                            / 1024,
                    threads.find() ? Long.parseLong(threads.group(1)) : 0,
                    handles.count());
        }
    }

    static Footprint afterCollection(long pid) throws IOException {
        command(pid, "GC.run");
        command(pid, "GC.run");
        return of(pid);
    }

    Footprint max(Footprint other) {
        return new Footprint(
                Math.max(heapMegabytes, other.heapMegabytes),
                Math.max(threads, other.threads),
                Math.max(handles, other.handles));
    }

    private static String command(long pid, String name) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(pid), name)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
