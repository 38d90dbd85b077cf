package io.basiswatch.collector.json;

/** Times such as {@code 2021-04-17T16:43:37.089723Z}, read from the bytes; digits beyond the microsecond are dropped. */
public final class Rfc3339 {
    private static final int SHORTEST = "2021-04-17T16:43:37Z".length();
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Rfc3339() {}

    /**
     * Microseconds since the epoch.
     *
     * @throws JsonException where the field is no string, or its text no time
     */
    public static long micros(JsonFields fields, int field) {
        if (!fields.is(field, JsonKind.STRING)) {
            throw new JsonException("no time, or not as a string");
        }
        byte[] text = fields.text();
        int start = fields.start(field);
        int end = fields.end(field);
        String shape = "????-??-??T??:??:??";
        boolean valid = end - start >= SHORTEST && text[end - 1] == 'Z';
        for (int i = 0; valid && i < shape.length(); i++) {
            valid = shape.charAt(i) == '?' ? isDigit(text[start + i]) : text[start + i] == shape.charAt(i);
        }
        if (!valid) {
            throw new JsonException("not a time: '" + fields.string(field) + "'");
        }
        long seconds = seconds(text, start);
        return seconds * 1_000_000 + fraction(text, start + shape.length(), end - 1);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static int number(byte[] text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }

    private static long seconds(byte[] text, int at) {
        int year = number(text, at, 4);
        int month = number(text, at + 5, 2);
        int day = number(text, at + 8, 2);
        int hour = number(text, at + 11, 2);
        int minute = number(text, at + 14, 2);
        int second = number(text, at + 17, 2);
        if (year < 1970
                || month < 1
                || month > 12
                || day < 1
                || day > daysIn(year, month)
                || hour > 23
                || minute > 59
                || second > 60) {
            throw new JsonException("a time that cannot be: " + year + '-' + month + '-' + day);
        }
        return epochDay(year, month, day) * 86_400 + hour * 3600L + minute * 60L + second;
    }

    private static int daysIn(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /** Days since 1970-01-01 in the civil calendar, counting years from March so that leap days come last. */
    private static long epochDay(int year, int month, int day) {
        int y = month > 2 ? year : year - 1;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
    }

    private static long fraction(byte[] text, int from, int end) {
        if (from == end) {
            return 0;
        }
        boolean valid = text[from] == '.' && end - from > 1 && end - from <= 10;
        long micros = 0;
        for (int i = 1; valid && i <= 9; i++) {
            boolean inside = from + i < end;
            valid = !inside || isDigit(text[from + i]);
            if (i <= 6) {
                micros = micros * 10 + (inside && valid ? text[from + i] - '0' : 0);
            }
        }
        if (!valid) {
            throw new JsonException("not a fraction of a second in a time");
        }
        return micros;
    }
}
