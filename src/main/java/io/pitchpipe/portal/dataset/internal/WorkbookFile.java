package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An .xlsx workbook: which sheets it has, and where its parts are. Transitional and strict workbooks differ in their namespaces only,
 * which nobody looks at here.
 *
 * @see <a href="../../../../../../../../docs/decisions/0075-our-own-sheet-reader.md">decision 0075</a>
 */
final class WorkbookFile implements Closeable {

    /** Of a part that holds cells. */
    private static final long MOST_BYTES = 768L * 1024 * 1024;
    /** Of a part that only lists others: of 10,000 sheets a list has some two megabytes. */
    private static final long MOST_LIST = 8L * 1024 * 1024;

    private static final String TYPES = "[Content_Types].xml";

    private record Sheet(String name, String relation) {}

    /** @param type the last word of the address that stands for it */
    private record Relation(String type, String target) {}

    private final ZipParts parts;
    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<String, Relation> relations;
    private boolean from1904;

    /**
     * @param file is closed with this, or if it is refused
     * @throws RefusedFileException if that is no workbook
     */
    WorkbookFile(FileChannel file) throws IOException {
        this.parts = new ZipParts(file);
        var opened = false;
        try {
            if (!parts.has(TYPES)) {
                throw new RefusedFileException(Reason.ZIP);
            }
            var main = target(relations("_rels/.rels", ""), "officeDocument").orElse("xl/workbook.xml");
            var folder = main.substring(0, main.lastIndexOf('/') + 1);
            this.relations = relations(folder + "_rels/" + main.substring(folder.length()) + ".rels", folder);
            readSheets(main);
            opened = true;
        } finally {
            if (!opened) {
                parts.close();
            }
        }
    }

    private InputStream open(String part, long most) throws IOException {
        return handed(parts.open(part, most), XmlEncoding::utf8);
    }

    /** Takes a stream, to close it from then on. */
    private interface Taker<T> {
        T take(InputStream in) throws IOException;
    }

    /** What takes the stream; where that refuses what is in it, it is closed here: a thread may wait for somebody to read on. */
    private static <T> T handed(InputStream in, Taker<T> to) throws IOException {
        var taken = false;
        try {
            var taker = to.take(in);
            taken = true;
            return taker;
        } finally {
            if (!taken) {
                in.close();
            }
        }
    }

    private Map<String, Relation> relations(String part, String folder) throws IOException {
        var found = new HashMap<String, Relation>();
        if (!parts.has(part)) {
            return found;
        }
        try (var in = open(part, MOST_LIST)) {
            var xml = new XmlCursor(in);
            xml.child(0);
            while (xml.child(1)) {
                var id = xml.tag().value("Id");
                var type = xml.tag().value("Type");
                var target = xml.tag().value("Target");
                if (id != null
                        && type != null
                        && target != null
                        && !"External".equals(xml.tag().value("TargetMode"))) {
                    found.putIfAbsent(
                            id, new Relation(type.substring(type.lastIndexOf('/') + 1), resolved(folder, target)));
                }
            }
            xml.drain();
        }
        return found;
    }

    /** A target is told from the folder of the part that names it, or from the root; it names an entry, never a file. */
    private static String resolved(String folder, String target) {
        var path = new ArrayDeque<String>();
        var whole = target.startsWith("/") ? target : folder + target;
        for (var step : whole.split("/")) {
            if (step.equals("..")) {
                path.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                path.add(step);
            }
        }
        return String.join("/", path);
    }

    private static Optional<String> target(Map<String, Relation> relations, String type) {
        return relations.values().stream()
                .filter(relation -> relation.type().equals(type))
                .map(Relation::target)
                .findFirst();
    }

    private void readSheets(String main) throws IOException {
        try (var in = open(main, MOST_LIST)) {
            var xml = new XmlCursor(in);
            if (!xml.child(0) || !xml.is("workbook")) {
                throw new RefusedFileException(Reason.BROKEN_WORKBOOK);
            }
            while (xml.child(1)) {
                if (xml.is("workbookPr")) {
                    var value = xml.tag().value("date1904");
                    from1904 = "1".equals(value) || "true".equals(value);
                } else if (xml.is("sheets")) {
                    while (xml.child(2)) {
                        sheet(xml.tag().value("name"), xml.tag().prefixedValue("id"));
                    }
                }
            }
            xml.drain();
        }
    }

    private void sheet(@Nullable String name, @Nullable String relation) {
        if (name == null || relation == null || sheets.size() == ZipDirectory.MOST_ENTRIES) {
            throw new RefusedFileException(Reason.BROKEN_WORKBOOK);
        }
        sheets.add(new Sheet(name, relation));
    }

    /** The names of all sheets, hidden ones too, in the order of the workbook. */
    List<String> sheets() {
        return sheets.stream().map(Sheet::name).toList();
    }

    /**
     * The rows of a sheet.
     *
     * @param number from 0
     * @throws RefusedFileException if there is no such sheet, or it is damaged
     */
    SheetRows rows(int number) throws IOException {
        if (number < 0 || number >= sheets.size()) {
            throw new RefusedFileException(Reason.BROKEN_WORKBOOK);
        }
        var relation = relations.get(sheets.get(number).relation());
        if (relation == null) {
            throw new RefusedFileException(Reason.BROKEN_WORKBOOK);
        }
        var texts = target(relations, "sharedStrings").filter(parts::has);
        var shared = new SharedTexts(() -> texts.isPresent() ? open(texts.get(), MOST_BYTES) : null);
        var styles = styles();
        return handed(open(relation.target(), MOST_BYTES), in -> new SheetRows(in, shared, styles, from1904));
    }

    private CellStyles styles() throws IOException {
        var part = target(relations, "styles").filter(parts::has);
        if (part.isEmpty()) {
            return new CellStyles();
        }
        try (var in = open(part.get(), MOST_BYTES)) {
            return new CellStyles(in);
        }
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
