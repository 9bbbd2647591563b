package io.pitchpipe.bench;

import java.util.List;

/** English cardinal numbers below a thousand, as the canonical pairs write them: "two hundred one", "ninety nine". */
final class NumberWords {

    private static final List<String> SMALL = List.of(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
                    .split(" "));
    private static final List<String> TENS =
            List.of("twenty thirty forty fifty sixty seventy eighty ninety".split(" "));

    private NumberWords() {}

    /** @param number 0 to 1,000 */
    static String of(int number) {
        if (number == 1000) {
            return "one thousand";
        }
        if (number >= 100) {
            return SMALL.get(number / 100) + " hundred" + rest(number % 100);
        }
        return number < 20 ? SMALL.get(number) : TENS.get(number / 10 - 2) + rest(number % 10);
    }

    private static String rest(int number) {
        return number == 0 ? "" : " " + of(number);
    }
}
