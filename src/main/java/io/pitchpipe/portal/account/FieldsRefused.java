package io.pitchpipe.portal.account;

import io.pitchpipe.portal.common.Refused;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Fields of a form are not as they should be: all of them at once, each with its own reason. As a whole it gives the first one's. */
public final class FieldsRefused extends Refused {

    private static final long serialVersionUID = 1L;

    private final transient Map<AccountField, Refused> reasons;

    private FieldsRefused(Map<AccountField, Refused> reasons, Refused first) {
        super(first.key(), first.arguments());
        this.reasons = reasons;
    }

    public static FieldsRefused of(AccountField field, Refused reason) {
        return new FieldsRefused(new EnumMap<>(Map.of(field, reason)), reason);
    }

    /**
     * What {@code reading} makes of a form's only field.
     *
     * @throws FieldsRefused if it refused it
     */
    public static <T> T only(AccountField field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Refused reason) {
            throw of(field, reason);
        }
    }

    public Map<AccountField, Refused> reasons() {
        return Map.copyOf(reasons);
    }

    /** Looks at fields one after the other, and refuses them together. */
    public static final class Check {

        private final Map<AccountField, Refused> wrong = new EnumMap<>(AccountField.class);

        /** @return what {@code reading} makes of the field; empty if it refused it */
        public <T> Optional<T> field(AccountField field, Supplier<T> reading) {
            try {
                return Optional.of(reading.get());
            } catch (Refused reason) {
                wrong.put(field, reason);
                return Optional.empty();
            }
        }

        /** @throws FieldsRefused if a field was refused */
        public void done() {
            wrong.values().stream().findFirst().ifPresent(first -> {
                throw new FieldsRefused(new EnumMap<>(wrong), first);
            });
        }
    }
}
