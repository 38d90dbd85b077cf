package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.venue.bitstamp.BitstampFeed;
import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bitstamp as it is simulated, read by the collector's own decoder. */
class BitstampDialectTest {
    private static final long START = Instant.parse("2026-11-01T12:34:56Z").getEpochSecond() * 1_000_000;
    private static final long HOUR = 3_600_000_000L;
    private static final Instant NOW = Instant.ofEpochSecond(START / 1_000_000);

    private final SimulatedMarket market = SeededMarket.of(7);
    private final SpokenVenue spoken = new SpokenVenue(new BitstampFeed(), market, START);
    private final SpokenMarket truth = new SpokenMarket(market, spoken);

    private List<Listing> traded() {
        return market.listings(spoken.feed().venue(), START).stream()
                .filter(listing -> !listing.instrument().base().startsWith("USD"))
                .toList();
    }

    @Test
    void isReadAsWhatItSaid() {
        // When
        spoken.connect().pass(60);
        // Then
        truth.everyFrameWasUnderstood();
        truth.everyTradeCameOutOnce(START, traded());
        truth.booksAreRight();
        assertThat(spoken.events(FeedGap.class)).isEmpty();
    }

    @Test
    void tellsItsPast() {
        // Given
        spoken.connect().pass(1);
        long hour = START / HOUR * HOUR;
        // When
        truth.candlesAreThose(Past.Kind.MINUTES, Duration.ofMinutes(1), hour - 2 * HOUR, spoken.now(), traded());
        truth.candlesAreThose(Past.Kind.HOURS, Duration.ofHours(1), hour - 30 * HOUR, spoken.now(), traded());
        truth.candlesAreThose(Past.Kind.DAYS, Duration.ofDays(1), hour - 240 * HOUR, spoken.now(), traded());
        // Then
        truth.everyFrameWasUnderstood();
    }

    @Test
    void tellsTheTradesOfADayWithoutThoseThatTheStreamTold() {
        // Given
        spoken.connect().pass(10);
        int before = spoken.events(Trade.class).size();
        // When
        spoken.askPast(Past.Kind.TRADES, START - HOUR, START + 5_000_000);
        // Then
        truth.everyTradeCameOutOnce(START, traded());
        assertThat(spoken.events(Trade.class)).hasSizeGreaterThan(before);
        assertThat(spoken.events(Trade.class)).allMatch(trade -> trade.eventTime() >= START - HOUR);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        // Given
        Conversation client = new BitstampDialect(market, Circumstances.NONE).open("/", "");
        // Then
        assertThat(client.hear("{\"event\":\"bts:heartbeat\"}", NOW))
                .first()
                .asString()
                .contains("success");
        assertThat(client.hear("{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"live_trades_none\"}}", NOW))
                .first()
                .asString()
                .contains("bts:error");
        assertThat(spoken.venue
                        .ask(new Question("/api/v2/order_book/none/", "", "", START))
                        .status())
                .isEqualTo(404);
    }
}
