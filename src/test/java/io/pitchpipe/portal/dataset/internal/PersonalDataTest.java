package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.internal.PersonalData.Kind;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    /** Addresses and numbers are those that their registries publish as examples. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write to jane.doe+x@mail.example.co.uk, please|write to [email], please",
                "(ada@example.org)|([email])",
                "IBAN DE89 3704 0044 0532 0130 00 THANK YOU|IBAN [IBAN] THANK YOU",
                "GB29NWBK60161331926819|[IBAN]",
                "NO9386011117947.|[IBAN].",
                "card 4111 1111 1111 1111 and 5500-0000-0000-0004|card [card] and [card]",
                "amex 340000000000009|amex [card]",
                "call +49 (30) 901820 or 0049 30 901820|call [phone] or [phone]",
                "call (555) 234-5678 today|call [phone] today",
                "030 901820-0 is ours|[phone] is ours",
                "call (555)234-5678 or 555.234.5678|call [phone] or [phone]",
                "Tel. 02151-1234 56, or 02151-1234|Tel. [phone], or [phone]",
                "01 23 45 67 89 or 020 7946 0958|[phone] or [phone]",
            })
    void what_belongs_to_a_person_is_masked(String text, String masked) {
        assertThat(PersonalData.mask(text, ALL)).isEqualTo(masked);
        assertThat(possible(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on 01-02-2026 at 10:30",
                "05-02-2026 10:30:00 started",
                "Boston, MA 02110-1301, USA",
                "Boston, MA 02110-1301",
                "02110-1301 USA",
                "Clause 252.227-7013 (c)",
                "version 10.100.000.1",
                "order 1234567890123",
                "4111 1111 1111 1112",
                "DE89 3704 0044 0532 0130 01",
                "6011 0000 0000 0000 is no card",
                "mail me @ home",
                "a@b",
                "10,100,000",
                "-98765432101",
                "price 1.234.567,89"
            })
    void what_only_looks_like_it_stays(String text) {
        assertThat(PersonalData.find(text, ALL)).isEmpty();
        assertThat(PersonalData.mask(text, ALL)).isSameAs(text);
    }

    @Test
    void only_the_kinds_asked_for_are_masked() {
        var text = "ada@example.org 4111111111111111";

        assertThat(PersonalData.mask(text, EnumSet.of(Kind.CARD))).isEqualTo("ada@example.org [card]");
        assertThat(PersonalData.find(text, ALL))
                .extracting(PersonalData.Place::kind)
                .containsExactly(Kind.EMAIL, Kind.CARD);
    }

    @Test
    void a_changed_digit_breaks_either_checksum() {
        var card = "4111111111111111";
        var iban = "DE89370400440532013000";
        for (var at : List.of(3, 7, 12)) {
            assertThat(PersonalData.card(changed(card, at))).isFalse();
            assertThat(PersonalData.iban(changed(iban, at))).isFalse();
        }
        assertThat(PersonalData.card(card)).isTrue();
        assertThat(PersonalData.iban(iban)).isTrue();
    }

    private static String changed(String digits, int at) {
        var other = (char) ('0' + (digits.charAt(at) - '0' + 1) % 10);
        return digits.substring(0, at) + other + digits.substring(at + 1);
    }

    @Test
    void text_made_to_be_slow_to_search_is_not() {
        for (var text :
                List.of("1".repeat(40_000), "a.".repeat(20_000) + "@", "0 ".repeat(20_000), "A1".repeat(20_000))) {
            assertThat(PersonalData.mask(text, ALL)).isEqualTo(text);
        }
    }

    private static boolean possible(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return !PersonalData.possible(bytes, 0, bytes.length).isEmpty();
    }
}
