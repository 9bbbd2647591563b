package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A grant to a person, a group or everyone.
 *
 * @param name {@code tunedModels/ID/permissions/ID}; output only
 * @param granteeType USER, GROUP or EVERYONE
 * @param emailAddress absent for EVERYONE
 * @param role OWNER, WRITER or READER
 */
@JsonPropertyOrder({"name", "granteeType", "emailAddress", "role"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Permission(
        @Nullable String name,
        @Nullable String granteeType,
        @Nullable String emailAddress,
        @Nullable String role) {}
