package io.pitchpipe.portal.dataset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was found in a version. Always accepted + rejected = the rows that were there.
 *
 * @param accepted rows of the version
 * @param rejected rows that could not be read and were left out
 * @param groups worst first
 */
public record ValidationReport(long accepted, long rejected, List<Group> groups) {

    /**
     * All findings of one code.
     *
     * @param count how many there are
     * @param findings the first of them, at most {@link #SHOWN}
     */
    public record Group(FindingCode code, long count, List<Finding> findings) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How many findings of a code are kept with their rows. */
    public static final int SHOWN = 100;

    /** As it is kept with its version. */
    static ValidationReport read(String json) {
        return JSON.readValue(json, ValidationReport.class);
    }

    public long total() {
        return accepted + rejected;
    }

    @JsonIgnore
    public boolean isValid() {
        return groups.stream().noneMatch(group -> group.code().severity() == Severity.ERROR);
    }

    /** What "Fix all" would do: the safe fixes of what was found. */
    public Set<Fix> safeFixes() {
        var fixes = EnumSet.noneOf(Fix.class);
        groups.forEach(group -> group.code().fix().filter(Fix::safe).ifPresent(fixes::add));
        return fixes;
    }

    public long count(FindingCode... codes) {
        var wanted = Arrays.asList(codes);
        return groups.stream()
                .filter(group -> wanted.contains(group.code()))
                .mapToLong(Group::count)
                .sum();
    }
}
