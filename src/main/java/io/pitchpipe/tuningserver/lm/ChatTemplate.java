package io.pitchpipe.tuningserver.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a chat is written for a model: one of the forms that models of this family use, found by the marks in their own template. The templates' language itself is
 * not interpreted: a model file can thus neither loop nor read anything.
 *
 * @param form the form
 * @param system the system turn that the template adds when a chat has none
 */
record ChatTemplate(Form form, @Nullable String system) {

    private static final Pattern SYSTEM =
            Pattern.compile("'<\\|im_start\\|>system(?:\\\\n|\n)([^'{}<]+)<\\|im_end\\|>");

    /** Forms of a turn: text around the role's name and the content, tokens in angle brackets being special. */
    enum Form {
        /** SmolLM2, Qwen and many others. */
        CHATML("<|im_start|>", "<|im_end|>"),
        /** Llama 3. */
        LLAMA3("<|start_header_id|>", "<|eot_id|>"),
        /** TinyLlama, Zephyr. */
        ZEPHYR("<|user|>", "</s>"),
        /** Gemma, which knows no system turn: it is put in front of the user's first. */
        GEMMA("<start_of_turn>", "<end_of_turn>"),
        /** The bundled demo base. */
        DEMO("<|user|>", "<|end|>"),
        /** No template: the text alone, ended by the end-of-text token. */
        PLAIN("", "");

        private final String mark;
        private final String end;

        Form(String mark, String end) {
            this.mark = mark;
            this.end = end;
        }
    }

    /**
     * How chats are written, for people.
     *
     * @param known whether the model's own template is of a form that is known here, if it has one
     */
    String words(boolean known) {
        if (!known) {
            return "Its chat template is of no form that the engine knows: texts are given to it as they are, and it may answer worse than elsewhere.";
        }
        return switch (form) {
            case CHATML -> "Chats are written in the form ChatML.";
            case LLAMA3 -> "Chats are written in the form of Llama 3.";
            case ZEPHYR -> "Chats are written in the form of Zephyr.";
            case GEMMA -> "Chats are written in the form of Gemma.";
            case DEMO -> "Chats are written in a form of its own.";
            case PLAIN -> "It has no chat template: texts are given to it as they are.";
        };
    }

    /** The form that a template is written in, or plain when it is of none that is known. */
    static ChatTemplate of(@Nullable String template) {
        if (template == null) {
            return new ChatTemplate(Form.PLAIN, null);
        }
        Form form = Arrays.stream(Form.values())
                .filter(candidate -> candidate != Form.DEMO && template.contains(candidate.mark))
                .findFirst()
                .orElse(Form.PLAIN);
        return new ChatTemplate(form, form == Form.CHATML ? defaultSystem(template) : null);
    }

