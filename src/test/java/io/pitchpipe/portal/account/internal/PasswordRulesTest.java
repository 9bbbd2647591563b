package io.pitchpipe.portal.account.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.common.Refused;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @CsvSource({
        "short-horse, account.password.short",
        "password123456, account.password.guessable",
        "qwertyuiop[], account.password.guessable",
        "aaaaaaaaaaaaaaaa, account.password.guessable",
        "adalovelace1815, account.password.guessable",
        "123456789012, account.password.guessable",
    })
    void what_is_short_or_easy_to_guess_is_refused(String password, String key) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> rules.check(password, List.of("Ada Lovelace", "adalovelace", "1815")))
                .matches(refused -> refused.key().equals(key), "is refused with " + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seven-lanterns-drift-home", "blauer Elch trinkt Kakao", "鋼の月が静かに歌う夜明けだった"})
    void a_few_unrelated_words_pass_in_any_script(String password) {
        assertThatCode(() -> rules.check(password, List.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {73, 100})
    void what_bcrypt_would_cut_off_is_refused(int length) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> rules.check("x".repeat(length), List.of()))
                .matches(refused -> refused.key().equals("account.password.long"));
    }
}
