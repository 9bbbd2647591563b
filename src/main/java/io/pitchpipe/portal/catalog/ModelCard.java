package io.pitchpipe.portal.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * What people should know of a model before they rely on it, in the words of its team. All of it is untrusted text; every team that may
 * prompt the model reads it.
 *
 * @param purpose what it is for; up to {@link #TEXT} characters, like the limits, the prompt and the answer
 * @param limits what it should not be used for, and where it is known to be wrong
 * @param prompt an example prompt
 * @param answer what it answers to that
 * @param contact whom to ask; up to {@link #WORD} characters
 * @param revision rises with every change; 0 for a card nothing is written on
 * @param change who changed it last and when
 */
public record ModelCard(
        String purpose,
        String limits,
        String prompt,
        String answer,
        String contact,
        int revision,
        Optional<Change> change) {

    /** Characters (code points) of a text. */
    public static final int TEXT = 2_000;

    /** Characters (code points) of a word or two. */
    public static final int WORD = 200;

    public static final ModelCard BLANK = new ModelCard("", "", "", "", "", 0, Optional.empty());

    /** @param by the display name of the person */
    public record Change(String by, Instant at) {}

    /** @throws IllegalArgumentException if a text is too long */
    public ModelCard {
        purpose = checked(purpose, TEXT);
        limits = checked(limits, TEXT);
        prompt = checked(prompt, TEXT);
        answer = checked(answer, TEXT);
        contact = checked(contact, WORD);
    }

    private static String checked(String text, int max) {
        var stripped = text.strip().replace('\u0000', '\uFFFD');
        if (stripped.codePointCount(0, stripped.length()) > max) {
            throw new IllegalArgumentException("A card keeps at most " + max + " characters of a text");
        }
        return stripped;
    }

    /** Other words on the same card. */
    public ModelCard saying(
            String newPurpose, String newLimits, String newPrompt, String newAnswer, String newContact) {
        return new ModelCard(newPurpose, newLimits, newPrompt, newAnswer, newContact, revision, change);
    }

    public boolean isBlank() {
        return (purpose + limits + prompt + answer + contact).isEmpty();
    }
}
