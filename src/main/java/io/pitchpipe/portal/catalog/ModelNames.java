package io.pitchpipe.portal.catalog;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells models of one name apart, wherever several are shown: by the end of the id that programs know them by. */
public final class ModelNames {

    private static final int SHORT = 6;

    private final Collection<ModelEntry> all;
    private final java.util.Map<String, Long> times;

    private ModelNames(Collection<ModelEntry> all) {
        this.all = all;
        this.times = all.stream().collect(Collectors.groupingBy(ModelNames::key, Collectors.counting()));
    }

    /** @param all that are shown together */
    public static ModelNames among(Collection<ModelEntry> all) {
        return new ModelNames(all);
    }

    /** What tells the model from others of its name, such as "…x7k2qa"; empty if no other is called the same. */
    public String mark(ModelEntry model) {
        if (times.getOrDefault(key(model), 0L) < 2) {
            return "";
        }
        var end = end(model);
        var alike = all.stream()
                .filter(other -> key(other).equals(key(model)) && end(other).equals(end))
                .count();
        return alike < 2 ? "…" + end : id(model);
    }

    /** The name, with its mark where another model is called the same. */
    public String of(ModelEntry model) {
        var mark = mark(model);
        return mark.isEmpty() ? model.name() : model.name() + " · " + mark;
    }

    private static String key(ModelEntry model) {
        return model.name().strip().toLowerCase(Locale.ROOT);
    }

    private static String id(ModelEntry model) {
        return model.resource().replaceFirst("^tunedModels/", "");
    }

    private static String end(ModelEntry model) {
        var id = id(model);
        return id.length() <= SHORT ? id : id.substring(id.length() - SHORT);
    }
}
