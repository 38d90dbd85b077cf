package io.basiswatch.indicator.episode;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.DayFeed;
import io.basiswatch.model.IndicatorValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The page of the episodes of 2021 to 2024, made of daily candles of Binance where these are beside the project. */
class EpisodeTableTest {
    private static final Path HISTORY = Path.of("..", "..", "shared", "data", "history");
    private static final Path PAGE = Path.of("..", "docs", "episodes.md");
    private static final boolean WRITES = Boolean.getBoolean("docs.write");
    private static final String PAIR = ":binance-usdm~binance-spot.USDT";
    private static final Set<String> MADE = Set.of(Past.BASIS, NegativeBasisEpisode.ID);

    @Test
    void thePageSaysWhatTheCodeMakesOfTheCandles() throws IOException {
        // Given the closes of a perpetual and of spot
        History btc = history("BTC", "csv");
        History eth = history("ETH", "csv.gz");

        // When the episodes are found, and what followed them
        String page = new EpisodePage(btc, eth).text();

        // Then the page is what is checked in
        if (WRITES) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("made by a test; write it again with -Ddocs.write=true")
                .content()
                .isEqualTo(page);
    }

    /** What was told of an asset, what was made of it each day, and what the study says on the last. */
    record History(String asset, DayFeed feed, TreeMap<LocalDate, Double> spot, IndicatorValue study) {
        Optional<IndicatorValue> on(String id, LocalDate day) {
            String series = asset + ':' + id + PAIR;
            return feed.has(series, day) ? Optional.of(feed.on(series, day)) : Optional.empty();
        }

        /** From the first to the last. */
        List<LocalDate> days() {
            return List.copyOf(spot.keySet());
        }
    }

    private static History history(String asset, String form) {
        Map<LocalDate, Double> perp = closes(HISTORY.resolve("binance-perp_" + asset + "USDT_1d-2021-2024." + form));
        TreeMap<LocalDate, Double> spot =
                closes(HISTORY.resolve("binance-spot_" + asset + "USDT_1d-2021-2024." + form));
        DayFeed feed = new DayFeed(MADE::contains);
        spot.forEach((day, close) -> {
            feed.tellCandle(asset + ":spot_index:usdt", day, close);
            if (perp.containsKey(day)) {
                feed.tellCandle(asset + ":futures_spot_basis_pct" + PAIR, day, 100 * (perp.get(day) / close - 1));
            }
        });
        return new History(asset, feed, spot, study(asset, feed, spot));
    }

    private static IndicatorValue study(String asset, DayFeed feed, TreeMap<LocalDate, Double> spot) {
        DayFeed last = new DayFeed(EventStudy.ID::equals);
        String basis = asset + ':' + Past.BASIS + PAIR;
        spot.forEach((day, close) -> {
            last.recallCandle(asset + ":spot_index:usdt", day, close);
            if (feed.has(basis, day) && !day.equals(spot.lastKey())) {
                last.recallCandle(basis, day, feed.on(basis, day).value().orElseThrow());
            }
        });
        last.tellCandle(
                basis, spot.lastKey(), feed.on(basis, spot.lastKey()).value().orElseThrow());
        return last.on(asset + ':' + EventStudy.ID + PAIR, spot.lastKey());
    }

    private static TreeMap<LocalDate, Double> closes(Path file) {
        if (!Files.isReadable(file)) {
            String reason = "NOT RUN, the data are not beside the project: " + file;
            System.out.println(reason);
            return Assumptions.abort(reason);
        }
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            TreeMap<LocalDate, Double> closes = new TreeMap<>();
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .forEach(cells ->
                            closes.put(LocalDate.parse(cells[0].substring(0, 10)), Double.parseDouble(cells[4])));
            return closes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
