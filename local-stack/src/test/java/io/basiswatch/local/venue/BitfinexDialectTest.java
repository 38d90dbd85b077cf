package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.venue.bitfinex.BitfinexFeed;
import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Trade;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bitfinex as it is simulated, read by the collector's own decoder. */
class BitfinexDialectTest {
    private static final long START = Instant.parse("2026-11-01T12:34:56Z").getEpochSecond() * 1_000_000;
    private static final long HOUR = 3_600_000_000L;
    private static final Instant NOW = Instant.ofEpochSecond(START / 1_000_000);

    private final SimulatedMarket market = SeededMarket.of(7);
    private final SpokenVenue spoken = new SpokenVenue(new BitfinexFeed(), market, START);
    private final SpokenMarket truth = new SpokenMarket(market, spoken);

    private List<Listing> traded() {
        return market.listings(spoken.feed().venue(), START).stream()
                .filter(listing -> !listing.instrument().base().equals("USDT"))
                .toList();
    }

    @Test
    void isReadAsWhatItSaid() {
        // When
        spoken.connect().pass(40);
        // Then
        truth.everyFrameWasUnderstood();
        truth.everyTradeCameOutOnce(START, traded());
        truth.booksAreRight();
        assertThat(spoken.events(FeedGap.class)).isEmpty();
        assertThat(spoken.events(MarkPrice.class)).hasSizeGreaterThan(70);
        assertThat(spoken.events(OpenInterest.class)).allMatch(interest -> interest.quantity() > 0);
        assertThat(spoken.said)
                .anyMatch(frame -> new String(frame.payload(), StandardCharsets.UTF_8).contains("\"hb\""));
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
        truth.paymentsAreThose(hour - 72 * HOUR, hour);
        spoken.askPast(Past.Kind.OPEN_INTEREST, hour - 5 * HOUR, hour);
        // Then: two perpetuals, one row in five minutes, and what the status of a second brought
        truth.everyFrameWasUnderstood();
        assertThat(spoken.events(OpenInterest.class).stream().filter(one -> one.eventTime() < hour))
                .hasSize(2 * 5 * 12);
    }

    @Test
    void tellsMissedTradesWithTheirIds() {
        // Given: nobody listened for ten minutes
        spoken.connect().pass(2);
        int before = spoken.events(Trade.class).size();
        // When
        spoken.askPast(Past.Kind.TRADES, START - HOUR / 6, START + 1_000_000);
        // Then: what the stream has told is not told again
        truth.everyTradeCameOutOnce(START, traded());
        assertThat(spoken.events(Trade.class)).hasSizeGreaterThan(before);
        assertThat(spoken.events(Trade.class).stream()
                        .map(trade -> trade.instrument() + trade.tradeId())
                        .distinct())
                .hasSameSizeAs(spoken.events(Trade.class));
    }

    @Test
    void tellsLiquidationsOfPerpetualsOnceEach() {
        // When
        spoken.connect().pass(600);
        // Then
        long forced = traded().stream()
                .filter(listing -> listing.instrument().isPerpetual())
                .flatMap(listing -> market.trades(listing, START, spoken.now()).stream())
                .filter(trade -> trade.forced())
                .count();
        assertThat(spoken.events(Liquidation.class)).hasSize((int) forced);
    }

    @Test
    void refusesWhatItDoesNotKnowByNumber() {
        // Given
        Conversation client = new BitfinexDialect(market, Circumstances.NONE).open("/ws/2", "");
        String trades = "{\"event\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"tBTCUSD\"}";
        // Then
        assertThat(client.hear("{\"event\":\"conf\",\"flags\":98304}", NOW))
                .first()
                .asString()
                .contains("\"version\":2");
        assertThat(client.hear(trades.replace("BTC", "XXX"), NOW))
                .first()
                .asString()
                .contains("10300");
        assertThat(client.hear(trades, NOW)).hasSize(2);
        assertThat(client.hear(trades, NOW)).first().asString().contains("10301");
        assertThat(client.hear("{\"event\":\"unsubscribe\",\"chanId\":1}", NOW))
                .first()
                .asString()
                .contains("10400");
    }
}
