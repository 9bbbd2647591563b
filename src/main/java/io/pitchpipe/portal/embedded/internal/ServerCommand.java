package io.pitchpipe.portal.embedded.internal;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the tuning server is started: from the same jar by Spring Boot's PropertiesLauncher, or, where the portal runs from a plain class path (an IDE, a test, an
 * extracted jar), from the same class path.
 */
final class ServerCommand {

    /** By name only: the portal never links to the server's classes. */
    private static final String SERVER = "io.pitchpipe.tuningserver.TuningServerApplication";

    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final Path data;
    private final int port;
    private final List<String> jvmArguments;
    private final List<String> arguments;

    /**
     * @param data the server's own folder
     * @param port that it listens on, 0 for a free one
     * @param jvmArguments more flags for its JVM, such as a heap limit
     * @param arguments more settings for the server, such as {@code --pitchpipe.server.concurrency=2}
     */
    ServerCommand(Path data, int port, List<String> jvmArguments, List<String> arguments) {
        this.data = data;
        this.port = port;
        this.jvmArguments = List.copyOf(jvmArguments);
        this.arguments = List.copyOf(arguments);
    }

    ProcessBuilder process(String adminToken) {
        var process = new ProcessBuilder(words()).redirectErrorStream(true);
        forgetPortalSettings(process.environment());
        process.environment().put("PITCHPIPE_SERVER_ADMIN_TOKEN", adminToken);
        return process;
    }

    private List<String> words() {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("--enable-native-access=ALL-UNNAMED");
        words.add("--sun-misc-unsafe-memory-access=allow");
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.addAll(jvmArguments);
        words.add("-cp");
        words.add(absolute(System.getProperty("java.class.path")));
        if (runsFromPackedJar()) {
            words.add("-Dloader.main=" + SERVER);
            words.add(LAUNCHER);
        } else {
            words.add(SERVER);
        }
        words.add("--server.port=" + port);
        words.add("--server.address=127.0.0.1");
        words.add("--pitchpipe.server.data=" + data.toAbsolutePath());
        words.add("--pitchpipe.server.exit-with-parent=true");
        words.add("--logging.pattern.console=" + ServerProcess.LOG_PATTERN);
        words.addAll(arguments);
        return words;
    }

    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                List.of(classPath.split(File.pathSeparator)).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    private static boolean runsFromPackedJar() {
        try {
            Class.forName(LAUNCHER, false, ClassLoader.getSystemClassLoader());
            return true;
        } catch (ClassNotFoundException plainClassPath) {
            return false;
        }
    }

    /** The portal's data source, port and secrets are not the server's; what is meant for it begins with PITCHPIPE_SERVER_. */
    private static void forgetPortalSettings(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> !name.startsWith("PITCHPIPE_SERVER_")
                        && (name.startsWith("PITCHPIPE_")
                                || name.startsWith("SPRING_")
                                || name.startsWith("SERVER_")
                                || name.startsWith("MANAGEMENT_")
                                || name.startsWith("LOADER_")));
    }
}
