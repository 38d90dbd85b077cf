package io.basiswatch.indicator.episode;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.episode.EpisodeTableTest.History;
import io.basiswatch.model.IndicatorValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Writes the page of the episodes of two assets, from published values alone. */
final class EpisodePage {
    private static final LocalDate TWO_YEARS = LocalDate.of(2023, 1, 1);
    private static final LocalDate AUGUST = LocalDate.of(2023, 8, 1);
    private static final List<Integer> BOTTOM = List.of(30, 90);

    private final List<History> histories;
    private final StringBuilder text = new StringBuilder();

    /** What was said of one episode: as long as it was the newest, and what became known later. */
    private record Row(Map<String, Object> told) {
        LocalDate opened() {
            return LocalDate.parse(word("opened"));
        }

        boolean isStudied() {
            return told.get("opening_known").equals(true);
        }

        boolean isOfBull() {
            return word("market").equals("bull") && !opened().isBefore(AUGUST);
        }

        String word(String name) {
            return told.getOrDefault(name, "–").toString();
        }

        String number(String name, int digits) {
            return told.get(name) instanceof Double number ? digits(number, digits) : "–";
        }

        long days() {
            return LocalDate.parse(word("last_negative")).toEpochDay() - opened().toEpochDay() + 1;
        }
    }

    EpisodePage(History... histories) {
        this.histories = List.of(histories);
    }

    String text() {
        text.append("""
                # Episodes of a negative seven-day basis, 2021 to 2024

                Made by `EpisodeTableTest` from the code that runs; it fails where this page is out of date
                (`-Ddocs.write=true` writes it). The data, daily candles of Binance, are not part of the project.

                The basis is that of the BTCUSDT or ETHUSDT perpetual over spot, daily closes, not annualised, mean of
                seven days. An episode opens on a close of that mean below 0, ends on the third close in a row that is
                not, and is the same one again with fewer than seven such closes between; its days are those from the
                opening to the last close below 0. Returns, in percent, count from the close after the opening: what a
                close tells can be acted on at the next one. MAE and MFE are the lowest and highest close of the 30 days
                after that close; RV is the volatility of these over that of the 30 days before; range is that of 21
                closes. A month is a selloff with a close of -10 % or an RV of 1.5, else a range within 15 %, else a
                recovery. Bull and bear: the opening day's close over or under its mean of 200 days. A dash is not
                known: the time was not over when the data end, or too few days came before.

                """);
        histories.forEach(this::asset);
        claims();
        reading();
        return text.toString();
    }

    private void asset(History history) {
        line("## %s\n", history.asset());
        line(
                "The mean was below 0 on %d of %d days. n = %.0f episodes whose opening is known.\n",
                below(history), means(history).size(), history.study().value().orElseThrow());
        StringBuilder head = new StringBuilder("| opened | ended | days | lowest | market |");
        for (int horizon : Aftermath.HORIZONS) {
            head.append(' ').append(horizon).append(" d |");
        }
        line("%s MAE | MFE | RV | range | label |\n%s", head, "|---".repeat(17) + '|');
        rows(history).forEach(this::row);
        line("");
        summary(history.study());
    }

    private static List<Double> means(History history) {
        return history.days().stream()
                .flatMap(day -> history.on(Past.BASIS, day).stream())
                .map(value -> value.value().orElseThrow())
                .toList();
    }

    private static long below(History history) {
        return means(history).stream().filter(mean -> mean < 0).count();
    }

    private void row(Row row) {
        StringBuilder cells = new StringBuilder();
        for (int horizon : Aftermath.HORIZONS) {
            cells.append(" | ").append(row.number("return_" + horizon + "d_pct", 1));
        }
        line(
                "| %s | %s | %d | %s | %s%s | %s | %s | %s | %s | %s |",
                row.opened() + (row.isStudied() ? "" : " or before"),
                row.word("ended"),
                row.days(),
                row.number("lowest_sma_7d", 3),
                row.word("market"),
                cells,
                row.number("mae_30d_pct", 1),
                row.number("mfe_30d_pct", 1),
                row.number("rv_ratio_30d", 2),
                row.number("range_21d_pct", 1),
                row.word("label"));
    }

