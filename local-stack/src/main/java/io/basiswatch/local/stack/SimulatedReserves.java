package io.basiswatch.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A source of reserves beside simulated venues: a file as the collector reads it, with what each exchange holds at the beginning
 * of each day, made from a seed. Exchanges hold about four times what is open there, which goes up and down by a tenth within a
 * season, so that leverage ratios move about a quarter.
 */
final class SimulatedReserves {
    /** Days of the past and of the future: the collector takes the newest one that has come. */
    private static final int BACK = 8;

    private static final int AHEAD = 366;
    private static final double SWING = 0.1;
    private static final double NOISE = 0.01;
    private static final double SEASON = 90;

    private static final List<Holder> HOLDERS = List.of(
            new Holder("binance", 520_000, 2_040_000),
            new Holder("okx", 190_000, 3_800_000),
            new Holder("bybit", 240_000, 3_600_000),
            new Holder("deribit", 44_000, 760_000),
            new Holder("hyperliquid", 138_000, 2_200_000),
            new Holder("kraken", 8_000, 164_000),
            new Holder("coinbase", 14_000, 244_000),
            new Holder("bitfinex", 3_600, 60_000),
            new Holder("bitmex", 15_600, 72_000));

    /** An exchange and what it holds on average. */
    private record Holder(String name, double btc, double eth) {
        Map<String, Double> held() {
            return Map.of("BTC", btc, "ETH", eth);
        }
    }

    private SimulatedReserves() {}

    /** Writes the file anew, around {@code today}, and says what the collector has to be told of it. */
    static Map<String, String> write(Path file, long seed, LocalDate today) throws IOException {
        StringBuilder rows = new StringBuilder("time,asset,venue,reserve\n");
        for (Holder holder : HOLDERS) {
            for (String asset : List.of("BTC", "ETH")) {
                long own = seed * 31 + (holder.name + asset).hashCode();
                double phase = new SplittableRandom(own).nextDouble(2 * Math.PI);
                for (LocalDate day = today.minusDays(BACK);
                        day.isBefore(today.plusDays(AHEAD));
                        day = day.plusDays(1)) {
                    double wave = SWING * Math.sin(phase + 2 * Math.PI * day.toEpochDay() / SEASON);
                    double noise = NOISE * new SplittableRandom(own ^ day.toEpochDay() << 20).nextDouble(-1, 1);
                    double held = holder.held().get(asset) * (1 + wave + noise);
                    rows.append(day)
                            .append(',')
                            .append(asset)
                            .append(',')
                            .append(holder.name)
                            .append(',');
                    rows.append(Math.round(held)).append('\n');
                }
            }
        }
        Files.writeString(file, rows);
        return Map.of("COLLECTOR_RESERVES_SOURCE", file.toString(), "COLLECTOR_RESERVES_SIMULATED", "true");
    }
}
