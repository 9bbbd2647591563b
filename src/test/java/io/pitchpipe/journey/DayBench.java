package io.pitchpipe.journey;

import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * A day of a busy instance in an hour: a hundred people who page, two hundred pages that watch trainings, files, trainings and prompts from a
 * browser; the tuning server is killed, the portal is killed, the disk fills up; and at the end everything that was acknowledged has to be
 * there. As root on Linux, for the small disk; elsewhere without that part.
 */
public final class DayBench implements AutoCloseable {

    private static final String TOKEN = "the-token-of-the-day-bench";
    private static final List<String> PLACES = List.of("datasets", "models", "playground", "activity", "team", "");
    private static final Duration SESSION = Duration.ofMinutes(1);

    private final Duration length;
    private final int people;
    private final int viewers;
    private final boolean smallDisk;
    private final Path data;
    private final PortalProcess portal;
    private final DayRecord day = new DayRecord();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong pages = new AtomicLong();
    private final AtomicLong watched = new AtomicLong();
    private final AtomicLong updates = new AtomicLong();
    private final Map<String, AtomicLong> faults = new ConcurrentHashMap<>();
    private final List<Long> millis = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final List<Thread> crowd = new ArrayList<>();

    private DayBench(int minutes, int people, int viewers, Path folder) throws IOException, InterruptedException {
        this.length = Duration.ofMinutes(minutes);
        this.people = people;
        this.viewers = viewers;
        this.data = Files.createDirectories(folder.resolve("data"));
        this.smallDisk = ran("mount", "-t", "tmpfs", "-o", "size=1400m", "tmpfs", data.toString());
        this.portal = new PortalProcess(
                data,
                "--pitchpipe.metrics-token=" + TOKEN,
                "--pitchpipe.disk-reserve=100MB",
                "--server.servlet.session.timeout=" + SESSION.toSeconds() + "s");
    }

    /** @param args {@code --minutes N} (60), {@code --people N} (100), {@code --viewers N} (200), {@code --folder DIR} (target/day) */
    public static void main(String[] args) throws Exception {
        var minutes = 60;
        var people = 100;
        var viewers = 200;
        var folder = Path.of("target", "day");
        for (var at = 0; at + 1 < args.length; at += 2) {
            switch (args[at]) {
                case "--minutes" -> minutes = Integer.parseInt(args[at + 1]);
                case "--people" -> people = Integer.parseInt(args[at + 1]);
                case "--viewers" -> viewers = Integer.parseInt(args[at + 1]);
                case "--folder" -> folder = Path.of(args[at + 1]);
                default -> throw new IllegalArgumentException("Unknown option " + args[at]);
            }
        }
        boolean held;
        try (var bench = new DayBench(minutes, people, viewers, folder)) {
            held = bench.run();
        }
        System.exit(held ? 0 : 1);
    }

