package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.venue.hyperliquid.HyperliquidFeed;
import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hyperliquid as it is simulated, read by the collector's own decoder. */
class HyperliquidDialectTest {
    private static final long START = Instant.parse("2026-11-01T12:34:56Z").getEpochSecond() * 1_000_000;
    private static final long HOUR = 3_600_000_000L;

    private final SimulatedMarket market = SeededMarket.of(7);
    private final SpokenVenue spoken = new SpokenVenue(new HyperliquidFeed(), market, START);
    private final SpokenMarket truth = new SpokenMarket(market, spoken);

    @Test
    void isReadAsWhatItSaid() {
        // When
        spoken.connect().pass(30);
        // Then
        truth.everyFrameWasUnderstood();
        truth.everyTradeCameOutOnce(START, market.listings(spoken.feed().venue(), START));
        truth.booksAreRight();
        assertThat(spoken.events(MarkPrice.class)).hasSizeGreaterThan(50);
        assertThat(spoken.events(OpenInterest.class)).allMatch(interest -> interest.quantity() > 0);
        assertThat(spoken.events(FundingRate.class)).allMatch(rate -> rate.fundingTime() % HOUR == 0);
    }

    @Test
    void tellsItsPast() {
        // Given
        spoken.connect().pass(1);
        long hour = START / HOUR * HOUR;
        List<Listing> all = market.listings(spoken.feed().venue(), START);
        // When
        truth.candlesAreThose(Past.Kind.MINUTES, Duration.ofMinutes(1), hour - 2 * HOUR, spoken.now(), all);
        truth.candlesAreThose(Past.Kind.HOURS, Duration.ofHours(1), hour - 30 * HOUR, spoken.now(), all);
        truth.candlesAreThose(Past.Kind.DAYS, Duration.ofDays(1), hour - 240 * HOUR, spoken.now(), all);
        truth.paymentsAreThose(hour - 499 * HOUR, hour + 1);
        // Then
        truth.everyFrameWasUnderstood();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        // Given
        Conversation client = new HyperliquidDialect(market, Circumstances.NONE).open("/ws", "");
        Instant now = Instant.ofEpochSecond(START / 1_000_000);
        String trades = "{\"method\":\"subscribe\",\"subscription\":{\"type\":\"trades\",\"coin\":\"BTC\"}}";
        // Then
        assertThat(client.hear("{\"method\":\"ping\"}", now)).containsExactly("{\"channel\":\"pong\"}");
        assertThat(client.hear("no JSON", now)).first().asString().contains("\"channel\":\"error\"");
        assertThat(client.hear(trades.replace("BTC", "NONE"), now))
                .first()
                .asString()
                .contains("Invalid subscription");
        assertThat(client.hear(trades, now)).hasSize(2);
        assertThat(client.hear(trades, now)).first().asString().contains("Already subscribed");
        assertThat(spoken.venue
                        .ask(new Question("/info", "", "{\"type\":\"nothing\"}", START))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void countsWhatAnAnswerWeighs() {
        // Given
        HyperliquidDialect dialect = new HyperliquidDialect(market, Circumstances.NONE);
        String candles = "{\"type\":\"candleSnapshot\",\"req\":{\"coin\":\"BTC\",\"interval\":\"1m\",\"startTime\":0,"
                + "\"endTime\":3599999}}";
        // Then: 60 candles are one more
        assertThat(dialect.weight(new Question("/info", "", candles, START))).isEqualTo(21);
        assertThat(dialect.weight(new Question("/info", "", "{\"type\":\"l2Book\",\"coin\":\"BTC\"}", START)))
                .isEqualTo(2);
        assertThat(dialect.weight(new Question("/info", "", "{\"type\":\"meta\"}", START)))
                .isEqualTo(20);
    }
}
