package io.pitchpipe.portal.tuning;

/**
 * A base model that a team's backend offers for tuning.
 *
 * @param name {@code models/ID}
 * @param displayName for people; untrusted text
 * @param description what it is good at, its size and licence, as the backend says; untrusted text, may be empty
 * @param exampleTokens most tokens of an example to tune on, input and output together; 0 if the backend does not say
 * @param demo the small bundled model, good to look around with and for little else
 */
public record BaseModel(String name, String displayName, String description, int exampleTokens, boolean demo) {}
