package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChatTemplateTests {

    private static final String SMOLLM2 =
            "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}{{ '<|im_start|>system\\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\\n' }}{% endif %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    private static String written(String template, Prompt prompt) {
        return Spelling.written(ChatTemplate.of(template), prompt);
    }

    private static final Prompt CHAT = new Prompt(List.of(
            new Prompt.Turn(Prompt.Role.SYSTEM, "S"),
            new Prompt.Turn(Prompt.Role.USER, "U"),
            new Prompt.Turn(Prompt.Role.MODEL, "M"),
            new Prompt.Turn(Prompt.Role.USER, "V")));

    @Test
    void chatml_adds_the_templates_own_system_turn_when_a_chat_has_none() {
        assertThat(written(SMOLLM2, Prompt.of("Hi"))).isEqualTo("""
                        <|im_start|>system
                        You are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>
                        <|im_start|>user
                        Hi<|im_end|>
                        <|im_start|>assistant
                        """);
        assertThat(written(SMOLLM2.replace("\\n", "\n"), Prompt.of("Hi")))
                .as("GGUF files have the line breaks themselves")
                .isEqualTo(written(SMOLLM2, Prompt.of("Hi")));
        assertThat(written(SMOLLM2, CHAT)).isEqualTo("""
                        <|im_start|>system
                        S<|im_end|>
                        <|im_start|>user
                        U<|im_end|>
                        <|im_start|>assistant
                        M<|im_end|>
                        <|im_start|>user
                        V<|im_end|>
                        <|im_start|>assistant
                        """);
    }

    @Test
    void llama_3_and_zephyr_have_forms_of_their_own() {
        assertThat(written("{{ '<|start_header_id|>' + role }}", Prompt.of("Hi")))
                .isEqualTo(
                        "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n");
        assertThat(written("{{ '<|user|>\\n' + content + eos_token }}", Prompt.of("Hi")))
                .isEqualTo("<|user|>\nHi</s>\n<|assistant|>\n");
    }

    @Test
    void gemma_trims_what_is_said_and_puts_the_system_turn_in_front_of_the_first() {
        assertThat(written(
                        "{{ '<start_of_turn>' + role }}",
                        new Prompt(List.of(
                                new Prompt.Turn(Prompt.Role.SYSTEM, "S"),
                                new Prompt.Turn(Prompt.Role.USER, " U\u00a0\n"),
                                new Prompt.Turn(Prompt.Role.MODEL, "M"),
                                new Prompt.Turn(Prompt.Role.USER, "V")))))
                .isEqualTo("""
                        <bos><start_of_turn>user
                        S

                        U<end_of_turn>
                        <start_of_turn>model
                        M<end_of_turn>
                        <start_of_turn>user
                        V<end_of_turn>
                        <start_of_turn>model
                        """);
    }

    @Test
    void a_template_of_no_known_form_is_said_so() {
        assertThat(ChatTemplate.of("{{ '[INST]' + content }}").words(false)).contains("no form that the engine knows");
        assertThat(ChatTemplate.of(SMOLLM2).words(true)).contains("ChatML");
        assertThat(ChatTemplate.of(null).words(true)).contains("no chat template");
    }

    @Test
    void all_that_python_counts_as_white_space_is_trimmed() {
        for (char letter = 0; letter < 0x3100; letter++) {
            boolean space = Pattern.compile("[\\s\\x1c-\\x1f]", Pattern.UNICODE_CHARACTER_CLASS)
                    .matcher(String.valueOf(letter))
                    .matches();
            assertThat(written("{{ '<start_of_turn>' }}", Prompt.of(letter + "x" + letter))
                            .contains("user\nx<end_of_turn>"))
                    .as("U+%04x", (int) letter)
                    .isEqualTo(space);
        }
    }

    @Test
    void millions_of_spaces_within_a_turn_are_looked_at_once() {
        var text = "x" + " ".repeat(4_000_000) + "x";

        assertThat(written("{{ '<start_of_turn>' }}", Prompt.of(text))).contains(text);
    }

    @Test
    void a_model_without_a_template_is_given_the_text_alone() {
        Spelling spelling = new Spelling();
        assertThat(spelling.text(
                        ChatTemplate.of(null).prompt(spelling, Prompt.of("Hi").turns())))
                .isEqualTo("Hi\n");
    }

    @Test
    void an_answer_to_learn_ends_with_the_end_of_its_turn() {
        Spelling spelling = new Spelling();
        assertThat(spelling.text(ChatTemplate.of(SMOLLM2).answer(spelling, "9")))
                .isEqualTo("9<|im_end|>");
    }

    @Property(tries = 200)
    void any_text_survives_the_byte_tokenizer(@ForAll String any) {
        String text = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        ByteTokenizer tokenizer = new ByteTokenizer();
        int[] tokens = tokenizer.encode(text);
        byte[] bytes = new byte[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            assertThat(tokens[i]).isLessThan(256);
            bytes[i] = tokenizer.bytes(tokens[i])[0];
        }
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(text);
    }
}
