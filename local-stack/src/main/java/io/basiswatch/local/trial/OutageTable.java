package io.basiswatch.local.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The readings as a page of Markdown, and what is to be complained of. */
final class OutageTable {
    private static final double MICROS = 1e6;
    private static final int TOLD = 12;
    private static final String HEAD = """
            | fault | what happens | lost | lost, but told | twice in the log, known by id | twice to be seen | wrong | compared: trades, stored minutes, events | noticed | healed | nothing newer served for | stream silent for | answers failed | kept |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private final List<OutageReading> readings;

    OutageTable(List<OutageReading> readings) {
        this.readings = readings;
    }

    String page() {
        StringBuilder page = new StringBuilder(HEAD);
        readings.forEach(reading -> page.append(row(reading)));
        readings.stream()
                .filter(reading -> !reading.phase().notes().isEmpty())
                .forEach(reading -> page.append('\n')
                        .append(reading.phase().outage().code())
                        .append(": ")
                        .append(String.join("; ", reading.phase().notes()))
                        .append('\n'));
        return page.toString();
    }

    private static String row(OutageReading reading) {
        Outage outage = reading.phase().outage();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d | %d | %,d, %,d, %,d | %s | %s | %.1f s | %.1f s | %d | %s |%n",
                outage.code(),
                outage.title(),
                reading.lost().size(),
                reading.log().trades().marked(),
                reading.log().repeated(),
                reading.repeated().size(),
                reading.wrong().size(),
                reading.log().trades().said(),
                reading.served().minutes(),
                reading.served().updates(),
                seconds(reading.noticed()),
                Percentiles.text(reading.phase().recoveries()),
                reading.standstill() / MICROS,
                reading.silence() / MICROS,
                reading.failures().size(),
                reading.isKept() ? "yes" : "**no**");
    }

    private static String seconds(OptionalLong micros) {
        return micros.isPresent() ? Percentiles.seconds(micros.getAsLong()) : "–";
    }

    /** What is not right, a dozen lines of each kind and fault. */
    List<String> complaints() {
        List<String> lines = new ArrayList<>();
        for (OutageReading reading : readings) {
            String code = reading.phase().outage().code();
            complain(lines, code + " lost", reading.lost());
            complain(lines, code + " twice", reading.repeated());
            complain(lines, code + " wrong", reading.wrong());
            Map<String, Long> failures = reading.failures().stream()
                    .collect(Collectors.groupingBy(failure -> failure, TreeMap::new, Collectors.counting()));
            failures.forEach((failure, times) -> lines.add(code + " failed " + times + " times: " + failure));
        }
        return lines;
    }

    private static void complain(List<String> lines, String what, List<String> all) {
        all.stream().limit(TOLD).forEach(one -> lines.add(what + ": " + one));
        if (all.size() > TOLD) {
            lines.add(what + ": and " + (all.size() - TOLD) + " more");
        }
    }
}
