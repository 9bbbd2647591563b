package io.pitchpipe.portal.catalog.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.Template;
import io.pitchpipe.portal.tuning.Preamble;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodeSamplesTests {

    private static CodeSamples samples(Preamble preamble) {
        return new CodeSamples("https://models.example.org", "tunedModels/router-1", preamble);
    }

    @Test
    void without_a_template_the_input_is_a_text() {
        var samples = samples(new Preamble("Say \"hi\"."));

        assertThat(samples.curl()).contains("Say \\\\\"hi\\\\\".\\n\\nyour input".replace("\\\\", "\\"));
        assertThat(samples.python()).contains("def ask(text):\n    prompt = ").contains("print(ask(\"your input\"))");
        assertThat(samples.java()).contains("String input = \"your input\";\n");
    }

    @Test
    void a_template_is_a_sum_of_its_columns_in_every_language() {
        var samples = samples(new Preamble("Route it.", Optional.of(new Template("{{{a \"b\"}}}\n{body}"))));

        assertThat(samples.curl()).contains("Route it.\\n\\n{your a \\\"b\\\"}\\nyour body");
        assertThat(samples.python())
                .contains(
                        "def ask(row):\n    text = \"{\" + row[\"a \\\"b\\\"\"] + \"}\\n\" + row[\"body\"]\n    prompt = ")
                .contains("print(ask({\"a \\\"b\\\"\": \"your a \\\"b\\\"\", \"body\": \"your body\"}))");
        assertThat(samples.java())
                .contains("java.util.Map.entry(\"body\", \"your body\"));\n")
                .contains("String input = \"{\" + row.get(\"a \\\"b\\\"\") + \"}\\n\" + row.get(\"body\");\n");
    }
}