    private static List<Row> rows(History history) {
        Map<String, Map<String, Object>> rows = new TreeMap<>();
        for (LocalDate day : history.days()) {
            history.on(NegativeBasisEpisode.ID, day)
                    .map(IndicatorValue::attributes)
                    .ifPresent(told -> {
                        if (told.containsKey("opened")) {
                            rows.computeIfAbsent(told.get("opened").toString(), opened -> new TreeMap<>())
                                    .putAll(told);
                        }
                        for (int horizon : Aftermath.HORIZONS) {
                            settle(told, horizon, rows);
                        }
                    });
        }
        return rows.values().stream().map(Row::new).toList();
    }

    private static void settle(Map<String, Object> told, int horizon, Map<String, Map<String, Object>> rows) {
        String name = "settled_" + horizon + "d_";
        if (told.containsKey(name + "opened")) {
            Map<String, Object> row = rows.get(told.get(name + "opened").toString());
            row.put("return_" + horizon + "d_pct", told.get(name + "pct"));
            if (horizon == Aftermath.MONTH) {
                for (String each : List.of("mae_30d_pct", "mfe_30d_pct", "rv_ratio_30d", "range_21d_pct", "label")) {
                    row.put(each, told.get("settled_" + each));
                }
            }
        }
    }

    private void summary(IndicatorValue study) {
        line("| after | n | mean | 95 %% of means | median | any day: n | mean | median |\n%s", "|---".repeat(8) + '|');
        for (int horizon : Aftermath.HORIZONS) {
            String h = horizon + "d";
            line(
                    "| %d d | %s | %s | %s to %s | %s | %s | %s | %s |",
                    horizon,
                    study.attributes().get("n_" + h),
                    number(study, "mean_" + h + "_pct"),
                    number(study, "ci_low_" + h + "_pct"),
                    number(study, "ci_high_" + h + "_pct"),
                    number(study, "median_" + h + "_pct"),
                    study.attributes().get("base_n_" + h),
                    number(study, "base_mean_" + h + "_pct"),
                    number(study, "base_median_" + h + "_pct"));
        }
        line("\n| label | episodes | in bull markets | in bear markets | share of any day |\n|---|---|---|---|---|");
        for (Aftermath.Label label : Aftermath.Label.values()) {
            String code = label.name().toLowerCase(Locale.ROOT);
            line(
                    "| %s | %s | %s | %s | %s %% |",
                    code,
                    study.attributes().get("label_" + code),
                    study.attributes().get("bull_label_" + code),
                    study.attributes().get("bear_label_" + code),
                    digits(100 * number(study, "base_share_" + code, 1), 0));
        }
        line("");
    }

    private void claims() {
        text.append("""
                ## What articles of November 2025 claim

                They read one negative seven-day mean as a warning: that over two years it came before a selloff or a
                sideways market, and that since August 2023 it marked a range or a bottom within a bull market, with
                January 2022 as the counter-example. Their series is not this one: theirs had not been negative since
                March 2025, while this perpetual is below spot most of the time. So this is a test of the rule on the
                series that can be had, and no test of their chart.

                | selloff or range within a month | asset | episodes | of these | any day |
                |---|---|---|---|---|
                """);
        for (History history : histories) {
            claim("opened in 2023 or 2024", history, row -> !row.opened().isBefore(TWO_YEARS));
            claim("opened since August 2023, bull market", history, Row::isOfBull);
        }
        line(
                "\n| lower than at the first close | asset | episodes | of these | any day since August 2023 |\n|---|---|---|---|---|");
        for (History history : histories) {
            for (int horizon : BOTTOM) {
                List<Double> returns = returns(history, horizon);
                line(
                        "| after %d d, opened since August 2023, bull market | %s | %d | %d | %s %% |",
                        horizon,
                        history.asset(),
                        returns.size(),
                        returns.stream().filter(change -> change < 0).count(),
                        digits(100 * lower(history, horizon), 0));
            }
        }
        line("");
    }

