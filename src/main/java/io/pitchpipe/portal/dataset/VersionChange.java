package io.pitchpipe.portal.dataset;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What made a version differ from the one before it.
 *
 * @param kind what was done
 * @param rows how many rows it touched, or 0 where that is not known or does not matter
 * @param detail the file's name, the row's number or the {@linkplain #fixes fixes applied}; may be empty
 */
public record VersionChange(Kind kind, long rows, String detail) {

    /** The ways a version comes about. */
    public enum Kind {
        IMPORTED,
        PASTED,
        SAMPLE,
        EDITED,
        ADDED,
        DELETED,
        FIXED,
        RESTORED,
        /** From another team; the detail is the dataset's name there. */
        COPIED
    }

    /** Characters of a {@link #detail}. */
    private static final int DETAIL = 200;

    /** Fixes that are to be applied. */
    public static VersionChange fixing(Set<Fix> fixes) {
        return new VersionChange(Kind.FIXED, 0, fixes.stream().map(Fix::name).collect(Collectors.joining(", ")));
    }

    /**
     * Fixes that were applied.
     *
     * @param counts in how many rows each did something
     * @return this, where there is nothing or too much to say
     */
    public VersionChange counted(Map<Fix, Long> counts) {
        var named = counts.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", "));
        return named.isEmpty() || named.length() > DETAIL ? this : new VersionChange(kind, rows, named);
    }

    /** Which fixes were applied, with the number of rows in which each did something; 0 where that was not counted. */
    public Map<Fix, Long> fixes() {
        var fixes = new EnumMap<Fix, Long>(Fix.class);
        if (kind == Kind.FIXED) {
            Arrays.stream(detail.split(", ")).map(each -> each.split("=", 2)).forEach(each -> {
                var count = each.length == 2 ? Long.parseLong(each[1]) : 0;
                fixes.put(Fix.valueOf(each[0]), count);
            });
        }
        return fixes;
    }
}
