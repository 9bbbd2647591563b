package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.internal.PersonalData.Kind;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are told by the words around them, in six languages; the words stay, and so does what is none. In the tables, ⏎ is a new line. */
class PersonNamesTest {

    private static final Set<Kind> NAMES = EnumSet.of(Kind.NAME);

    private static String masked(String text) {
        var masked = PersonalData.mask(text.replace('⏎', '\n'), NAMES);
        return masked.replace('\n', '⏎');
    }

    private static void holds(String text, String masked) {
        assertThat(masked(text)).isEqualTo(masked);
        assertThat(masked(masked)).isEqualTo(masked);
        assertThat(possible(text.replace('⏎', '\n'))).isTrue();
    }

    private static boolean possible(String text) {
        // Bytes of another text around it must not be looked at.
        var bytes = ("x" + text + "Mr Smith").getBytes(StandardCharsets.UTF_8);
        return CueBytes.possible(bytes, 1, bytes.length - 8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Dear Mr Smith,|Dear Mr [name],",
                "Dear Ada, thank you for it|Dear [name], thank you for it",
                "Hi John,⏎where is it?|Hi [name],⏎where is it?",
                "Thanks for that! Hello Ada Lovelace!|Thanks for that! Hello [name]!",
                "\"Good morning Bob\", she said|\"Good morning [name]\", she said",
                "Hi Ada and Bob,|Hi [name] and [name],",
                "Dear Mr. & Mrs. O'Neil:|Dear Mr. & Mrs. [name]:",
                "ask Dr. J. R. McDonald about it|ask Dr. [name] about it",
                "Ms. Smith's parcel|Ms. [name]'s parcel",
                "MR. BROOKS: Objection|MR. [name]: Objection",
                "Good day, my name is Seán O’Brien.|Good day, my name is [name].",
                "I'm called Ada K. Lovelace now|I'm called [name] now",
                "It is broken. Kind regards, Ada Lovelace|It is broken. Kind regards, [name]",
                "It is broken.⏎⏎Best,⏎Ada|It is broken.⏎⏎Best,⏎[name]",
                "Cheers!⏎- Ada Lovelace, Head of Engines|Cheers!⏎- [name], Head of Engines",
                "Name: Ada Lovelace|Name: [name]",
                "Order 5; Customer: Bob Smith Age: 36|Order 5; Customer: [name] Age: 36",
                "{\"first name\": \"Ada\", \"age\": 36}|{\"first name\": \"[name]\", \"age\": 36}",
                "**Patient name:** Ada|**Patient name:** [name]",
                "From: \"Ada Lovelace\" <ada@example.org>|From: \"[name]\" <ada@example.org>",
            })
    void in_english(String text, String masked) {
        holds(text, masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sehr geehrte Frau Müller,|Sehr geehrte Frau [name],",
                "Sehr geehrter Herr Prof. Dr. med. Müller-Lüdenscheidt,|Sehr geehrter Herr Prof. Dr. med. [name],",
                "Liebe Anna, danke!|Liebe [name], danke!",
                "LIEBER BERND!|LIEBER [name]!",
                "Hallo Herr Schmidt⏎wo bleibt es?|Hallo Herr [name]⏎wo bleibt es?",
                "Herr und Frau von der Leyen kommen|Herr und Frau [name] kommen",
                "Fragen Sie Herrn Öztürk.|Fragen Sie Herrn [name].",
                "Guten Tag, mein Name ist Jörg Weiß und ich|Guten Tag, mein Name ist [name] und ich",
                "ich heiße Zoë|ich heiße [name]",
                "Mit freundlichen Grüßen⏎Ihr Max Mustermann|Mit freundlichen Grüßen⏎Ihr [name]",
                "Danke! LG Anna|Danke! LG [name]",
                "Nachname: Weiß|Nachname: [name]",
                "Kundin: Frau Weiß|Kundin: Frau [name]",
            })
    void in_german(String text, String masked) {
        holds(text, masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Chère Madame Dupont,|Chère Madame [name],",
                "Cher M. Durand,|Cher M. [name],",
                "Bonjour Claire !|Bonjour [name] !",
                "demandez à Mme de la Fayette|demandez à Mme [name]",
                "la lettre de monsieur D'Artagnan|la lettre de monsieur [name]",
                "Je m’appelle Anne-Marie Lévêque.|Je m’appelle [name].",
                "je m'appelle Zoé|je m'appelle [name]",
                "Cordialement,⏎⏎Éloïse|Cordialement,⏎⏎[name]",
                "Prénom : Éloïse|Prénom : [name]",
                "De : Éloïse Petit <e@example.org>|De : [name] <e@example.org>",
                "À\u00a0: M.\u00a0Petit <e@example.org>|À\u00a0: M.\u00a0[name] <e@example.org>",
            })
    void in_french(String text, String masked) {
        holds(text, masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Estimado Sr. García:|Estimado Sr. [name]:",
                "¡Hola Ana! ¿Cómo estás?|¡Hola [name]! ¿Cómo estás?",
                "llame a la señora Núñez|llame a la señora [name]",
                "Mi nombre es José Luis de la Cruz|Mi nombre es [name]",
                "me llamo Íñigo Montoya|me llamo [name]",
                "Un saludo,⏎Ana|Un saludo,⏎[name]",
                "Apellidos: García Márquez|Apellidos: [name]",
            })
    void in_spanish(String text, String masked) {
        holds(text, masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Gentile Dott.ssa Bianchi,|Gentile Dott.ssa [name],",
                "Ciao Marco,|Ciao [name],",
                "ho parlato con il signor De Luca ieri|ho parlato con il signor [name] ieri",
                "Buongiorno, mi chiamo Chiara Esposito e|Buongiorno, mi chiamo [name] e",
                "Cordiali saluti⏎Niccolò Bianchi|Cordiali saluti⏎[name]",
                "Cognome: Esposito|Cognome: [name]",
            })
    void in_italian(String text, String masked) {
        holds(text, masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Prezada Sra. Oliveira,|Prezada Sra. [name],",
                "Olá João, tudo bem?|Olá [name], tudo bem?",
                "Meu nome é João dos Santos|Meu nome é [name]",
                "chamo-me Inês|chamo-me [name]",
                "Atenciosamente,⏎Antônia|Atenciosamente,⏎[name]",
                "Sobrenome: Conceição|Sobrenome: [name]",
            })
    void in_portuguese(String text, String masked) {
        holds(text, masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dear customer,",
                "Dear Customer,",
                "Dear Sir or Madam,",
                "Dear Hiring Manager,",
                "Dear Acme Support,",
                "Dear Name,",
                "Hi there,",
                "Hi There!",
                "Hello team",
                "Hello Team,",
                "Hello World",
                "Hello World!",
                "hello john,",
                "Hello Kitty is a cat",
                "Hi ChatGPT, write a poem",
                "Hi Amazon.com,",
                "I miss Spain",
                "Mr. President",
                "Mr and that is all",
                "on MS Windows",
                "Sr. Software Engineer",
                "Emile M. Cioran",
                "Robert M.",
                "That is 5 M. The rest",
                "I don't Know",
                "my name is not known",
                "Best Western is a hotel",
                "Thanks for Everything",
                "Kind regards,⏎The Support Team",
                "Kind regards,⏎your Acme Customer Service",
                "Best regards,⏎Acme Support",
                "Kind regards⏎Ada Lovelace went home",
                "Name: Widget",
                "Name: ada",
                "Product name: Big Blue",
                "Customer: Acme Blue GmbH",
                "the name is Ada",
                "Upstream-Name: Maven Wagon",
                "My name is Mister Robot",
                "Frau Doktor",
                "Lieber Sommersprossen, als gar keine Gesichtspunkte",
                "eine Frau vom Balkon",
                "quoted -- Cheers, Norm Peterson",
                "MISTER CAN'T",
                "From: New York To: Los Angeles",
                "@Dear Ada,",
                "Sehr geehrte Damen und Herren,",
                "Liebe Kundin, lieber Kunde,",
                "Hallo zusammen,",
                "Hallo Welt!",
                "Hallo Leute,",
                "Hallo Datensicherungsbeauftragter!",
                "Herr der Ringe",
                "Herr Doktor, ich bin krank",
                "Die Frau. Eine andere kam",
                "Viele Grüße aus Berlin",
                "Mit freundlichen Grüßen⏎Ihr Kundenservice-Team",
                "ich heiße Sie willkommen",
                "Monsieur le Maire,",
                "Madame la Présidente,",
                "Bonjour à tous,",
                "Bonjour Mesdames,",
                "Estimados señores:",
                "Estimado Cliente:",
                "Hola Mundo",
                "Nuestra Señora de Guadalupe",
                "Gentile Cliente,",
                "una signora di Milano",
                "Olá, tudo bem?",
                "Olá a todos,",
                "Nossa Senhora de Fátima",
                "王先生，您好",
                "السيد أحمد",
                "Mr 王",
                "",
            })
    void what_is_no_name_stays(String text) {
        assertThat(PersonNames.find(text.replace('⏎', '\n'))).isEmpty();
    }

