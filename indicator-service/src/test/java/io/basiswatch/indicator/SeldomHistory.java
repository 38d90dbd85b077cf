package io.basiswatch.indicator;

import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A random log over midnight with everything that comes seldom, and what is known of the time before it. */
final class SeldomHistory {
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long HOUR = Resolution.HOUR.micros();
    private static final long DAY = Resolution.DAY.micros();
    private static final long GRACE = 250_000;

    /** Seven minutes before midnight. */
    static final long BEGIN = Market.START + DAY - 7 * MINUTE;

    private static final List<String> PERPETUALS =
            List.of("binance-usdm.BTC-USDT-PERP", "binance-coinm.BTC-USD-PERP", "binance-usdm.ETH-USDT-PERP");

    private SeldomHistory() {}

    /** What happens from {@link #BEGIN} on, for a quarter of an hour. */
    static List<MarketEvent> log(long seed) {
        SeldomEvents seldom = new SeldomEvents(seed);
        return RandomLog.events(seed, BEGIN, 900).stream()
                .flatMap(event -> event instanceof InstrumentEvent about
                        ? Stream.concat(Stream.of(event), seldom.after(about).stream())
                        : Stream.of(event))
                .toList();
    }

    /** Values of before the log, with holes: payments, days of funding, hours of interest, of liquidations and of books. */
    static List<ClosedValue> of(long seed) {
        Random random = new Random(seed);
        List<ClosedValue> told = new ArrayList<>();
        long today = Resolution.DAY.floor(BEGIN);
        for (String market : PERPETUALS) {
            String asset = market.contains("ETH") ? "ETH" : "BTC";
            for (int hour = 110; hour > 0; hour -= 8) {
                add(told, random, asset + ":funding_rate_settled_8h:" + market, Resolution.MINUTE, BEGIN - hour * HOUR);
            }
            for (int day = 370; day > 0; day--) {
                add(told, random, asset + ":funding_rate_8h:" + market, Resolution.DAY, today - day * DAY);
            }
            for (int hour = 30; hour > 0; hour--) {
                add(told, random, asset + ":open_interest_base:" + market, Resolution.HOUR, hour(hour));
            }
            for (int minute = 70; minute > 0; minute--) {
                add(told, random, asset + ":open_interest_base:" + market, Resolution.MINUTE, BEGIN - minute * MINUTE);
            }
        }
        for (String side : List.of("BTC:liquidations_long_usd", "BTC:liquidations_short_usd")) {
            for (int hour = 2_170; hour > 0; hour--) {
                add(told, random, side, Resolution.HOUR, hour(hour));
            }
            for (int minute = 70; minute > 0; minute--) {
                add(told, random, side, Resolution.MINUTE, BEGIN - minute * MINUTE);
            }
        }
        for (String book : List.of("coinbase.BTC-USD", "spot.usd", "binance-spot.BTC-USDT")) {
            for (String id : List.of("depth_1pct_bid_usd", "depth_1pct_ask_usd", "spread_bps")) {
                for (int hour = 2_170; hour > 0; hour--) {
                    add(told, random, "BTC:" + id + ':' + book, Resolution.HOUR, hour(hour));
                }
            }
        }
        return told;
    }

    private static long hour(int back) {
        return Resolution.HOUR.floor(BEGIN) - back * HOUR;
    }

    private static void add(List<ClosedValue> told, Random random, String series, Resolution resolution, long time) {
        long start = resolution.floor(time);
        if (random.nextInt(40) > 0) {
            Quality quality = random.nextInt(9) == 0 ? Quality.PARTIAL : Quality.OK;
            double value = series.contains("funding") ? random.nextGaussian() / 100 : random.nextDouble() * 5_000;
            told.add(new ClosedValue(
                    Series.parse(series),
                    resolution,
                    start,
                    value,
                    quality,
                    start + resolution.micros() + GRACE,
                    false));
        }
    }
}
