package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Qwen 2 and 3
                "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                // Llama 3
                "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                // GPT-2
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                // o200k, as newer models have it
                "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                // DeepSeek's distilled Qwen and Llama
                "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                "[一-龥぀-ゟ゠-ヿ]+",
                "\\p{N}{1,3}",
                "\\d+",
                " {2,}",
                ""
            })
    void what_tokenizers_in_use_cut_by_is_run(String pattern) {
        assertThatCode(() -> LinearPattern.check(pattern)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(?:a|a)+b",
                "(?:a|ab)*c",
                "(?:a{1,9}){1,9}b",
                "a*a*b",
                "a*b",
                "\\s+$",
                ".*.*x",
                "(a?){30}a{30}",
                "a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaa",
                "(?:a|b|c)(?:a|b|c)(?:a|b|c)(?:a|b|c)(?:a|b|c)(?:a|b|c)(?:a|b|c)(?:a|b|c)x",
                "(a)\\1+",
                "\\g<0>",
                "(?<=a+)b",
                "(?=a*b)a",
                "(?<name>a*)b",
                "a**",
                "(?:a",
                "[a",
                "a)",
                "\\",
                "a{99999}"
            })
    void what_could_take_without_end_is_refused(String pattern) {
        assertThatThrownBy(() -> LinearPattern.check(pattern))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("pattern");
    }
}
