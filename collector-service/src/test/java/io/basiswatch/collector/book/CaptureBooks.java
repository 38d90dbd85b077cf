package io.basiswatch.collector.book;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books of one capture, kept by the assemblers of this package. It reads the frames with a plain JSON tree on purpose:
 * what is checked is the books, not a venue's decoder.
 */
abstract class CaptureBooks {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** What became of the messages. */
    static final class Tally {
        int snapshots;
        int stale;
        int held;
        int changes;
        int ignored;
        int broken;
        int checksums;
        int numbers;
        int jumps;
        int crossed;
        int tops;
        int wrongTops;
    }

    final BookUpdate update = new BookUpdate();
    final Tally tally = new Tally();
    final List<String> problems = new ArrayList<>();
    final List<BookUpdate> changes = new ArrayList<>();
    private final Map<String, BookAssembler> assemblers = new TreeMap<>();
    private final ConnectionSequence sequence = new ConnectionSequence();

    abstract BookAssembler newAssembler(String symbol);

    abstract void frame(Frame frame, JsonNode message);

    final void read(Path capture) throws IOException {
        try (CaptureReader reader = CaptureReader.open(capture)) {
            while (reader.hasNext()) {
                if (reader.next() instanceof CapturedLine.Received(Frame frame)) {
                    frame(frame, JSON.readTree(frame.payload()));
                }
            }
        }
    }

    final BookAssembler assembler(String symbol) {
        return assemblers.computeIfAbsent(symbol, this::newAssembler);
    }

    final long liveBooks() {
        return assemblers.values().stream().filter(BookAssembler::isLive).count();
    }

    /** Gives {@link #update} to the book of {@code symbol}. */
    final Effect accept(String symbol) {
        BookAssembler assembler = assembler(symbol);
        if (update.checksum() != BookUpdate.NO_CHECKSUM && update.checksum() != 0) {
            tally.checksums++;
        }
        Effect effect = assembler.accept(update);
        switch (effect) {
            case SYNCHRONISED -> tally.snapshots++;
            case CHANGED -> {
                tally.changes++;
                changes.add(update.copy());
            }
            case HELD -> tally.held++;
            case IGNORED -> tally.ignored++;
            case STALE_SNAPSHOT -> tally.stale++;
            case BROKEN -> {
                tally.broken++;
                problems.add(symbol + ": " + assembler.state());
            }
        }
        if (assembler.book().filter(OrderBook::isCrossed).isPresent()) {
            tally.crossed++;
        }
        return effect;
    }

    /** Checks the connection's own number. */
    final void number(long number) {
        tally.numbers++;
        if (!sequence.follows(number)) {
            tally.jumps++;
            problems.add("number " + number);
        }
    }

    /** Compares the top of a book with what the venue's quote stream says of the same moment. */
    final void compareTop(String symbol, double bid, double ask) {
        OrderBook book = assembler(symbol).book().orElseThrow();
        tally.tops++;
        if (book.bestBid().orElse(0) != bid || book.bestAsk().orElse(0) != ask) {
            tally.wrongTops++;
            problems.add(symbol + ": quote " + bid + " " + ask + " but book " + book);
        }
    }

    /** Rows of price and quantity, as text. */
    final void rows(JsonNode bids, JsonNode asks) {
        bids.forEach(row -> update.bid(row.get(0).asDouble(), row.get(1).asDouble()));
        asks.forEach(row -> update.ask(row.get(0).asDouble(), row.get(1).asDouble()));
    }

    /** Rows of price and quantity whose printed text counts. */
    final void printedRows(JsonNode bids, JsonNode asks) {
        bids.forEach(row -> update.printedBid(
                printed(row.get(0)), printed(row.get(1)), row.get(1).asDouble()));
        asks.forEach(row -> update.printedAsk(
                printed(row.get(0)), printed(row.get(1)), row.get(1).asDouble()));
    }

    private static long printed(JsonNode number) {
        return PrintedNumber.of(
                number.isTextual() ? number.textValue() : number.decimalValue().toPlainString());
    }
}
