package io.basiswatch.collector.venue.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.FundingRate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Funding of Hyperliquid, from its stream and from its info address. */
class HyperliquidFundingTest {
    private static final String INFO = "https://api.hyperliquid.xyz/info#";
    private static final long HOUR = 3_600_000;
    private static final long START = 1_683_849_600_000L;

    private final Decoding decoding = Decoding.of(new HyperliquidFeed(), "wss://api.hyperliquid.xyz/ws");

    private static String payment(long time, String rate) {
        return "{\"coin\":\"ETH\",\"fundingRate\":\"" + rate + "\",\"premium\":\"-0.0005\",\"time\":" + time + '}';
    }

    @Test
    void takesFundingAsARatePerHourDueAtTheNextFullHour() {
        // When
        decoding.push(
                "{\"channel\":\"activeAssetCtx\",\"data\":{\"coin\":\"BTC\",\"ctx\":{\"funding\":\"-0.0000125\"}}}",
                1_788_658_262_104_123L);
        // Then
        FundingRate funding = decoding.only(FundingRate.class);
        assertThat(funding.kind()).isEqualTo(FundingRate.Kind.PREDICTED);
        assertThat(funding.rate()).isEqualTo(-0.0000125);
        assertThat(funding.interval()).contains(Duration.ofHours(1));
        assertThat(funding.fundingTime()).isEqualTo(1_788_660_000_000_000L);
    }

    @Test
    void readsFundingThatWasPaid() {
        // When
        decoding.answer(
                INFO,
                Decoding.jkorf("hyperliquid", "Endpoints/Futures/ExchangeData/GetFundingRateHistory.txt", "false"));
        // Then
        FundingRate funding = decoding.only(FundingRate.class);
        assertThat(funding.kind()).isEqualTo(FundingRate.Kind.SETTLED);
        assertThat(funding.rate()).isEqualTo(-0.00022196);
        assertThat(funding.fundingTime()).isEqualTo(1_683_849_600_076_000L);
    }

    @Test
    void measuresTheIntervalBetweenPaymentsWhoseTimesJitter() {
        // When: one pays after an hour, one after two
        String history = '['
                + payment(START + 76, "0.1")
                + ','
                + payment(START + HOUR + 3, "0.2")
                + ','
                + payment(START + 3 * HOUR + 41, "0.3")
                + ']';
        decoding.answer(INFO + "{\"type\":\"fundingHistory\",\"coin\":\"ETH\",\"startTime\":0}", history);
        // Then
        assertThat(decoding.events(FundingRate.class))
                .extracting(FundingRate::rate, funding -> funding.interval().orElseThrow())
                .containsExactly(
                        tuple(0.1, Duration.ofHours(1)),
                        tuple(0.2, Duration.ofHours(1)),
                        tuple(0.3, Duration.ofHours(2)));
    }

    @Test
    void tellsAPaymentOnceHoweverOftenTheHistoryIsAskedFor() {
        // Given
        String history = '[' + payment(START + 76, "0.1") + ']';
        decoding.answer(INFO, history);
        // When
        decoding.answer(INFO, '[' + payment(START + 76, "0.1") + ',' + payment(START + HOUR, "0.2") + ']');
        // Then
        assertThat(decoding.events(FundingRate.class))
                .extracting(FundingRate::rate)
                .containsExactly(0.1, 0.2);
    }

    @Test
    void readsPredictedFundingsOfThisVenueOnlyWhoseNextTimeIsTheStartOfTheRunningHour() {
        // Given
        long running = Decoding.NOW / 1_000 / HOUR * HOUR;
        // When
        decoding.answer(
                INFO + "{\"type\":\"predictedFundings\"}",
                "[[\"BTC\",[[\"BinPerp\",{\"fundingRate\":\"0.0001\",\"nextFundingTime\":" + (running + 8 * HOUR)
                        + ",\"fundingIntervalHours\":8}],[\"HlPerp\",{\"fundingRate\":\"0.0000125\",\"nextFundingTime\":"
                        + running
                        + ",\"fundingIntervalHours\":1}],[\"BybitPerp\",null]]],[\"ETH\",[[\"HlPerp\",null]]]]");
        // Then
        FundingRate funding = decoding.only(FundingRate.class);
        assertThat(funding.instrument()).hasToString("hyperliquid:BTC-USDC-PERP");
        assertThat(funding.kind()).isEqualTo(FundingRate.Kind.PREDICTED);
        assertThat(funding.rate()).isEqualTo(0.0000125);
        assertThat(funding.interval()).contains(Duration.ofHours(1));
        assertThat(funding.fundingTime()).isEqualTo((running + HOUR) * 1_000);
    }

    @Test
    void refusesPredictedFundingsThatAreCutOff() {
        assertThatThrownBy(() -> decoding.answer(INFO, "[[\"BTC\",[[\"HlPerp\"]]]]"))
                .isInstanceOf(FrameException.class);
        assertThat(decoding.events()).isEmpty();
    }
}