    @Test
    void a_letter_is_masked_from_its_beginning_to_its_end() {
        var letter = """
                To: Grace Hopper <grace@example.org>

                Dear Grace,

                Mrs. van der Berg asked me to write. My name is Ada.

                Best wishes,
                Ada Lovelace
                """;

        assertThat(PersonalData.mask(letter, NAMES)).isEqualTo("""
                To: [name] <grace@example.org>

                Dear [name],

                Mrs. [name] asked me to write. My name is [name].

                Best wishes,
                [name]
                """);
    }

    /** Cues, names, and what stands between them, put together in any order. */
    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "Dear",
                        "Hi",
                        "Liebe",
                        "Hola",
                        "Mr",
                        "Dr.",
                        "M.",
                        "Frau",
                        "señor",
                        "my name is",
                        "je m’appelle",
                        "Best",
                        "Kind regards",
                        "LG",
                        "Name",
                        "Vorname",
                        "From:",
                        "de :",
                        "De\u00a0:",
                        "Don",
                        "van",
                        "de",
                        "la",
                        "d'",
                        "and",
                        "und",
                        "Ada",
                        "Müller",
                        "O'Brien",
                        "J.",
                        "ANNA",
                        "Jean-Luc",
                        "Team",
                        "The",
                        "Smith's",
                        "Ihr",
                        " ",
                        " ",
                        " ",
                        "\u00a0",
                        "\n",
                        "\r\n",
                        ",",
                        ".",
                        ":",
                        "!",
                        "<",
                        "\"",
                        "-",
                        "😀",
                        "漢",
                        "e\u0301",
                        "7",
                        "@")
                .list()
                .ofMaxSize(24)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 3000)
    void names_lie_within_any_text_and_masking_twice_changes_nothing_more(@ForAll("pieces") String text) {
        var at = 0;
        for (var name : PersonNames.find(text)) {
            assertThat(name.from()).isGreaterThanOrEqualTo(at);
            assertThat(name.to()).isGreaterThan(name.from()).isLessThanOrEqualTo(text.length());
            assertThat(text.substring(name.from(), name.to())).doesNotContainPattern("[\\n@:\"<7]");
            at = name.to();
        }
        var masked = PersonalData.mask(text, NAMES);
        assertThat(PersonalData.mask(masked, NAMES)).isEqualTo(masked);
        assertThat(masked.equals(text) || possible(text)).as(text).isTrue();
    }

    @Property(tries = 1000)
    void nothing_is_thrown_whatever_the_text(@ForAll String text) {
        var masked = PersonalData.mask("Dear " + text + " Mr " + text, NAMES);
        assertThat(PersonalData.mask(masked, NAMES)).isEqualTo(masked);
    }

    @Test
    void text_made_to_be_slow_to_search_is_not() {
        for (var piece : new String[] {
            "Mr ",
            "Hi A and ",
            "Dear ",
            "Prof. Dr. ",
            "Name: \"",
            "Best,\n",
            "A",
            "J.",
            "d'",
            "Van De ",
            "A'B-",
            " \u00a0",
            "Dr. med. ",
            "Hi Van La "
        }) {
            assertThat(PersonNames.find(piece.repeat(40_000))).size().isLessThan(80_001);
        }
    }
}