    private boolean run() throws Exception {
        portal.start();
        Person ada;
        try (var browser = new ABrowser()) {
            ada = new Person(browser.person(), portal, "ada@example.org").setsUp("Ada Lovelace", "Atlas");
        }
        portal.close();
        var password = day.hire(data, people);
        portal.start();
        settle();
        var before = Footprint.afterCollection(portal.process().pid());
        say("heap at the start", before.heapMegabytes(), "MB");
        say("threads at the start", before.threads(), "threads");
        say("file handles at the start", before.handles(), "handles");

        var end = Instant.now().plus(length);
        for (var each = 0; each < people; each++) {
            var visitor = new Visitor(portal.port(), DayRecord.email(each), password);
            var watches = viewers / people + (each < viewers % people ? 1 : 0);
            crowd.add(Thread.ofVirtual().start(() -> pageOn(visitor)));
            for (var watch = 0; watch < watches; watch++) {
                crowd.add(Thread.ofVirtual().start(() -> watchOn(visitor)));
            }
        }
        var worker = Thread.ofPlatform().start(() -> work(ada, end));
        var most = misfortunes(end);
        over.set(true);
        worker.join(Duration.ofMinutes(5));
        for (var each : crowd) {
            each.interrupt();
        }
        awaitTrainings();
        say("heap at most", most.heapMegabytes(), "MB");
        say("threads at most", most.threads(), "threads");
        say("file handles at most", most.handles(), "handles");
        // Sessions of people who left are given back.
        Thread.sleep(SESSION.multipliedBy(3));
        var after = Footprint.afterCollection(portal.process().pid());
        say("heap at the end", after.heapMegabytes(), "MB");
        say("threads at the end", after.threads(), "threads");
        say("file handles at the end", after.handles(), "handles");
        say("pages opened", pages.get(), "pages");
        say("page p50", percentile(50), "ms");
        say("page p95", percentile(95), "ms");
        say("pages that watched", watched.get(), "pages");
        say("updates pushed to them", updates.get(), "messages");
        say(
                "requests that failed, in outages too",
                faults.values().stream().mapToLong(AtomicLong::get).sum(),
                "requests");
        faults.forEach((what, times) -> System.err.println(times + " times: " + what));
        portal.close();
        var wrong = new ArrayList<>(day.wrongIn(data));
        day.figures(this::say);
        if (pages.get() == 0 || updates.get() == 0 || day.isEmpty()) {
            wrong.add("Nothing much happened: the load did not reach the portal");
        }
        if (after.heapMegabytes() > 2 * before.heapMegabytes() + 50) {
            wrong.add("The heap grew from " + before.heapMegabytes() + " to " + after.heapMegabytes() + " MB");
        }
        if (after.threads() > before.threads() + 40) {
            wrong.add("Threads grew from " + before.threads() + " to " + after.threads());
        }
        if (after.handles() > before.handles() + 60) {
            wrong.add("File handles grew from " + before.handles() + " to " + after.handles());
        }
        wrong.forEach(line -> System.err.println("WRONG: " + line));
        System.err.println(wrong.isEmpty() ? "Nothing was lost." : "The day did not end well.");
        return wrong.isEmpty();
    }

    /** What goes wrong in a day, evenly over its length; and how large the portal was meanwhile at most. */
    private Footprint misfortunes(Instant end) throws IOException, InterruptedException {
        var most = Footprint.of(portal.process().pid());
        var step = length.dividedBy(6);
        var next = Instant.now().plus(step);
        var done = 0;
        while (Instant.now().isBefore(end)) {
            Thread.sleep(5_000);
            most = most.max(Footprint.of(portal.process().pid()));
            if (Instant.now().isBefore(next) || done == 5) {
                continue;
            }
            next = next.plus(step);
            switch (done++) {
                case 0, 3 -> {
                    System.err.println("Killing the tuning server ...");
                    portal.child().destroyForcibly();
                }
                case 1, 4 -> {
                    System.err.println("Killing the portal ...");
                    portal.kill();
                    portal.start();
                }
                default -> fillTheDisk();
            }
        }
        return most;
    }

    /** Outages are part of the day; what else there is has to be seen. */
    private void fault(Exception what) {
        faults.computeIfAbsent(
                        String.valueOf(what.getMessage()).lines().findFirst().orElse(""), name -> new AtomicLong())
                .incrementAndGet();
    }

    private void fillTheDisk() throws IOException, InterruptedException {
        if (!smallDisk) {
            System.err.println("The disk is not filled: that takes root and a tmpfs.");
            return;
        }
        System.err.println("Filling the disk ...");
        var filler = data.resolve("filler");
        ran("dd", "if=/dev/zero", "of=" + filler, "bs=1M");
        Thread.sleep(Math.min(60_000, length.toMillis() / 12));
        Files.deleteIfExists(filler);
        portal.await(
                "the portal is ready after the full disk",
                () -> portal.healthy() ? java.util.Optional.of(true) : java.util.Optional.empty());
        say("full disk", 1, "times");
    }

    /** Pages on, with a breath between two pages. */
    private void pageOn(Visitor visitor) {
        while (!over.get()) {
            try {
                Thread.sleep(ThreadLocalRandom.current().nextLong(5_000, 25_000));
                var began = System.nanoTime();
                visitor.opens(PLACES.get(ThreadLocalRandom.current().nextInt(PLACES.size())))
                        .leave();
                millis.add((System.nanoTime() - began) / 1_000_000);
                pages.incrementAndGet();
            } catch (IOException | IllegalStateException away) {
                fault(away);
            } catch (InterruptedException done) {
                return;
            }
        }
    }

