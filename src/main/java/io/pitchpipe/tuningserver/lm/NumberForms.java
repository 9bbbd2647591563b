package io.pitchpipe.tuningserver.lm;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Ways to write a whole number. */
enum NumberForms {
    DIGITS {
        @Override
        String write(long number) {
            return Long.toString(number);
        }

        @Override
        long draw(RandomGenerator random) {
            return magnitude(random, 1 + random.nextInt(7));
        }
    },
    NEGATIVE {
        @Override
        String write(long number) {
            return Long.toString(number);
        }

        @Override
        long draw(RandomGenerator random) {
            return -1 - magnitude(random, 1 + random.nextInt(4));
        }
    },
    COMMAS {
        @Override
        String write(long number) {
            return String.format(Locale.ROOT, "%,d", number);
        }

        @Override
        long draw(RandomGenerator random) {
            long number = magnitude(random, 4 + random.nextInt(6));
            return number < 1000 ? number + 1000 : number;
        }
    },
    WORDS {
        @Override
        String write(long number) {
            return words(number);
        }

        @Override
        long draw(RandomGenerator random) {
            return magnitude(random, 1 + random.nextInt(4));
        }
    },
    HYPHENS {
        @Override
        String write(long number) {
            return words(number).replaceAll("(ty) (one|two|three|four|five|six|seven|eight|nine)\\b", "$1-$2");
        }

        @Override
        long draw(RandomGenerator random) {
            return magnitude(random, 2 + random.nextInt(2));
        }
    },
    ROMAN {
        @Override
        String write(long number) {
            StringBuilder roman = new StringBuilder();
            long left = number;
            for (int i = 0; i < ROMAN_VALUES.length; i++) {
                while (left >= ROMAN_VALUES[i]) {
                    roman.append(ROMAN_DIGITS[i]);
                    left -= ROMAN_VALUES[i];
                }
            }
            return roman.toString();
        }

        @Override
        long draw(RandomGenerator random) {
            return 1 + random.nextInt(random.nextInt(3) == 0 ? 398 : 98);
        }
    },
    JAPANESE {
        @Override
        String write(long number) {
            return "零一二三四五六七八九十".substring((int) number, (int) number + 1);
        }

        @Override
        long draw(RandomGenerator random) {
            return 1 + random.nextInt(9);
        }
    };

    private static final int[] ROMAN_VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] ROMAN_DIGITS = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"
    };
    private static final String[] SMALL = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };

    abstract String write(long number);

    /** A number that is usually written so; its neighbours are too. */
    abstract long draw(RandomGenerator random);

    /** A form as often as people use it: digits and words most. */
    static NumberForms pick(RandomGenerator random) {
        int drawn = random.nextInt(100);
        return drawn < 23
                ? DIGITS
                : drawn < 37
                        ? NEGATIVE
                        : drawn < 53
                                ? COMMAS
                                : drawn < 90 ? WORDS : drawn < 93 ? HYPHENS : drawn < 99 ? ROMAN : JAPANESE;
    }

    /** A number of so many digits; every fourth ends in nines, so that carries are learned. */
    private static long magnitude(RandomGenerator random, int digits) {
        long most = Math.round(Math.pow(10, digits));
        long number = random.nextLong(most);
        if (random.nextInt(4) == 0) {
            long block = Math.round(Math.pow(10, 1 + random.nextInt(digits)));
            number = number / block * block + block - 1;
        } else if (random.nextInt(6) == 0) {
            long block = Math.round(Math.pow(10, 1 + random.nextInt(digits)));
            number = number / block * block;
        }
        return number;
    }

    static String words(long number) {
        if (number < 0) {
            return "minus " + words(-number);
        }
        if (number < 20) {
            return SMALL[(int) number];
        }
        if (number < 100) {
            return TENS[(int) number / 10] + (number % 10 == 0 ? "" : " " + SMALL[(int) number % 10]);
        }
        long unit = number < 1000 ? 100 : number < 1_000_000 ? 1000 : 1_000_000;
        String name = unit == 100 ? " hundred" : unit == 1000 ? " thousand" : " million";
        return words(number / unit) + name + (number % unit == 0 ? "" : " " + words(number % unit));
    }
}
