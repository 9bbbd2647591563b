package io.pitchpipe.tuningserver.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the API knows of its request messages: enough to read their JSON as the proto3 mapping says, and to say where it is wrong. */
final class Schema {

    enum Kind {
        STRING,
        INT32,
        INT64,
        FLOAT,
        BOOL,
        ENUM,
        MESSAGE
    }

    /** What becomes of a field. */
    enum Use {
        READ,
        /** Output only, or of no meaning here: whatever is there is passed over. */
        IGNORED,
        /** The API has it, this server does not: refused when it is there. */
        REFUSED
    }

    /**
     * A field.
     *
     * @param snake its proto name
     * @param camel its JSON name
     * @param kind what it holds
     * @param repeated whether it is a list
     * @param message the message it holds
     * @param values the enum it holds
     * @param oneof the group of which only one may be set
     * @param use what becomes of it
     */
    record Field(
            String snake,
            String camel,
            Kind kind,
            boolean repeated,
            @Nullable Schema message,
            @Nullable WireEnum values,
            @Nullable String oneof,
            Use use) {

        Field many() {
            return new Field(snake, camel, kind, true, message, values, oneof, use);
        }

        Field oneof(String group) {
            return new Field(snake, camel, kind, repeated, message, values, group, use);
        }
    }

    private final String name;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    private Schema(String name, Collection<Field> fields) {
        this.name = name;
        for (var field : fields) {
            this.fields.put(field.camel(), field);
            this.fields.put(field.snake(), field);
        }
    }

    String name() {
        return name;
    }

    /** The field of this name, snake or camel. */
    @Nullable
    Field field(String name) {
        return fields.get(name);
    }

    private static Schema message(String name, Field... fields) {
        return new Schema(name, List.of(fields));
    }

    private static Field field(String snake, Kind kind) {
        return new Field(snake, camel(snake), kind, false, null, null, null, Use.READ);
    }

    private static Field field(String snake, Schema message) {
        return new Field(snake, camel(snake), Kind.MESSAGE, false, message, null, null, Use.READ);
    }

    private static Field field(String snake, WireEnum values) {
        return new Field(snake, camel(snake), Kind.ENUM, false, null, values, null, Use.READ);
    }

    private static Field ignored(String snake) {
        return new Field(snake, camel(snake), Kind.STRING, false, null, null, null, Use.IGNORED);
    }

    private static Field refused(String snake) {
        return new Field(snake, camel(snake), Kind.STRING, false, null, null, null, Use.REFUSED);
    }

    /** The JSON name of a proto name. */
    static String camel(String snake) {
        var camel = new StringBuilder(snake.length());
        for (int i = 0; i < snake.length(); i++) {
            boolean after = i > 0 && snake.charAt(i - 1) == '_';
            if (snake.charAt(i) != '_') {
                camel.append(
                        after
                                ? String.valueOf(snake.charAt(i)).toUpperCase(Locale.ROOT)
                                : String.valueOf(snake.charAt(i)));
            }
        }
        return camel.toString();
    }

    private static final Schema EXAMPLE = message(
            "TuningExample", field("text_input", Kind.STRING).oneof("model_input"), field("output", Kind.STRING));

    private static final Schema EXAMPLES =
            message("TuningExamples", field("examples", EXAMPLE).many(), refused("multiturn_examples"));

    private static final Schema DATASET =
            message("Dataset", field("examples", EXAMPLES).oneof("dataset"));

    /** Not in the API: ours, see docs/api.md. */
    private static final Schema VALIDATION = message(
            "TuningValidation",
            field("data", DATASET),
            field("keep_best", Kind.BOOL),
            field("patience", Kind.INT32),
            ignored("example_count"),
            ignored("start_loss"),
            ignored("kept_step"),
            ignored("kept_epoch"),
            ignored("ended_early"),
            ignored("message"));

    private static final Schema SOURCE =
            message("TunedModelSource", field("tuned_model", Kind.STRING), ignored("base_model"));

    private static final Schema TUNED_MODEL = tunedModel(
            message(
                    "Hyperparameters",
                    field("epoch_count", Kind.INT32),
                    field("batch_size", Kind.INT32),
                    field("learning_rate", Kind.FLOAT).oneof("learning_rate_option"),
                    field("learning_rate_multiplier", Kind.FLOAT).oneof("learning_rate_option")),
            field("reader_project_numbers", Kind.INT64).many());

    /** The PaLM API's has no rate multiplier and is shared with principals only. */
    private static final Schema TUNED_MODEL_V1BETA3 = tunedModel(message(
            "Hyperparameters",
            field("epoch_count", Kind.INT32),
            field("batch_size", Kind.INT32),
            field("learning_rate", Kind.FLOAT)));

