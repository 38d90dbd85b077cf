package io.basiswatch.collector.venue.deribit;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Candles, column by column, without the instrument's name and their length: both stand in the question.
 *
 * <pre>{@code
 * {"volume":[19.007942601,20.095877981],"ticks":[1554373800000,1554375600000],"status":"ok","open":[4963.42,4986.29],
 *  "low":[4728.94,4726.6],"high":[5185.45,5250.87],"cost":[23400.0,114840.0],"close":[5052.95,5013.59]}
 * }</pre>
 *
 * <p>{@code volume} is coins and {@code cost} the quote currency, of inverse contracts too. Where nobody traded the venue
 * repeats the last price with a volume of 0. Without any candle the status is {@code no_data}. The last candle may still run;
 * nothing but the time says so.
 */
final class DeribitCandles {
    private static final Pattern RESOLUTION = Pattern.compile("[?&]resolution=([^&]+)");

    private static final int TICKS = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int COST = 6;
    private static final int STATUS = 7;

    private static final long MICROS_PER_MILLI = 1_000;

    private final JsonFields columns =
            JsonFields.of("ticks", "open", "high", "low", "close", "volume", "cost", "status");
    private final double[][] cells = new double[STATUS][];
    private final JsonCursor cursor = new JsonCursor();
    private final DeribitInstruments instruments;
    private final FrameEvents events;

    DeribitCandles(DeribitInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
    }

    /**
     * Reads an answer.
     *
     * @param symbol what was asked for
     * @param now the venue's time of the answer, microseconds
     */
    void read(JsonCursor result, String symbol, String address, long now) {
        columns.clear().read(result);
        switch (columns.code(STATUS)) {
            case "ok" -> {}
            case "no_data" -> {
                return;
            }
            default -> throw new JsonException("neither candles nor none: " + columns.code(STATUS));
        }
        for (int column = TICKS; column < STATUS; column++) {
            cells[column] = column(column);
            if (cells[column].length != cells[TICKS].length) {
                throw new JsonException("columns of different lengths");
            }
        }
        Optional<Terms> terms = instruments.find(symbol, events);
        Optional<Duration> interval = interval(address);
        if (terms.isPresent() && interval.isPresent()) {
            rows(terms.get().instrument(), interval.get(), now);
        }
    }

    private double[] column(int column) {
        if (!columns.is(column, JsonKind.ARRAY)) {
            throw new JsonException("candles without a column");
        }
        double[] values = new double[16];
        int size = 0;
        cursor.reset(columns.text(), columns.start(column), columns.end(column)).beginArray();
        while (cursor.nextElement()) {
            values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
            values[size++] = cursor.decimal();
        }
        return Arrays.copyOf(values, size);
    }

    private static Optional<Duration> interval(String address) {
        Matcher word = RESOLUTION.matcher(address);
        return switch (word.find() ? word.group(1) : "") {
            case DeribitHistory.MINUTE -> Optional.of(Duration.ofMinutes(1));
            case DeribitHistory.HOUR -> Optional.of(Duration.ofHours(1));
            case DeribitHistory.DAY -> Optional.of(Duration.ofDays(1));
            default -> Optional.empty();
        };
    }

    private void rows(Instrument instrument, Duration interval, long now) {
        for (int row = 0; row < cells[TICKS].length; row++) {
            long opened = Math.round(cells[TICKS][row]);
            long closed = opened + interval.toMillis();
            if (closed * MICROS_PER_MILLI <= now) {
                events.add(new Candle(
                        instrument,
                        events.stamp(closed, Stamp.NO_SEQUENCE),
                        opened * MICROS_PER_MILLI,
                        closed * MICROS_PER_MILLI,
                        cells[OPEN][row],
                        cells[HIGH][row],
                        cells[LOW][row],
                        cells[CLOSE][row],
                        cells[VOLUME][row],
                        OptionalDouble.of(cells[COST][row]),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
            }
        }
    }
}
