package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.internal.NameCue.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words that names follow, in English, German, French, Spanish, Italian and Portuguese.
 */
final class NameCues {

    private static final String GREETINGS = """
            dear|my dear|dearest|hi|hello|hey|hi there|hello there|greetings|good morning|good afternoon|good evening
            sehr geehrte|sehr geehrter|geehrte|geehrter|werte|werter|liebe|lieber|liebste|liebster|hallo|guten tag|guten morgen|guten abend
            grüß dich|servus|moin|hallo liebe|hallo lieber
            cher|chère|ma chère|mon cher|bonjour|bonsoir|salut|coucou
            estimado|estimada|querido|querida|apreciado|apreciada|hola|buenos días|buenas tardes|buenas noches
            gentile|gentilissimo|gentilissima|egregio|egregia|caro|cara|carissimo|carissima|ciao|buongiorno|buonasera|salve
            prezado|prezada|caríssimo|caríssima|olá|oi|bom dia|boa tarde|boa noite
            """;
    /** With a capital where the word in small letters is another, as in "I miss Spain". */
    private static final String TITLES = """
            Miss|Mister|Professor|Doctor
            Herr|Herrn|Frau|Fräulein|Doktor|Professorin
            M.|madame|mademoiselle|monsieur|docteur|professeur|Maître
            señor|señora|señorita|don|doña|Doctora|profesora
            signor|signora|signorina|dottor|dottoressa|professoressa
            senhor|senhora|Dona|professora|doutor|doutora
            """;

    private static final String SHORT_TITLES = """
            Mr|Mrs|Ms|Mx|Dr|Prof|Dipl.-Ing|Mme|Mlle|sr|sra|srta|dra|sig|sig.ra|sig.na|dott|dott.ssa|Ing|Avv
            """;

    private static final String INTRODUCTIONS = """
            my name is|my name's|i am called|i'm called
            mein name ist|ich heiße|ich heisse
            je m'appelle|mon nom est
            mi nombre es|me llamo
            mi chiamo|il mio nome è
            meu nome é|me chamo|chamo-me
            """;
    private static final String CLOSINGS = """
            regards|kind regards|kindest regards|best regards|warm regards|warmest regards|with kind regards|with best regards|best wishes|warm wishes
            sincerely|yours sincerely|sincerely yours|yours faithfully|yours truly|respectfully|respectfully yours|many thanks|thanks and regards
            thanks & regards|thanks in advance
            mit freundlichen grüßen|mit freundlichen grüssen|mit freundlichen gruessen|mit freundlichem gruß|freundliche grüße|freundliche grüsse
            mit besten grüßen|mit besten grüssen|beste grüße|beste grüsse|viele grüße|viele grüsse|viele gruesse|liebe grüße|liebe grüsse|liebe gruesse
            herzliche grüße|herzliche grüsse|schöne grüße|schöne grüsse|mit lieben grüßen|mit herzlichen grüßen|hochachtungsvoll|grüße|gruß|mfg|lg|vg
            cordialement|bien cordialement|très cordialement|bien à vous|bien à toi|amicalement|sincères salutations|salutations distinguées|meilleures salutations
            saludos|un saludo|saludos cordiales|un cordial saludo|atentamente|muy atentamente|cordialmente|un abrazo
            cordiali saluti|distinti saluti|cari saluti|un saluto|un caro saluto|un cordiale saluto|saluti
            atenciosamente|cordiais saudações|cumprimentos|com os melhores cumprimentos|melhores cumprimentos|um abraço|abraços
            """;
    private static final String SHORT_CLOSINGS = """
            best|cheers|thanks|thank you|thx|yours|warmly|cordially|take care|all the best
            danke|vielen dank
            merci|merci d'avance|à bientôt|bien vôtre|bises|bisous
            gracias|muchas gracias|abrazos|besos
            grazie|a presto|baci
            obrigado|obrigada|muito obrigado|muito obrigada|beijos|att
            """;
    private static final String LABELS = """
            first name|last name|full name|middle name|given name|family name|surname|maiden name|patient name|customer name|client name|contact person
            contact name|account holder|cardholder|cardholder name|name of patient|name of customer|employee name|student name|passenger name|guest name
            vorname|nachname|vor- und nachname|vorname und nachname|familienname|geburtsname|ansprechpartner|ansprechpartnerin|kontoinhaber|kontoinhaberin
            prénom|nom de famille|nom et prénom|prénom et nom|nom complet|nom du client|nom du patient
            apellido|apellidos|nombre y apellidos|nombre y apellido|nombre completo|nombre del cliente|nombre del paciente
            cognome|nome e cognome|nome del cliente|nome del paziente
            sobrenome|apelido|nome completo|nome do cliente|nome do paciente
            """;
    private static final String WIDE_LABELS = """
            name|customer|client|patient|employee|your name|contact|sender|recipient|signed
            kunde|kundin|patientin|mitarbeiter|mitarbeiterin|kontakt|absender|empfänger
            nom|contact|expéditeur|destinataire
            nombre|cliente|paciente|contacto|remitente|destinatario
            nome|paziente|contatto|mittente
            contato|remetente|destinatário
            """;
    private static final String MAIL_HEADERS = """
            from:|to:|cc:|reply-to:|von:|an:|de:|de :|de\u00a0:|à:|à :|à\u00a0:|para:|da:
            """;
    private static final String NO_CUES = """
            nuestra señora|nossa senhora|notre dame
            """;

