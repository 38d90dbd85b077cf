package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.local.venue.Circumstances;
import io.basiswatch.local.venue.KitVenue;
import io.basiswatch.local.venue.Told;
import io.basiswatch.local.venue.TruthFile;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthCheckTest {
    private static final long SECOND = 1_000_000;
    private static final long START = Instant.parse("2026-11-22T12:00:00Z").getEpochSecond() * SECOND;
    private static final Instrument MARKET = Instrument.parse("bitstamp:BTC-USD");
    /** Within what is compared. */
    private static final long MIDDLE = START + 80 * SECOND;

    @TempDir
    private Path folder;

    private final List<InstrumentEvent> log = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Path file;

    @BeforeEach
    void aLogOfAllThatAVenueMadePublic() throws IOException {
        file = folder.resolve("truth.ndjson");
        Stamp start = new Stamp(START, START, Stamp.NO_SEQUENCE, Origin.LIVE);
        log.add(new InstrumentListed(MARKET, start, "btcusd", 1));
        try (TruthFile truth = new TruthFile(file, 1 << 30)) {
            KitVenue.of(Venue.of("bitstamp"), SeededMarket.of(3), Circumstances.NONE, START, told -> {
                        truth.take(told);
                        had(told);
                    })
                    .advance(START + 150 * SECOND);
        }
    }

    private void had(Told told) {
        Stamp stamp = new Stamp(told.time(), told.time() + 20_000, Stamp.NO_SEQUENCE, Origin.LIVE);
        if (told instanceof Told.Trade trade && trade.instrument().equals(MARKET)) {
            double price = Double.parseDouble(trade.price());
            log.add(new Trade(
                    MARKET,
                    stamp,
                    Long.toString(trade.id()),
                    price,
                    trade.quantity(),
                    price * trade.quantity(),
                    trade.aggressor()));
        } else if (told instanceof Told.Book book && book.instrument().equals(MARKET)) {
            log.add(new Quote(MARKET, stamp, Double.parseDouble(book.bid()), 0, Double.parseDouble(book.ask()), 0));
        }
    }

    private boolean check() {
        TruthCheck check = new TruthCheck(MadePublic.read(file));
        List<MarketEvent> events = List.copyOf(log);
        check.take(new EventBatch("BTC", "collector-0", events));
        return check.end(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private int placeOf(Class<? extends InstrumentEvent> kind) {
        for (int i = 0; i < log.size(); i++) {
            if (kind.isInstance(log.get(i)) && log.get(i).eventTime() >= MIDDLE) {
                return i;
            }
        }
        throw new AssertionError("no " + kind);
    }

    @Test
    void isRightWhereTheLogTellsWhatWasMadePublic() {
        // When
        boolean right = check();
        // Then
        assertThat(right).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("0 lost and not told")
                .doesNotContain("trades   0 made")
                .doesNotContain("quotes   0 compared");
    }

    @Test
    void aTradeThatIsMissingWithinNoGapIsLost() {
        // Given
        log.remove(placeOf(Trade.class));
        // When
        boolean right = check();
        // Then
        assertThat(right).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("lost and not told: bitstamp:BTC-USD");
    }

    @Test
    void aTradeThatIsMissingWithinAToldGapIsNotLost() {
        // Given
        InstrumentEvent missing = log.remove(placeOf(Trade.class));
        Stamp told =
                new Stamp(missing.eventTime() + SECOND, missing.eventTime() + SECOND, Stamp.NO_SEQUENCE, Origin.LIVE);
        log.add(new FeedGap(MARKET, told, "trade", missing.eventTime() - SECOND, "cut", FeedGap.Scope.TRADES));
        // When
        boolean right = check();
        // Then
        assertThat(right).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("1 within told gaps");
    }

    @Test
    void whatIsInTheLogTwiceIsKnownByItsNumber() {
        // Given
        log.add(log.get(placeOf(Trade.class)));
        // When
        boolean right = check();
        // Then
        assertThat(right).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("1 in the log twice");
    }

    @Test
    void pricesThatNoBookHadAreWrong() {
        // Given
        int place = placeOf(Quote.class);
        Quote quote = (Quote) log.get(place);
        log.set(place, new Quote(MARKET, quote.stamp(), quote.bidPrice() - 1_000, 0, quote.askPrice(), 0));
        // When
        boolean right = check();
        // Then
        assertThat(right).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("best prices that never were");
    }

    @Test
    void aFileWithAHoleIsRefused() throws IOException {
        // Given
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(100);
        Files.write(file, lines);
        // When
        assertThatThrownBy(() -> MadePublic.read(file))
                // Then
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("after line 100: not written by up --truth");
    }

    @Test
    void aLastLineThatWasNotWrittenToItsEndIsLeftOut() throws IOException {
        // Given
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 20));
        // When
        boolean right = check();
        // Then
        assertThat(right).isTrue();
    }
}
