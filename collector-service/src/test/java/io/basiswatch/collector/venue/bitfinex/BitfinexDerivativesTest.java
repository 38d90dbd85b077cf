package io.basiswatch.collector.venue.bitfinex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The status of perpetuals and their liquidations. */
class BitfinexDerivativesTest {
    private static final String PERPETUAL = "tBTCF0:USTF0";

    private final Decoding decoding = Decoding.of(new BitfinexFeed(), "wss://api-pub.bitfinex.com/ws/2");

    static String status(long number, String key) {
        return "{\"event\":\"subscribed\",\"channel\":\"status\",\"chanId\":" + number + ",\"key\":\"" + key + "\"}";
    }

    static String derivative(long time, long due, double rate) {
        return "[1,[" + time + ",null,0.896,0.771995,null,1396531.67460709,null," + due + ",0.0001056,6,null," + rate
                + ",null,null,0.7664,null,null,246502.09001551,null,null,null,null,0.3]]";
    }

    static String liquidation(double amount, int isMatch, String price) {
        return "[1,[[\"pos\",142397657,1574697680828.2002,null,\"" + PERPETUAL + "\"," + amount
                + ",91.583875238719,null," + isMatch + ",1,null," + price + "]]]";
    }

    @Test
    void readsMarkIndexAndOpenInterestOfAStatus() {
        // Given
        decoding.push(status(1, "deriv:" + PERPETUAL));
        // When
        decoding.push(Decoding.jkorf("bitfinex", "Subscriptions/Spot/DerivStatus.txt", "\n="));
        // Then
        assertThat(decoding.only(MarkPrice.class).price()).isEqualTo(0.7664);
        assertThat(decoding.only(MarkPrice.class).eventTime()).isEqualTo(1_596_124_822_000_000L);
        assertThat(decoding.only(IndexPrice.class).instrument()).hasToString("bitfinex:BTC-USDT-INDEX");
        assertThat(decoding.only(IndexPrice.class).price()).isEqualTo(0.771995);
        assertThat(decoding.only(OpenInterest.class).quantity()).isEqualTo(246502.09001551);
        assertThat(decoding.only(OpenInterest.class).notional()).isEqualTo(246502.09001551 * 0.7664);
        FundingRate funding = decoding.only(FundingRate.class);
        assertThat(funding.kind()).isEqualTo(FundingRate.Kind.PREDICTED);
        assertThat(funding.rate()).isEqualTo(-0.01381344);
        assertThat(funding.fundingTime()).isEqualTo(1_596_153_600_000_000L);
        assertThat(funding.interval()).isEmpty();
    }

    @Test
    void tellsAPaymentWhenTheNextOneIsAnnouncedAndMeasuresTheInterval() {
        // Given
        long due = 1_596_153_600_000L;
        long later = due + Duration.ofHours(8).toMillis();
        decoding.push(status(1, "deriv:" + PERPETUAL)).push(derivative(due - 1_000, due, -0.01));
        // When
        decoding.push(derivative(due + 1_000, later, 0.02), Decoding.NOW + 2_000_000);
        // Then
        assertThat(decoding.events(FundingRate.class))
                .extracting(FundingRate::kind, FundingRate::rate, FundingRate::fundingTime, FundingRate::interval)
                .containsExactly(
                        tuple(FundingRate.Kind.PREDICTED, -0.01, due * 1_000, Optional.empty()),
                        tuple(FundingRate.Kind.SETTLED, -0.01, due * 1_000, Optional.empty()),
                        tuple(FundingRate.Kind.PREDICTED, 0.02, later * 1_000, Optional.of(Duration.ofHours(8))));
    }

    @Test
    void doesNotTellAPaymentThatNobodyWatched() {
        // Given
        long due = 1_596_153_600_000L;
        decoding.push(status(1, "deriv:" + PERPETUAL)).push(derivative(due - 3_600_000, due, -0.01));
        // When
        decoding.push(derivative(due + 1_000, due + 28_800_000, 0.02), Decoding.NOW + 3_601_000_000L);
        // Then
        assertThat(decoding.events(FundingRate.class))
                .extracting(FundingRate::kind)
                .containsOnly(FundingRate.Kind.PREDICTED);
    }

    @Test
    void takesNothingFromNull() {
        // Given
        decoding.push(status(1, "deriv:" + PERPETUAL));
        // When
        decoding.push("[1,[1596124822000" + ",null".repeat(22) + "]]");
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void readsANegativeSizeAsTheEndOfAShortAtThePriceOfTheTakeover() {
        // Given
        decoding.push(status(1, "liq:global"));
        // When
        decoding.push(liquidation(-2.62932, 0, "112.27")).push(liquidation(-2.62932, 0, "112.27"));
        // Then
        Liquidation liquidation = decoding.only(Liquidation.class);
        assertThat(liquidation.instrument()).hasToString("bitfinex:BTC-USDT-PERP");
        assertThat(liquidation.closedPosition()).isEqualTo(Liquidation.Position.SHORT);
        assertThat(liquidation.eventTime()).isEqualTo(1_574_697_680_828_200L);
        assertThat(liquidation.price()).isEqualTo(112.27);
        assertThat(liquidation.quantity()).isEqualTo(2.62932);
        assertThat(liquidation.notional()).isEqualTo(2.62932 * 112.27);
        assertThat(liquidation.completeness()).isEqualTo(Liquidation.Completeness.COMPLETE);
    }

    @Test
    void countsNeitherFillsNorLiquidationsWithoutPriceNorThoseOfSpotMargin() {
        // Given
        decoding.push(status(1, "liq:global"));
        // When
        decoding.push(liquidation(1, 1, "112.27")).push(liquidation(1, 0, "null"));
        decoding.push(liquidation(1, 0, "112.27").replace(PERPETUAL, "tBSVUSD"));
        // Then
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.CONTROL, 1, Outcome.UNUSED, 3));
    }
}
