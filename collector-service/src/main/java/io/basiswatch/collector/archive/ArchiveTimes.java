package io.basiswatch.collector.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times of one file, as microseconds since the epoch. The first one decides how the others are written: as text (UTC
 * where no zone is told), or as seconds, milliseconds or microseconds since the epoch, told by their number of digits.
 */
final class ArchiveTimes {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,19}");
    private static final Pattern TEXT = Pattern.compile("(?<date>\\d{4}-\\d\\d-\\d\\d)"
            + "(?:[ T](?<time>\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?) ?(?<zone>Z|UTC|[+-]\\d\\d:?\\d\\d)?)?");

    /** How the times of a file are written. */
    private enum Form {
        SECONDS("seconds", 10, 1_000_000),
        MILLIS("milliseconds", 13, 1_000),
        MICROS("microseconds", 16, 1),
        TEXT("text", 0, 0);

        private final String name;
        private final int digits;
        private final long micros;

        Form(String name, int digits, long micros) {
            this.name = name;
            this.digits = digits;
            this.micros = micros;
        }
    }

    private Form form;

    /**
     * @throws BrokenRow where {@code text} is no time, or is written otherwise than the times before
     */
    long micros(String text) {
        Form found = form(text);
        if (form == null) {
            form = found;
        }
        if (form != found) {
            throw new BrokenRow("a time in " + found.name + " ('" + text + "') where others are in " + form.name);
        }
        return found == Form.TEXT ? parse(text) : Math.multiplyExact(Long.parseLong(text), found.micros);
    }

    private static Form form(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return Form.TEXT;
        }
        for (Form form : Form.values()) {
            if (form.digits == text.length()) {
                return form;
            }
        }
        throw new BrokenRow("no time: '" + text + "'");
    }

    private static long parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new BrokenRow("no time: '" + text + "'");
        }
        try {
            LocalTime time = parts.group("time") == null ? LocalTime.MIDNIGHT : LocalTime.parse(parts.group("time"));
            Instant instant = LocalDate.parse(parts.group("date")).atTime(time).toInstant(zone(parts.group("zone")));
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
            if (micros < 0) {
                throw new BrokenRow("a time before 1970: '" + text + "'");
            }
            return micros;
        } catch (DateTimeException e) {
            throw new BrokenRow("a time that cannot be: '" + text + "'");
        }
    }

    private static ZoneOffset zone(String text) {
        return text == null || text.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(text);
    }
}
