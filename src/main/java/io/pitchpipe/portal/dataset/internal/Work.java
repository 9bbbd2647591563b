package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.ImportPlan;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What has to be done to make a version; kept with it as JSON, so that any node can do it, and do it again.
 *
 * @param upload the file to read, for {@link Kind#IMPORT}
 * @param base the version to mend, for {@link Kind#FIX}
 */
record Work(
        Kind kind,
        @Nullable UUID upload,
        @Nullable ImportPlan plan,
        @Nullable UUID base,
        List<Fix> fixes) {

    enum Kind {
        /** Reads a file. */
        IMPORT,
        /** Goes through another version and applies fixes. */
        FIX,
        /** Checks chunks that are there already. */
        CHECK
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Work read(UUID upload, ImportPlan plan) {
        return new Work(Kind.IMPORT, upload, plan, null, List.of());
    }

    static Work fix(UUID base, List<Fix> fixes) {
        return new Work(Kind.FIX, null, null, base, fixes);
    }

    static Work check() {
        return new Work(Kind.CHECK, null, null, null, List.of());
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    static Work of(String json) {
        return JSON.readValue(json, Work.class);
    }
}
