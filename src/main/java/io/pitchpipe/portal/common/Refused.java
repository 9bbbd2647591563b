package io.pitchpipe.portal.common;

/**
 * A service will not do what was asked, for a reason the person asking can understand and act upon. It carries a key of the
 * bundle of texts, so that services need no user interface to speak the user's language.
 */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] arguments;

    /**
     * @param key a key of {@code vaadin-i18n/translations.properties} whose sentence says what is wrong and what to do
     * @param arguments what the sentence's placeholders stand for; shown as text, never as markup
     */
    public Refused(String key, Object... arguments) {
        super(key);
        this.key = key;
        this.arguments = arguments.clone();
    }

    public String key() {
        return key;
    }

    public Object[] arguments() {
        return arguments == null ? new Object[0] : arguments.clone();
    }
}
