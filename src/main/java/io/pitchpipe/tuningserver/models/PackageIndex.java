package io.pitchpipe.tuningserver.models;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Python package index, by the "simple" interface that every index and mirror has, as HTML (PEP 503) or JSON (PEP 691). No address of one is built in: a machine's own is
 * taken from where pip takes it.
 */
final class PackageIndex {

    private static final String ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.5";
    private static final Pattern LINK = Pattern.compile("<a\\s[^>]*href=[\"']([^\"']+)[\"'][^>]*>([^<]*)</a>");
    private static final Pattern SETTING = Pattern.compile("index[-_]url\\s*[=:]\\s*(\\S+)");
    private static final Pattern SECTION = Pattern.compile("\\[(\\w+)]");

    private final URI address;
    private final String authorization;

    /**
     * @param address of the index, such as {@code https://packages.example.org/simple}; it may carry a user and a password
     * @throws FetchException when it is no web address
     */
    PackageIndex(String address) {
        URI given;
        try {
            given = URI.create(address.endsWith("/") ? address : address + "/");
        } catch (IllegalArgumentException e) {
            throw new FetchException("The address of the package index is damaged.", e);
        }
        if (given.getHost() == null || !List.of("http", "https").contains(String.valueOf(given.getScheme()))) {
            throw new FetchException("The address of the package index begins with neither https:// nor http://.");
        }
        String user = given.getUserInfo();
        authorization = user == null
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        this.address = user == null ? given : URI.create(given.toString().replace(given.getRawUserInfo() + "@", ""));
    }

    /**
     * The index of this machine: PITCHPIPE_PYPI_URL, or PIP_INDEX_URL, or what pip's configuration files say.
     *
     * @param environment of the process
     * @param home of the user
     */
    static Optional<String> configured(Map<String, String> environment, Path home) {
        return Stream.of("PITCHPIPE_PYPI_URL", "PIP_INDEX_URL")
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .or(() -> files(environment, home).stream()
                        .flatMap(file -> setting(file).stream())
                        .findFirst());
    }

    /** pip's configuration files, in the order in which they count. */
    private static List<Path> files(Map<String, String> environment, Path home) {
        String file = Path.of("pip", "pip.conf").toString();
        return Stream.of(
                        path(environment.get("PIP_CONFIG_FILE"), ""),
                        path(environment.get("VIRTUAL_ENV"), "pip.conf"),
                        path(
                                environment.getOrDefault(
                                        "XDG_CONFIG_HOME",
                                        home.resolve(".config").toString()),
                                file),
                        path(home.resolve("Library/Application Support").toString(), file),
                        path(
                                environment.get("APPDATA"),
                                Path.of("pip", "pip.ini").toString()),
                        path(home.toString(), Path.of(".pip", "pip.conf").toString()),
                        path("/etc", "pip.conf"),
                        path("/etc/xdg", file))
                .flatMap(Optional::stream)
                .filter(Files::isRegularFile)
                .toList();
    }

    private static Optional<Path> path(@Nullable String folder, String file) {
        return folder == null || folder.isBlank()
                ? Optional.empty()
                : Optional.of(Path.of(folder).resolve(file));
    }

    /** The index-url of the sections that pip download reads. */
    private static Optional<String> setting(Path file) {
        String section = "";
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher heading = SECTION.matcher(line.strip());
                Matcher setting = SETTING.matcher(line.strip());
                if (heading.matches()) {
                    section = heading.group(1);
                } else if (List.of("global", "download").contains(section) && setting.matches()) {
                    return Optional.of(setting.group(1));
                }
            }
        } catch (IOException e) {
            // A configuration that cannot be read is one that is not there, as for pip.
        }
        return Optional.empty();
    }

    /**
     * Fetches a package's wheel.
     *
     * @throws FetchException when the index cannot be reached, is none, or has no such wheel
     */
    void wheel(Downloads downloads, String name, String version, Path target, String what) throws IOException {
        URI page = address.resolve(name + "/");
        String start = name.replace('-', '_') + "-" + version + "-";
        String answer = downloads.text(page, authorization, ACCEPT);
        URI found = links(answer)
                .filter(link -> link.file().startsWith(start) && link.file().endsWith(".whl"))
                .map(link -> page.resolve(link.href()))
                .findFirst()
                .orElseThrow(
                        () -> new FetchException(address.getHost() + " has no wheel of " + name + " " + version + "."));
        boolean same = page.getAuthority().equals(found.getAuthority());
        downloads.file(found, same ? authorization : "", target, what);
    }

    private record Link(String file, String href) {}

    private Stream<Link> links(String answer) {
        try {
            if (answer.stripLeading().startsWith("{")) {
                Stream.Builder<Link> links = Stream.builder();
                for (JsonNode file : JsonMapper.shared().readTree(answer).path("files")) {
                    links.add(new Link(
                            file.path("filename").asString(""), file.path("url").asString("")));
                }
                return links.build();
            }
            return LINK.matcher(answer)
                    .results()
                    .map(match ->
                            new Link(match.group(2).strip(), match.group(1).replace("&amp;", "&")));
        } catch (JacksonException e) {
            throw new FetchException(address.getHost() + " did not answer as a package index does.", e);
        }
    }
}