    /** Bits of the hash of a phrase's first characters. */
    private static final int HASH_BITS = 12;

    /** All of them, the longest first: of "best regards" and "best" the whole counts. */
    static final List<NameCue> ALL = all();

    /** The phrases of three characters and more, by the hash of the first three: most words are no cues, and are told here. */
    private static final NameCue[][] LONGER = byBeginning(3);

    /** The phrases of two characters. */
    private static final NameCue[][] PAIRS = byBeginning(2);

    private NameCues() {}

    private static List<NameCue> all() {
        var cues = new ArrayList<NameCue>();
        add(cues, Role.GREETING, GREETINGS);
        add(cues, Role.TITLE, TITLES);
        add(cues, Role.SHORT_TITLE, SHORT_TITLES);
        add(cues, Role.INTRODUCTION, INTRODUCTIONS);
        add(cues, Role.CLOSING, CLOSINGS);
        add(cues, Role.SHORT_CLOSING, SHORT_CLOSINGS);
        add(cues, Role.LABEL, LABELS);
        add(cues, Role.WIDE_LABEL, WIDE_LABELS);
        add(cues, Role.MAIL_HEADER, MAIL_HEADERS);
        add(cues, Role.NO_CUE, NO_CUES);
        cues.sort(Comparator.comparing((NameCue cue) -> -cue.phrase().length()));
        return List.copyOf(cues);
    }

    private static void add(List<NameCue> cues, Role role, String phrases) {
        phrases.lines()
                .flatMap(line -> Arrays.stream(line.split("\\|")))
                .distinct()
                .forEach(phrase -> cues.add(new NameCue(role, phrase)));
    }

    /** The cue that begins exactly there, the longest if there are several; null if there is none. */
    static @Nullable NameCue at(String text, int from) {
        if (from + 1 >= text.length()) {
            return null;
        }
        var first = text.charAt(from);
        var second = text.charAt(from + 1);
        var third = from + 2 < text.length() ? text.charAt(from + 2) : 0;
        var longer = standing(LONGER[hash(first, second, third)], text, from);
        return longer == null ? standing(PAIRS[hash(first, second, (char) 0)], text, from) : longer;
    }

    private static @Nullable NameCue standing(NameCue[] cues, String text, int from) {
        for (var cue : cues) {
            if (cue.endIn(text, from) >= 0) {
                return cue;
            }
        }
        return null;
    }

    /** @param characters of the phrases: two, or three for those that have more as well */
    private static NameCue[][] byBeginning(int characters) {
        var lists = Stream.generate(() -> (List<NameCue>) new ArrayList<NameCue>())
                .limit(1 << HASH_BITS)
                .toList();
        for (var cue : ALL) {
            for (var phrase : cue.spellings()) {
                if (Math.min(phrase.length(), 3) == characters) {
                    var third = characters == 3 ? phrase.charAt(2) : (char) 0;
                    lists.get(hash(phrase.charAt(0), phrase.charAt(1), third)).add(cue);
                }
            }
        }
        return lists.stream()
                .map(list -> list.stream().distinct().toArray(NameCue[]::new))
                .toArray(NameCue[][]::new);
    }

    /** Of characters without the bit that tells capitals apart, in ASCII and in Latin-1. */
    private static int hash(char first, char second, char third) {
        var key = (first | 0x20) ^ (second | 0x20) << 8 ^ (third | 0x20) << 16;
        return key * 0x9E3779B1 >>> 32 - HASH_BITS;
    }
}