    /** Has the page of the newest training open and listens. */
    private void watchOn(Visitor visitor) {
        while (!over.get()) {
            try {
                Thread.sleep(ThreadLocalRandom.current().nextLong(2_000, 20_000));
                var training = day.newestTraining();
                if (training.isEmpty()) {
                    continue;
                }
                watched.incrementAndGet();
                visitor.opens(training).listen(updates::incrementAndGet, Duration.ofMinutes(2));
            } catch (IOException | IllegalStateException away) {
                fault(away);
            } catch (InterruptedException done) {
                return;
            }
        }
    }

    /** Brings files, tunes on the sample and prompts, again and again. A portal that is away or full is waited for. */
    private void work(Person ada, Instant end) {
        try (var browser = new ABrowser()) {
            var person = ada.at(browser.person());
            person.page.setDefaultTimeout(60_000);
            var signedIn = false;
            while (Instant.now().isBefore(end)) {
                try {
                    if (!signedIn) {
                        person.signsIn();
                        signedIn = true;
                    }
                    bring(person);
                    tune(person);
                    prompt(person);
                } catch (PlaywrightException | IllegalStateException away) {
                    fault(away);
                    signedIn = false;
                }
            }
        }
    }

    private void bring(Person person) {
        var name = "file " + day.nextName();
        var rows = ThreadLocalRandom.current().nextInt(20, 2_000);
        var csv = new StringBuilder("question,answer\n");
        for (var row = 0; row < rows; row++) {
            csv.append(name)
                    .append(" asks ")
                    .append(row)
                    .append(",answer ")
                    .append(row)
                    .append('\n');
        }
        person.goesTo("/datasets/new");
        person.page
                .locator("input[type=file]")
                .first()
                .setInputFiles(new com.microsoft.playwright.options.FilePayload(
                        name + ".csv", "text/csv", csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        person.button("Continue").click();
        person.page.waitForURL(Pattern.compile(".*/datasets/[0-9a-f]{8}-.*"));
        day.brought(person.idInTheAddress(), rows);
    }

    private void tune(Person person) {
        person.goesTo("/datasets/new?then=teach");
        person.button("Take the sample").click();
        person.page.waitForURL(Pattern.compile(".*/teach(\\?.*)?"));
        person.field("Name").fill("of the day " + day.nextName());
        person.field("Name").press("Tab");
        person.button("Start tuning").click();
        person.page.waitForURL(Pattern.compile(".*/models/.*/training.*"));
        day.launched(person.page.url().substring(portal.url("/").length()));
    }

    private void prompt(Person person) {
        person.goesTo("/playground");
        person.page.locator(".playground-column").first().waitFor();
        person.field("Prompt").fill(Long.toString(day.nextName()));
        person.field("Prompt").press("Enter");
        person.page.getByText(Pattern.compile("\\d+ tokens? in")).first().waitFor();
        day.answered();
    }

    private void awaitTrainings() throws InterruptedException {
        var visitor = new Visitor(portal.port(), "", "");
        var until = Instant.now().plus(Duration.ofMinutes(15));
        while (Instant.now().isBefore(until)) {
            try {
                if (visitor.unfinishedTrainings(TOKEN) == 0) {
                    return;
                }
            } catch (IOException away) {
                fault(away);
            }
            Thread.sleep(5_000);
        }
    }

    private static void settle() throws InterruptedException {
        Thread.sleep(20_000);
    }

    private double percentile(int percent) {
        var sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * percent / 100);
    }

    private void say(String figure, double value, String unit) {
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"day\",\"figure\":\"%s\",\"value\":%.0f,\"unit\":\"%s\"}%n",
                figure,
                value,
                unit);
    }

    private static boolean ran(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        over.set(true);
        portal.close();
        // The tuning server notices a moment later that its portal is gone.
        for (var tries = 0; smallDisk && tries < 60 && !ran("umount", data.toString()); tries++) {
            Thread.sleep(1_000);
        }
    }
}
