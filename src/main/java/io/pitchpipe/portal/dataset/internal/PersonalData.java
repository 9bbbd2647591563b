package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.FindingCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks for what is likely to belong to a person. Numbers with a checksum are held to it: IBANs to ISO 7064 mod 97-10, cards to Luhn's
 * (ISO/IEC 7812-1) and to the prefixes and lengths of the large networks. Names are looked for by the words around them, see
 * {@link PersonNames}.
 */
final class PersonalData {

    private static final Pattern EMAIL = Pattern.compile(
            "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])");
    private static final Pattern IBAN =
            Pattern.compile("(?<![A-Za-z0-9])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])");
    private static final Pattern CARD = Pattern.compile("(?<![\\w.+-])\\d(?:[ -]?\\d){12,18}(?![\\w-])");
    private static final Pattern PHONE = Pattern.compile("(?<![\\w.,+/-])(?<!\\d )(?:"
            + "(?:\\+|00(?=[1-9]))\\d{1,3}(?:[ ./()-]{0,2}\\d){6,13}"
            + "|\\(?0\\d{1,5}\\)?[ /-]{1,3}\\d{2,8}(?:[ -]?\\d{1,6}){0,4}"
            + "|\\([2-9]\\d{2}\\) ?\\d{3}[ .-]\\d{4}"
            + "|[2-9]\\d{2}(?:([.-])\\d{3}\\1\\d{4}| \\d{3}[ -]\\d{4}))(?![\\w-])");
    /** Of the United States, behind a state or before the country: "MA 02110-1301". Without either it could be a number in Germany. */
    private static final Pattern ZIP = Pattern.compile("\\d{5}-\\d{4}");

    private static final Pattern STATE_BEFORE = Pattern.compile("[A-Z]{2},?\\s{1,8}$");
    private static final Pattern COUNTRY_BEHIND = Pattern.compile("^,?\\s{1,4}(?:USA|U\\.S\\.A|United States)");

    /** A day, with the time behind it: "05-02-2026 10:30". */
    private static final Pattern DATE = Pattern.compile("^\\d{2}[-/]\\d{2}[-/](?:19|20)\\d{2}(?!\\d)");

    /** A date such as 01-02-2026 has eight; a local number without its area code is not told from any other number. */
    private static final int PHONE_DIGITS = 9;

    private static final long ATS = Swar.broadcast('@');

    /** The kinds, in the order in which they take their places in a text. */
    enum Kind {
        EMAIL(FindingCode.EMAIL_ADDRESS, "[email]"),
        IBAN(FindingCode.BANK_ACCOUNT, "[IBAN]"),
        CARD(FindingCode.CARD_NUMBER, "[card]"),
        PHONE(FindingCode.PHONE_NUMBER, "[phone]"),
        NAME(FindingCode.PERSON_NAME, "[name]");

        final FindingCode code;
        final String mask;

        Kind(FindingCode code, String mask) {
            this.code = code;
            this.mask = mask;
        }
    }

    /** Where in a text something was found. */
    record Place(Kind kind, int from, int to) {

        boolean overlaps(Place other) {
            return from < other.to && other.from < to;
        }
    }

