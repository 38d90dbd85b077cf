package io.basiswatch.local.trial;

import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.venue.TruthFile;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What venues made public, read again from the file in which it was written down. */
final class MadePublic {
    /** How old a state of a book may be when it is told, and by how much a venue's clock may be wrong, in microseconds. */
    private static final long AGE = 14_000_000;

    private static final long SLACK = 2_500_000;
    private static final long MINUTE = 60_000_000;

    private final List<SaidTrade> trades = new ArrayList<>();
    private final Map<Instrument, TreeMap<Long, Top>> books = new HashMap<>();
    private final Map<Instrument, Map<Long, Minute>> minutes = new HashMap<>();
    private long lines;
    private long first;
    private long last;
    private long from = Long.MAX_VALUE;
    private long to;
    private long played;

    /** The best prices of a book. */
    private record Top(double bid, double ask) {}

    /** A minute in prices. */
    private record Minute(double open, double high, double low, double close) {}

    private MadePublic() {}

    /**
     * Reads a file, and the one before it where there is one.
     *
     * @throws CommandFailure where it cannot be read or a line is none of {@link TruthFile}; a last line that was not written to
     *     its end, by a system that was killed or still runs, is left out
     */
    static MadePublic read(Path file) {
        MadePublic read = new MadePublic();
        Path before = TruthFile.before(file);
        if (Files.exists(before)) {
            read.take(before);
        }
        read.take(file);
        if (read.lines == 0) {
            throw CommandFailure.failed(file + " tells nothing");
        }
        return read;
    }

    private void take(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            while (line != null) {
                String next = reader.readLine();
                if (next != null || line.endsWith("}")) {
                    take(file, line);
                }
                line = next;
            }
        } catch (IOException e) {
            throw CommandFailure.misused("cannot read " + file + ": " + e.getMessage());
        }
    }

    private void take(Path file, String line) {
        try {
            take(new JsonObject(line));
        } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
            throw CommandFailure.failed(
                    file + ", after line " + last + ": not written by up --truth: " + e.getMessage());
        }
    }

    private void take(JsonObject line) {
        long number = line.getLong("number", -1L);
        if (lines > 0 && number != last + 1) {
            throw new IllegalArgumentException("line " + number + " follows");
        }
        first = lines == 0 ? number : first;
        last = number;
        lines++;
        long time = line.getLong("time", -1L);
        from = Math.min(from, time);
        to = Math.max(to, time);
        switch (text(line, "said")) {
            case "trade" -> trades.add(trade(line, time));
            case "book" ->
                books.computeIfAbsent(instrument(line), key -> new TreeMap<>())
                        .put(time, new Top(price(line, "bid"), price(line, "ask")));
            case "minute" ->
                minutes.computeIfAbsent(instrument(line), key -> new HashMap<>())
                        .put(
                                time,
                                new Minute(
                                        price(line, "open"),
                                        price(line, "high"),
                                        price(line, "low"),
                                        price(line, "close")));
            case "played" -> played++;
            default -> throw new IllegalArgumentException("it tells of a '" + text(line, "said") + "'");
        }
    }

    private static SaidTrade trade(JsonObject line, long time) {
        return new SaidTrade(
                instrument(line),
                time,
                price(line, "price"),
                line.getDouble("quantity", Double.NaN),
                Side.valueOf(text(line, "aggressor")));
    }

    private static Instrument instrument(JsonObject line) {
        return Instrument.parse(text(line, "instrument"));
    }

    private static String text(JsonObject line, String name) {
        return line.getString(name, "");
    }

    private static double price(JsonObject line, String name) {
        return Double.parseDouble(text(line, name));
    }

    /** The markets that it tells of. */
    Set<Instrument> instruments() {
        return books.keySet();
    }

    List<SaidTrade> trades() {
        return trades;
    }

    /** When it begins, microseconds since the epoch. */
    long from() {
        return from;
    }

    /** When it ends, microseconds since the epoch. */
    long to() {
        return to;
    }

    /** Whether a book stood so shortly before the quote came. */
    boolean isTold(Quote quote) {
        TreeMap<Long, Top> tops = books.getOrDefault(quote.instrument(), new TreeMap<>());
        long earliest = quote.receivedTime() - AGE;
        Long standing = tops.floorKey(earliest);
        return tops
                .subMap(standing == null ? earliest : standing, true, quote.receivedTime() + SLACK, true)
                .values()
                .stream()
                .anyMatch(top -> isOf(quote, top));
    }

    private static boolean isOf(Quote quote, Top top) {
        double tolerance = BookLedger.midTolerance(quote.venue().id());
        return BookLedger.close(quote.bidPrice(), top.bid, tolerance)
                && BookLedger.close(quote.askPrice(), top.ask, tolerance);
    }

    /** Whether it tells of the minute that a candle is of. */
    boolean knows(Candle candle) {
        return candle.closeTime() - candle.openTime() == MINUTE
                && minutes.getOrDefault(candle.instrument(), Map.of()).containsKey(candle.closeTime());
    }

    /** Whether a candle is what was traded in its minute. */
    boolean isTold(Candle candle) {
        Minute told = minutes.get(candle.instrument()).get(candle.closeTime());
        return told.equals(new Minute(candle.open(), candle.high(), candle.low(), candle.close()));
    }

    /** In a line. */
    @Override
    public String toString() {
        return String.format(
                "lines %,d to %,d of %d markets, %,d trades; %,d frames of captures, which are not compared",
                first, last, books.size(), trades.size(), played);
    }
}
