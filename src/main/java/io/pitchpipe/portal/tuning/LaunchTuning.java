package io.pitchpipe.portal.tuning;

import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.VersionId;
import java.util.UUID;

/**
 * What a launch needs.
 *
 * @param formToken made when the form was opened; a second launch with it is the first one
 * @param version of the examples, which must be valid
 * @param base one of {@link TuningService#baseModels}
 * @param displayName 1 to {@value #MAX_NAME} characters (code points), as the API has it
 * @param preamble to be learned along, and applied to every prompt later
 * @param preset where the settings came from
 * @param settings all of them
 * @param holdOut of the examples, to be asked when it is done
 * @param heldOutUse what they decide meanwhile
 */
public record LaunchTuning(
        UUID formToken,
        VersionId version,
        BaseModel base,
        String displayName,
        Preamble preamble,
        Preset preset,
        TuningSettings settings,
        HoldOut holdOut,
        HeldOutUse heldOutUse) {

    /** The API's limit. */
    public static final int MAX_NAME = 40;

    /** A launch that holds nothing out. */
    public LaunchTuning(
            UUID formToken,
            VersionId version,
            BaseModel base,
            String displayName,
            Preamble preamble,
            Preset preset,
            TuningSettings settings) {
        this(formToken, version, base, displayName, preamble, preset, settings, HoldOut.NONE, HeldOutUse.NONE);
    }

    /** @throws IllegalArgumentException if the name is blank or too long */
    public LaunchTuning {
        displayName = displayName.strip();
        if (displayName.isEmpty() || displayName.codePointCount(0, displayName.length()) > MAX_NAME) {
            throw new IllegalArgumentException("A name has 1 to " + MAX_NAME + " characters");
        }
    }
}
