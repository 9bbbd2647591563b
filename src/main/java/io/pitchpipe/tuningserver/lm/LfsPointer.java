package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What git leaves in the place of a large file that was not fetched. */
final class LfsPointer {

    private static final String BEGINNING = "version https://git-lfs.github.com/spec/";
    private static final int MAX_BYTES = 1024;

    private LfsPointer() {}

    /**
     * Says so when a file is one.
     *
     * @throws UnreadableModelException when it is
     */
    static void refuse(Path file) throws IOException {
        if (Files.size(file) <= MAX_BYTES
                && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).startsWith(BEGINNING)) {
            throw new UnreadableModelException(
                    "%s is a pointer of Git LFS and not the file itself. Run 'git lfs pull' where the model was cloned, and add it again."
                            .formatted(file.getFileName()));
        }
    }
}
