package io.pitchpipe.tuningserver.job;

/** What somebody may do with a model. Each role includes those before it. */
public enum Role {
    /** See it and prompt it. */
    READER,
    /** Also change it, cancel its training, tune it further, and say who else may read and write. */
    WRITER,
    /** Also delete it and give it away. There is one owner. */
    OWNER;

    /** Whether whoever has this role may do what {@code wanted} allows. */
    public boolean includes(Role wanted) {
        return compareTo(wanted) >= 0;
    }
}