    /** SmolLM2's and Qwen2's templates write their system turn out, between these marks; the line break may be escaped or not. */
    private static @Nullable String defaultSystem(String template) {
        Matcher matcher = SYSTEM.matcher(template);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** Tokens of a chat up to where the model's answer begins. */
    int[] prompt(Tokenizer tokenizer, List<Prompt.Turn> turns) {
        Tokens tokens = new Tokens(tokenizer);
        if (form == Form.LLAMA3) {
            tokens.special("<|begin_of_text|>");
        } else if (form == Form.GEMMA) {
            tokens.special("<bos>");
        }
        if (system != null && turns.getFirst().role() != Prompt.Role.SYSTEM) {
            turn(tokens, Prompt.Role.SYSTEM, system);
        }
        for (Prompt.Turn turn : said(turns)) {
            turn(tokens, turn.role(), turn.text());
        }
        opening(tokens, Prompt.Role.MODEL);
        return tokens.toArray();
    }

    /** Tokens of an answer to learn: its text and the end of the turn. */
    int[] answer(Tokenizer tokenizer, String text) {
        Tokens tokens = new Tokens(tokenizer);
        tokens.text(text);
        tokens.add(endOfTurn(tokenizer));
        return tokens.toArray();
    }

    /** The token that ends an answer. */
    int endOfTurn(Tokenizer tokenizer) {
        List<String> ends =
                form == Form.PLAIN ? List.of("<|endoftext|>", "</s>", "<|end_of_text|>") : List.of(form.end);
        return ends.stream()
                .mapToInt(tokenizer::special)
                .filter(token -> token >= 0)
                .findFirst()
                .orElseThrow(() -> new UnreadableModelException(
                        "The tokenizer lacks the token that ends an answer, one of " + ends));
    }

    /** The turns as the template says them: Llama 3's and Gemma's trim them, and Gemma's later ones put the system turn in front of the next. */
    private List<Prompt.Turn> said(List<Prompt.Turn> turns) {
        if (form != Form.LLAMA3 && form != Form.GEMMA) {
            return turns;
        }
        List<Prompt.Turn> said = new ArrayList<>();
        String prefix = "";
        for (Prompt.Turn turn : turns) {
            if (form == Form.GEMMA && turn.role() == Prompt.Role.SYSTEM && said.isEmpty()) {
                prefix += turn.text() + "\n\n";
            } else {
                said.add(new Prompt.Turn(turn.role(), prefix + trimmed(turn.text())));
                prefix = "";
            }
        }
        return said;
    }

    /** The text without what a template's trim takes away: all that Python counts as white space. Each character is looked at once; a pattern that looks for the end of a text takes time in its square. */
    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Whether Python counts it as white space; all of those are single UTF-16 units. */
    private static boolean isSpace(char letter) {
        return letter >= '\t' && letter <= '\r'
                || letter >= 0x1c && letter <= 0x20
                || letter == 0x85
                || Character.isSpaceChar(letter);
    }

    private void turn(Tokens tokens, Prompt.Role role, String text) {
        opening(tokens, role);
        tokens.text(text);
        if (form != Form.PLAIN) {
            tokens.special(form.end);
        }
        if (form == Form.CHATML || form == Form.ZEPHYR || form == Form.GEMMA || form == Form.PLAIN) {
            tokens.text("\n");
        }
    }

    private void opening(Tokens tokens, Prompt.Role role) {
        String name = role == Prompt.Role.MODEL ? "assistant" : role.name().toLowerCase(java.util.Locale.ROOT);
        switch (form) {
            case CHATML -> {
                tokens.special("<|im_start|>");
                tokens.text(name + "\n");
            }
            case LLAMA3 -> {
                tokens.special("<|start_header_id|>");
                tokens.text(name);
                tokens.special("<|end_header_id|>");
                tokens.text("\n\n");
            }
            case GEMMA -> {
                tokens.special("<start_of_turn>");
                tokens.text((role == Prompt.Role.MODEL ? "model" : name) + "\n");
            }
            case ZEPHYR -> tokens.text("<|" + name + "|>\n");
            case DEMO -> tokens.special("<|" + (role == Prompt.Role.MODEL ? "model" : name) + "|>");
            case PLAIN -> {}
        }
    }

    /** A growing list of tokens; texts that follow each other are encoded as one, as the template's own string would be. */
    private static final class Tokens {
        private final Tokenizer tokenizer;
        private final List<int[]> parts = new ArrayList<>();
        private final StringBuilder pending = new StringBuilder();

        Tokens(Tokenizer tokenizer) {
            this.tokenizer = tokenizer;
        }

        void text(String text) {
            pending.append(text);
        }

        void special(String spelling) {
            int token = tokenizer.special(spelling);
            if (token < 0) {
                throw new UnreadableModelException(
                        "The tokenizer lacks the token " + spelling + ", which the chat template needs");
            }
            add(token);
        }

        void add(int token) {
            flush();
            parts.add(new int[] {token});
        }

        private void flush() {
            if (!pending.isEmpty()) {
                parts.add(tokenizer.encode(pending.toString()));
                pending.setLength(0);
            }
        }

        int[] toArray() {
            flush();
            return parts.stream().flatMapToInt(IntStream::of).toArray();
        }
    }
}