    private void claim(String which, History history, Predicate<Row> opened) {
        List<Row> labelled = rows(history).stream()
                .filter(Row::isStudied)
                .filter(opened)
                .filter(row -> row.told.get("label") != null)
                .toList();
        line(
                "| %s | %s | %d | %d | %s %% |",
                which,
                history.asset(),
                labelled.size(),
                labelled.stream()
                        .filter(row -> !row.word("label").equals("recovery"))
                        .count(),
                digits(100 * (1 - number(history.study(), "base_share_recovery", 1)), 0));
    }

    private static List<Double> returns(History history, int horizon) {
        return rows(history).stream()
                .filter(Row::isStudied)
                .filter(Row::isOfBull)
                .filter(row -> row.told.get("return_" + horizon + "d_pct") != null)
                .map(row -> (Double) row.told.get("return_" + horizon + "d_pct"))
                .toList();
    }

    /** The share of days since August 2023 after which the price was lower, counted alike. */
    private static double lower(History history, int horizon) {
        List<Boolean> lower = new ArrayList<>();
        for (LocalDate day : history.spot().tailMap(AUGUST).keySet()) {
            Double from = history.spot().get(day.plusDays(1));
            Double to = history.spot().get(day.plusDays(1 + horizon));
            if (from != null && to != null) {
                lower.add(to < from);
            }
        }
        return (double) lower.stream().filter(each -> each).count() / lower.size();
    }

    /** Sentences whose truth is checked before they are written. */
    private void reading() {
        line("## Reading\n");
        for (History history : histories) {
            difference(history);
            line(
                    "- %s: below 0 on %s %% of all days. A bare sign on a perpetual is no event.",
                    history.asset(),
                    digits(100.0 * below(history) / means(history).size(), 0));
            january(history);
        }
        text.append("""
                - "Selloff or range" is what follows most days by these labels; where episodes are followed by it as often
                  as any day is, or less, the rule says nothing.
                - "Bottom in a bull market" is measured on a market that rose: compare with the share of any day.
                """);
    }

    private void difference(History history) {
        IndicatorValue study = history.study();
        double low = number(study, "ci_low_30d_pct", 0);
        double high = number(study, "ci_high_30d_pct", 0);
        double any = number(study, "base_mean_30d_pct", 0);
        assertThat(any).as("no difference from any day").isBetween(low, high);
        assertThat(0.0).as("no difference from nothing").isBetween(low, high);
        line(
                "- %s: the mean return of 30 days lies between %s and %s %% (n = %s). That holds 0 as well as the %s %% of any"
                        + " day:\n  these episodes do not differ from other days by anything that so few of them could show.",
                history.asset(),
                digits(low, 1),
                digits(high, 1),
                study.attributes().get("n_30d"),
                digits(any, 1));
    }

    private void january(History history) {
        LocalDate january = LocalDate.of(2022, 1, 15);
        Row row = rows(history).stream()
                .filter(each -> !each.opened().isAfter(january))
                .reduce((one, other) -> other)
                .orElseThrow();
        assertThat(LocalDate.parse(row.word("last_negative"))).isAfter(january);
        assertThat(row.word("market")).isEqualTo("bull");
        line(
                "- %s: January 2022 lies in an episode that opened on %s, lasted %d days, and was followed by %s %% in 30"
                        + " days\n  and %s %% in 90. It opened above the mean of 200 days, so the split into bull and bear, as it"
                        + " could be known\n  then, would not have warned.",
                history.asset(),
                row.opened(),
                row.days(),
                row.number("return_30d_pct", 1),
                row.number("return_90d_pct", 1));
    }

    private void line(String form, Object... parts) {
        text.append(String.format(Locale.ROOT, form, parts)).append('\n');
    }

    private static double number(IndicatorValue value, String name, double otherwise) {
        return value.attributes().get(name) instanceof Double number ? number : otherwise;
    }

    private static String number(IndicatorValue value, String name) {
        return value.attributes().get(name) instanceof Double number ? digits(number, 1) : "–";
    }

    private static String digits(double number, int digits) {
        String shown = String.format(Locale.ROOT, "%." + digits + "f", number);
        return shown.matches("-0(\\.0*)?") ? shown.substring(1) : shown;
    }
}
