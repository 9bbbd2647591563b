package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.DemoData.Demo;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * How far a demo has come, as it is kept in the database: a restart goes on from there.
 *
 * @param owner as whom the parts are added
 * @param done the names of the parts that are there
 */
record DemoProgress(Demo demo, UserId owner, Set<String> done) {

    DemoProgress {
        done = Set.copyOf(done);
    }

    static DemoProgress parse(String kept) {
        var parts = kept.split(" ");
        return new DemoProgress(
                new Demo(TeamId.of(parts[0]), ProjectNumber.parse(parts[1])),
                new UserId(UUID.fromString(parts[2])),
                Set.copyOf(Arrays.asList(parts).subList(3, parts.length)));
    }

    DemoProgress and(String part) {
        var more = new LinkedHashSet<>(done);
        more.add(part);
        return new DemoProgress(demo, owner, more);
    }

    /** What {@link #parse} reads. */
    String kept() {
        return demo.team() + " " + demo.partner() + " " + owner + (done.isEmpty() ? "" : " " + String.join(" ", done));
    }
}
