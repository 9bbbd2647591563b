package io.pitchpipe.tuningserver.api;

import java.util.LinkedHashMap;

/** A JSON object whose members stay in the order they were put in: a detail of an error. */
final class Detail extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1L;

    private Detail() {}

    /** An Any of this type. */
    static Detail of(String type) {
        return plain().with("@type", "type.googleapis.com/" + type);
    }

    static Detail plain() {
        return new Detail();
    }

    Detail with(String name, Object value) {
        put(name, value);
        return this;
    }
}
