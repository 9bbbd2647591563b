package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which language a text is in, on sentences as people write them to a helpdesk, and on what is no sentence. */
class LanguagesTest {

    private final Languages languages = new Languages();

    private byte said(String text) {
        return languages.of(text, Scripts.of(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Where is my order from last week?
            en | I would like to change my address
            en | how do i get my money back
            de | Wo bleibt meine Bestellung?
            de | Kann ich die Rechnung noch einmal bekommen?
            fr | Où est ma commande de la semaine dernière ?
            fr | Je voudrais changer mon adresse
            es | ¿Dónde está mi pedido de la semana pasada?
            es | quiero que me devuelvan el dinero
            it | Dove si trova il mio ordine della settimana scorsa?
            pt | Onde está a minha encomenda da semana passada?
            nl | Waar blijft mijn bestelling van vorige week?
            pl | Gdzie jest paczka, która była u nas w tym roku?
            sv | Var är min beställning från förra veckan?
            da | Jeg har ikke fået den bestilling, som jeg købte i sidste uge
            no | Jeg har ikke fått bestillingen som jeg kjøpte forrige uke, og hva gjør jeg nå?
            tr | Geçen hafta verdiğim sipariş şimdi nerede?
            cs | Kde je moje objednávka, kterou jsem poslal minulý týden?
            sk | Kde je moja objednávka, ktorú som poslal minulý týždeň?
            fi | Missä minun viime viikon tilaukseni on?
            hu | Hol van a múlt heti rendelésem, és mikor jön meg?
            ro | Unde este comanda mea de săptămâna trecută?
            hr | Gdje je moja narudžba koju sam poslao prošli tjedan?
            vi | Đơn hàng của tôi tuần trước đang ở đâu?
            id | Di mana pesanan saya dari minggu lalu?
            ru | Где мой заказ с прошлой недели?
            uk | Де моє замовлення з минулого тижня, і коли воно буде?
            el | Πού είναι η παραγγελία μου;
            ja | 先週の注文はどこですか
            zh | 我上周的订单现在在哪里
            ko | 지난주에 주문한 것은 어디에 있습니까?
            """)
    void a_sentence_is_in_its_language(String tag, String text) {
        var said = said(text);

        assertThat(said).isNotEqualTo(Languages.UNKNOWN);
        assertThat(Languages.tag(said)).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "42",
                "ok",
                "München",
                "positive",
                "El Salvador",
                "St. Pierre & Miquelon",
                "Symbols (av-symbol)",
                "BYZANTINE MUSICAL SYMBOL MARTYRIA PLAGIOS TETARTOS ICHOS",
                "SKU-77812-X / Köln-Mülheim",
                "Müller & Söhne GmbH",
                "Jürgen Schmidt, Anna-Lena Weber",
                "iPhone 15 Pro Max 256 GB Titan",
                "ACGT TTGA CCAT GGAT",
                "for (int i = 0; i < n; i++) { sum += a[i]; }",
                "<div class=\"in\"><a href=\"#\">der</a></div>",
                "https://example.org/in/the/der/die/das?of=und",
                "xkcd qwrt zzpl mnbv",
                "\ud83d\ude00\ud83d\ude00\ud83d\ude00",
                "\ud83d \udc00 \ud83d"
            })
    void what_is_no_sentence_has_no_language(String text) {
        assertThat(said(text)).isEqualTo(Languages.UNKNOWN);
    }

    @Test
    void relatives_agree_where_either_could_be_meant_and_not_where_both_are_sure() {
        var danish = said("Jeg har ikke fået den bestilling, som jeg købte i sidste uge");
        var norwegian = said("Jeg har ikke fått bestillingen som jeg kjøpte forrige uke, og hva gjør jeg nå?");
        var either = said("Hvem er Frankrigs president?");

        assertThat(Languages.agrees(danish, norwegian)).isFalse();
        assertThat(Languages.agrees(danish, either)).isTrue();
        assertThat(Languages.agrees(either, norwegian)).isTrue();
        assertThat(Languages.agrees(either, said("Where is my order from last week?")))
                .isFalse();
    }

    /** Sentences of other people's packages (languages/LICENCES.txt), 20 to 250 characters in 30 languages. */
    @Test
    void of_real_sentences_most_are_known_and_none_is_taken_for_another_language() throws IOException {
        var known = 0;
        List<String> sentences;
        try (var file = Objects.requireNonNull(getClass().getResourceAsStream("/languages/sentences.tsv"))) {
            sentences = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        for (var sentence : sentences) {
            var parts = sentence.split("\t");
            var said = said(parts[2]);
            if (said != Languages.UNKNOWN) {
                known++;
                var language = IntStream.range(0, Languages.count())
                        .filter(each -> Languages.tag(each).equals(parts[0]))
                        .findFirst()
                        .orElseThrow();
                assertThat(Languages.agrees(said, language)).as(sentence).isTrue();
            }
        }
        assertThat(sentences).hasSize(637);
        assertThat(known).isGreaterThan(sentences.size() * 17 / 20);
    }

    @Test
    void only_the_beginning_of_a_long_text_counts() {
        var english = "Where is my order from last week? ".repeat(20);

        assertThat(Languages.tag(said(english + "Wo bleibt meine Bestellung? ".repeat(500))))
                .isEqualTo("en");
    }

    @Property(tries = 500)
    void any_text_is_looked_at_and_the_same_is_said_of_it_again(@ForAll String text) {
        var said = said(text);

        assertThat(new Languages().of(text, Scripts.of(text))).isEqualTo(said);
        assertThat(said == Languages.UNKNOWN || Languages.language(said) < Languages.count())
                .isTrue();
    }
}