    private static Schema tunedModel(Schema hyperparameters, Field... more) {
        var task = message(
                "TuningTask",
                ignored("start_time"),
                ignored("complete_time"),
                ignored("snapshots"),
                field("training_data", DATASET),
                field("hyperparameters", hyperparameters),
                field("validation", VALIDATION));
        var fields = new ArrayList<>(List.of(
                ignored("name"),
                field("tuned_model_source", SOURCE).oneof("source_model"),
                field("base_model", Kind.STRING).oneof("source_model"),
                field("display_name", Kind.STRING),
                field("description", Kind.STRING),
                ignored("state"),
                ignored("create_time"),
                ignored("update_time"),
                field("tuning_task", task),
                field("temperature", Kind.FLOAT),
                field("top_p", Kind.FLOAT),
                field("top_k", Kind.INT32)));
        fields.addAll(List.of(more));
        return new Schema("TunedModel", fields);
    }

    /** A tuned model as a version of the surface knows it. */
    static Schema tunedModel(String version) {
        return version.equals("v1beta3") ? TUNED_MODEL_V1BETA3 : TUNED_MODEL;
    }

    private static final Schema PART = message(
            "Part",
            field("text", Kind.STRING),
            ignored("thought"),
            ignored("thought_signature"),
            refused("inline_data"),
            refused("file_data"),
            refused("function_call"),
            refused("function_response"),
            refused("executable_code"),
            refused("code_execution_result"),
            refused("video_metadata"));

    private static final Schema CONTENT =
            message("Content", field("parts", PART).many(), field("role", Kind.STRING));

    private static final Schema GENERATION_CONFIG = message(
            "GenerationConfig",
            field("candidate_count", Kind.INT32),
            field("stop_sequences", Kind.STRING).many(),
            field("max_output_tokens", Kind.INT32),
            field("temperature", Kind.FLOAT),
            field("top_p", Kind.FLOAT),
            field("top_k", Kind.INT32),
            field("seed", Kind.INT32),
            field("response_mime_type", Kind.STRING),
            refused("response_schema"),
            refused("response_json_schema"),
            refused("_response_json_schema"),
            refused("presence_penalty"),
            refused("frequency_penalty"),
            refused("response_logprobs"),
            refused("logprobs"),
            refused("speech_config"),
            refused("image_config"),
            ignored("enable_enhanced_civic_answers"),
            ignored("response_modalities"),
            ignored("thinking_config"),
            ignored("media_resolution"));

    private static final Schema SAFETY_SETTING = message(
            "SafetySetting",
            field("category", WireEnum.HARM_CATEGORY),
            field("threshold", WireEnum.HARM_BLOCK_THRESHOLD));

    static final Schema GENERATE_CONTENT = message(
            "GenerateContentRequest",
            ignored("model"),
            field("contents", CONTENT).many(),
            refused("tools"),
            refused("tool_config"),
            field("safety_settings", SAFETY_SETTING).many(),
            field("system_instruction", CONTENT),
            field("generation_config", GENERATION_CONFIG),
            refused("cached_content"),
            ignored("labels"));

    static final Schema COUNT_TOKENS = message(
            "CountTokensRequest",
            ignored("model"),
            field("contents", CONTENT).many(),
            field("generate_content_request", GENERATE_CONTENT));

    /** Not in the API: ours, see docs/api.md. */
    static final Schema COUNT_EXAMPLE_TOKENS =
            message("CountExampleTokensRequest", ignored("model"), field("examples", EXAMPLES));

    private static final Schema TEXT_PROMPT = message("TextPrompt", field("text", Kind.STRING));

    static final Schema GENERATE_TEXT = message(
            "GenerateTextRequest",
            ignored("model"),
            field("prompt", TEXT_PROMPT),
            field("temperature", Kind.FLOAT),
            field("candidate_count", Kind.INT32),
            field("max_output_tokens", Kind.INT32),
            field("top_p", Kind.FLOAT),
            field("top_k", Kind.INT32),
            field("safety_settings", SAFETY_SETTING).many(),
            field("stop_sequences", Kind.STRING).many());

    static final Schema COUNT_TEXT_TOKENS =
            message("CountTextTokensRequest", ignored("model"), field("prompt", TEXT_PROMPT));

    static final Schema PERMISSION = message(
            "Permission",
            ignored("name"),
            field("grantee_type", WireEnum.GRANTEE_TYPE),
            field("email_address", Kind.STRING),
            field("role", WireEnum.ROLE));

    static final Schema TRANSFER_OWNERSHIP =
            message("TransferOwnershipRequest", ignored("name"), field("email_address", Kind.STRING));

    static final Schema EMPTY = message("Empty", ignored("name"));

    static final Schema PROJECT =
            message("Project", field("display_name", Kind.STRING), field("project_id", Kind.STRING));

    static final Schema KEY = message("Key", field("display_name", Kind.STRING), field("principal", Kind.STRING));

    static final Schema PRIORITY = message("Priority", field("priority", Kind.INT32));

    static final Schema QUOTA =
            message("Quota", field("jobs", Kind.INT32), field("examples", Kind.INT32), field("minutes", Kind.INT32));

    static final Schema GROUP = message("Group", field("members", Kind.STRING).many());
}
