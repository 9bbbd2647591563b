package io.pitchpipe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The image is built from the files that docker/Dockerfile copies: what else the build reads would silently be missing from it. */
class ContainerTests {

    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(\\S+) \\S+$");

    @Test
    void the_image_is_built_from_every_file_that_the_jar_is_made_of() throws Exception {
        var copied = copied();
        assertThat(copied).contains("pom.xml");
        assertThat(resources())
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(copied)
                        .as("COPY lines that bring " + resource)
                        .anyMatch(path -> Path.of(resource).startsWith(path)));
    }

    @Test
    void what_is_copied_is_there_and_not_kept_from_the_builder() throws Exception {
        var allowed = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        assertThat(copied()).allSatisfy(path -> {
            assertThat(Path.of(path)).exists();
            assertThat(allowed).contains(path);
        });
    }

    private static List<String> copied() throws Exception {
        return COPY.matcher(Files.readString(Path.of("docker", "Dockerfile")))
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    /** Each resource of the pom: its folder, or the files it takes from there. */
    private static List<String> resources() throws Exception {
        var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("pom.xml");
        var resources = pom.getElementsByTagName("resource");
        return Stream.iterate(0, at -> at < resources.getLength(), at -> at + 1)
                .map(at -> (Element) resources.item(at))
                .flatMap(ContainerTests::files)
                .toList();
    }

    private static Stream<String> files(Element resource) {
        var folder = resource.getElementsByTagName("directory").item(0).getTextContent();
        var included = resource.getElementsByTagName("include");
        return included.getLength() == 0
                ? Stream.of(folder)
                : Stream.iterate(0, at -> at < included.getLength(), at -> at + 1)
                        .map(at -> folder + "/" + included.item(at).getTextContent());
    }
}
