package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Opens .xlsx workbooks, for which the file has to be on disk: what lists its parts is at its end. */
@Component
class Workbooks {

    private final Path scratch;

    Workbooks(@Value("${pitchpipe.data}") Path data) {
        this.scratch = data.resolve("tmp");
    }

    /** What to do with an opened workbook. */
    interface Use<T> {
        T with(WorkbookFile workbook) throws IOException;
    }

    /**
     * @throws RefusedFileException if this is no workbook, or one that expands too far
     * @throws IOException if {@code in} or the disk fails
     */
    <T> T open(InputStream in, Use<T> use) throws IOException {
        Files.createDirectories(scratch);
        var file = Files.createTempFile(scratch, "workbook", ".xlsx");
        // Without a name from here on, where the system can do that: a process that is killed leaves nobody's file
        // behind.
        try (var channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            in.transferTo(Channels.newOutputStream(channel));
            try (var workbook = new WorkbookFile(channel)) {
                return use.with(workbook);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
