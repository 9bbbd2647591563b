package io.pitchpipe.tuningserver.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pitchpipe.genapi.ApiError;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes JSON as the public service does: two spaces, {@code ": "}, one trailing newline, floats as the shortest text that is the same float32. */
final class WireJson {

    private static final JsonMapper mapper = JsonMapper.builder()
            // A null fails Node's gapic clients, which then try again until their deadline.
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
            // Numbers of an answer that is read again stay the digits they were written with.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .addModule(new SimpleModule()
                    .addSerializer(Float.class, new FloatWriter())
                    .addSerializer(Float.TYPE, new FloatWriter()))
            .build();

    private static final ObjectWriter pretty = mapper.writer()
            .with(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private WireJson() {}

    /** A whole body, as its caller wants it. */
    static String body(Object value, Shape shape) {
        return element(value, shape) + "\n";
    }

    /** A whole body in the default form. */
    static String body(Object value) {
        return body(value, Shape.DEFAULT);
    }

    /** One value on one line, for an event of a stream. */
    static String line(Object value, Shape shape) {
        return mapper.writeValueAsString(shaped(value, shape));
    }

    /** A value without the newline at its end, for an element of a streamed array. */
    static String element(Object value, Shape shape) {
        return shape.pretty() ? pretty.writeValueAsString(shaped(value, shape)) : line(value, shape);
    }

    /** The value itself, or a tree of what is wanted of it. Errors are never cut. */
    private static Object shaped(Object value, Shape shape) {
        if (shape.plain() || value instanceof ApiError) {
            return value;
        }
        var tree = mapper.readTree(mapper.writeValueAsString(value));
        if (shape.enumsAsInts()) {
            WireEnum.numbers(tree);
        }
        return shape.fields().isPresent() ? shape.fields().get().of(tree, value.getClass()) : tree;
    }

    /** The text of a float in proto3 JSON: {@code 1}, {@code 0.7}, {@code -1.1145603e-06}; NaN and infinities as the strings the mapping has for them. */
    static String floatText(float value) {
        if (value == 0) {
            return "0";
        }
        var digits = new BigDecimal(Float.toString(value)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < Math.max(6, digits.precision())) {
            return digits.toPlainString();
        }
        var mantissa = digits.scaleByPowerOfTen(-exponent).toPlainString();
        return String.format(Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static final class FloatWriter extends StdSerializer<Float> {

        FloatWriter() {
            super(Float.class);
        }

        @Override
        public void serialize(Float value, JsonGenerator out, SerializationContext context) {
            if (Float.isFinite(value)) {
                out.writeNumber(floatText(value));
            } else {
                out.writeString(Float.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
            }
        }
    }
}
