package io.pitchpipe.tuningserver.job;

import java.util.List;

/** A request that cannot be met, with a sentence for its caller. Nothing was changed. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** The request is wrong in itself. */
        INVALID,
        /** There is no such thing. */
        NOT_FOUND,
        /** There is one already. */
        ALREADY_EXISTS,
        /** The caller may not. */
        DENIED,
        /** Not in this state. */
        NOT_READY,
        /** A limit on what may be used is reached. */
        EXHAUSTED,
        /** Too much is going on. */
        BUSY,
        /** This machine cannot. */
        UNAVAILABLE,
        /** Not here. */
        UNIMPLEMENTED
    }

    /**
     * What is wrong with a field.
     *
     * @param field its path in snake case, as in {@code tuned_model.tuning_task}; empty for the request itself
     * @param description a sentence for the caller
     */
    public record Violation(String field, String description) {}

    private final Kind kind;
    private final transient List<Violation> violations;

    private Refusal(Kind kind, List<Violation> violations, String message) {
        super(message);
        this.kind = kind;
        this.violations = List.copyOf(violations);
    }

    /** A refusal of this kind. */
    public static Refusal of(Kind kind, String message) {
        return new Refusal(kind, List.of(), message);
    }

    /**
     * An invalid field.
     *
     * @param field its path in snake case, as in {@code tuned_model.tuning_task}
     */
    public static Refusal invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)), message);
    }

    /** Several invalid fields, in one sentence and one by one. */
    public static Refusal invalid(List<Violation> violations, String message) {
        return new Refusal(Kind.INVALID, violations, message);
    }

    static Refusal missing(String id) {
        return of(Kind.NOT_FOUND, "Tuned model tunedModels/" + id + " does not exist.");
    }

    static Refusal denied(TunedModelId id) {
        return of(Kind.DENIED, "You do not have permission to access tuned model " + id.name() + ".");
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }

    /** The fields at fault; none if it is no field. */
    public List<Violation> violations() {
        return violations;
    }
}