    static final Set<Kind> ALL = Collections.unmodifiableSet(EnumSet.allOf(Kind.class));
    private static final Set<Kind> NAMES = Collections.unmodifiableSet(EnumSet.of(Kind.NAME));
    private static final Set<Kind> NUMBERS = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Kind.NAME)));
    private static final Set<Kind> NOTHING = Set.of();

    private PersonalData() {}

    /** The kinds that are worth looking for in a text, which is UTF-8. */
    static Set<Kind> possible(byte[] text, int from, int to) {
        var numbers = numbersPossible(text, from, to);
        var names = CueBytes.possible(text, from, to);
        return numbers && names ? ALL : numbers ? NUMBERS : names ? NAMES : NOTHING;
    }

    /** Whether there is an @, or there are enough digits for a number. */
    private static boolean numbersPossible(byte[] text, int from, int to) {
        var digits = 0;
        var at = from;
        for (; at + 8 <= to; at += 8) {
            var word = Swar.load(text, at);
            if (Swar.equal(word, ATS) != 0) {
                return true;
            }
            digits += Swar.digits(word);
        }
        for (; at < to; at++) {
            var b = text[at];
            if (b == '@') {
                return true;
            }
            digits += b >= '0' && b <= '9' ? 1 : 0;
        }
        return digits >= PHONE_DIGITS - 1;
    }

    /** Everything found of these kinds, in the order of the text; no two places overlap. */
    static List<Place> find(String text, Set<Kind> kinds) {
        var places = new ArrayList<Place>();
        for (var kind : kinds) {
            if (kind == Kind.NAME) {
                PersonNames.find(text).forEach(span -> add(places, new Place(kind, span.from(), span.to())));
            } else {
                var matcher = pattern(kind).matcher(text);
                while (matcher.find()) {
                    add(places, new Place(kind, matcher.start(), end(kind, text, matcher.start(), matcher.end())));
                }
            }
        }
        places.sort(Comparator.comparingInt(Place::from));
        return places;
    }

    private static void add(List<Place> places, Place place) {
        if (place.to() > place.from() && places.stream().noneMatch(place::overlaps)) {
            places.add(place);
        }
    }

    /** The text with a word such as [email] in each place of these kinds; the same object if there is none. */
    static String mask(String text, Set<Kind> kinds) {
        var masked = new StringBuilder();
        var at = 0;
        for (var place : find(text, ALL)) {
            if (kinds.contains(place.kind())) {
                masked.append(text, at, place.from()).append(place.kind().mask);
                at = place.to();
            }
        }
        return at == 0 ? text : masked.append(text, at, text.length()).toString();
    }

    private static Pattern pattern(Kind kind) {
        return switch (kind) {
            case EMAIL -> EMAIL;
            case IBAN -> IBAN;
            case CARD -> CARD;
            case PHONE -> PHONE;
            case NAME -> throw new IllegalArgumentException("Names have no pattern");
        };
    }

    /** Where what starts at {@code from} really ends; {@code from} if it is none after all. */
    private static int end(Kind kind, String text, int from, int to) {
        return switch (kind) {
            case EMAIL, NAME -> to;
            case IBAN -> ibanEnd(text, from, to);
            case CARD -> card(text.substring(from, to).replaceAll("[ -]", "")) ? to : from;
            case PHONE -> phone(text, from, to) ? to : from;
        };
    }

    private static boolean phone(String text, int from, int to) {
        var number = text.substring(from, to);
        return number.replaceAll("\\D", "").length() >= PHONE_DIGITS
                && !DATE.matcher(number).find()
                && !(ZIP.matcher(number).matches() && inAddress(text, from, to));
    }

    private static boolean inAddress(String text, int from, int to) {
        return STATE_BEFORE
                        .matcher(text.substring(Math.max(0, from - 12), from))
                        .find()
                || COUNTRY_BEHIND
                        .matcher(text.substring(to, Math.min(text.length(), to + 20)))
                        .find();
    }

    /** A word in capitals after an IBAN looks like a part of it: the longest part with a right checksum is taken. */
    private static int ibanEnd(String text, int from, int to) {
        for (var end = to; end >= from + 15; end--) {
            var whole = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (whole && iban(text.substring(from, end).replace(" ", ""))) {
                return end;
            }
        }
        return from;
    }

    /** Whether the checksum of an IBAN without spaces is right. */
    static boolean iban(String iban) {
        if (iban.length() < 15 || iban.length() > 34) {
            return false;
        }
        var turned = iban.substring(4) + iban.substring(0, 4);
        var rest = 0;
        for (var at = 0; at < turned.length(); at++) {
            var value = Character.digit(turned.charAt(at), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }

    /** Whether the digits are a number of one of the large networks with a right checksum. */
    static boolean card(String digits) {
        return network(digits) && luhn(digits);
    }

    private static boolean network(String digits) {
        var two = Integer.parseInt(digits.substring(0, 2));
        var four = Integer.parseInt(digits.substring(0, 4));
        return switch (digits.length()) {
            case 13, 19 -> digits.charAt(0) == '4';
            case 14 -> two == 30 || two == 36 || two == 38;
            case 15 -> two == 34 || two == 37;
            case 16 ->
                digits.charAt(0) == '4'
                        || two >= 51 && two <= 55
                        || four >= 2221 && four <= 2720
                        || four == 6011
                        || two == 65
                        || four >= 6440 && four <= 6499
                        || four >= 3528 && four <= 3589;
            default -> false;
        };
    }

    private static boolean luhn(String digits) {
        var sum = 0;
        for (var at = 0; at < digits.length(); at++) {
            var digit = digits.charAt(digits.length() - 1 - at) - '0';
            var twice = digit * 2;
            sum += at % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }
}
