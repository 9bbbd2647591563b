package io.pitchpipe.portal.backend;

import io.pitchpipe.portal.common.Refused;

/** Says what a failed call to a backend means in the user's language, without anything the backend said. */
public final class BackendTrouble {

    private BackendTrouble() {}

    /** The sentence for a failure, as a refusal that views show. */
    public static Refused refused(ApiFailure failure) {
        return new Refused(
                switch (failure) {
                    case ApiFailure.NotFound gone -> "backend.trouble.not-found";
                    case ApiFailure.PermissionDenied denied -> "backend.trouble.denied";
                    case ApiFailure.Unauthenticated wrongKey -> "backend.trouble.key";
                    case ApiFailure.AlreadyExists exists -> "backend.trouble.exists";
                    case ApiFailure.InvalidArgument refused -> "backend.trouble.refused";
                    case ApiFailure.Exhausted busy -> "backend.trouble.busy";
                    case ApiFailure.Unavailable away -> "backend.trouble.away";
                    case ApiFailure.Garbage garbage -> "backend.trouble.garbage";
                    case ApiFailure.AddressRefused address -> "backend.trouble.address";
                });
    }
}
