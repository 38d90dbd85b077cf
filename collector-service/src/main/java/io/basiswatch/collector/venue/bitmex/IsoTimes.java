package io.basiswatch.collector.venue.bitmex;

import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import java.time.Duration;
import java.time.LocalDate;

/** Times as BitMEX writes them, always in this one form: {@code 2021-07-22T22:36:10.014Z}. */
final class IsoTimes {
    private static final int LENGTH = 24;
    private static final String FORM = "dddd-dd-ddTdd:dd:dd.dddZ";
    private static final long DAY_MILLIS = 86_400_000;

    /** Intervals are written as a time after this one: {@code 2000-01-01T08:00:00.000Z} is eight hours. */
    private static final long INTERVAL_ZERO = LocalDate.of(2000, 1, 1).toEpochDay() * DAY_MILLIS;

    private IsoTimes() {}

    /** Milliseconds since the epoch. */
    static long millis(JsonFields fields, int field) {
        byte[] text = fields.text();
        int start = fields.start(field);
        if (!fields.has(field) || fields.end(field) - start != LENGTH || !hasForm(text, start)) {
            throw new JsonException("not a time: "
                    + (fields.has(field)
                            ? new String(text, start, Math.min(40, fields.end(field) - start))
                            : "the field is missing"));
        }
        long day = LocalDate.of(number(text, start, 4), number(text, start + 5, 2), number(text, start + 8, 2))
                .toEpochDay();
        int hour = number(text, start + 11, 2);
        int minute = number(text, start + 14, 2);
        int second = number(text, start + 17, 2);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new JsonException("not a time of day: " + hour + ':' + minute + ':' + second);
        }
        return day * DAY_MILLIS + ((hour * 60L + minute) * 60 + second) * 1_000 + number(text, start + 20, 3);
    }

    private static boolean hasForm(byte[] text, int start) {
        for (int i = 0; i < LENGTH; i++) {
            char wanted = FORM.charAt(i);
            byte found = text[start + i];
            if (wanted == 'd' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    static Duration interval(JsonFields fields, int field) {
        Duration interval = Duration.ofMillis(millis(fields, field) - INTERVAL_ZERO);
        if (!interval.isPositive()) {
            throw new JsonException("an interval that is not positive: " + interval);
        }
        return interval;
    }
}
