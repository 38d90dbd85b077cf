package io.basiswatch.collector.venue.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the lists of products say: spot pairs, and perpetuals with what no stream tells of them. */
class ProductListTest {
    private static final String QUESTION =
            "https://api.coinbase.com/api/v3/brokerage/market/products?product_type=FUTURE&contract_expiry_type=PERPETUAL";

    private final DecoderRun coinbase = new DecoderRun(new CoinbaseFeed(), "");

    private static String spot(String id, String rest) {
        return "{\"product_id\":\"" + id + "\",\"status\":\"online\",\"trading_disabled\":false" + rest + "}";
    }

    private static String perpetual(String size, String fundingTime) {
        return "{\"product_id\":\"ETH-PERP-INTX\",\"price\":\"3630.98\",\"status\":\"\",\"is_disabled\":false,"
                + "\"trading_disabled\":false,\"product_type\":\"FUTURE\",\"future_product_details\":{\"venue\":\"\","
                + "\"contract_code\":\"ETH\",\"contract_expiry\":null,\"contract_size\":\"" + size + "\","
                + "\"contract_root_unit\":\"ETH\",\"contract_expiry_type\":\"PERPETUAL\",\"perpetual_details\":{"
                + "\"open_interest\":\"1520.5\",\"funding_rate\":\"0.000016\",\"funding_time\":\"" + fundingTime
                + "\",\"max_leverage\":\"10\"}}}";
    }

    private void answer(String question, String... products) {
        coinbase.answer(question, "{\"products\":[" + String.join(",", products) + "]}");
    }

    private static long micros(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000;
    }

    @Test
    void aPairIsListedFromTheTimeThatTheVenueTells() {
        // When
        answer(
                "spot",
                spot("BTC-USD", ",\"new_at\":\"2023-01-01T00:00:00Z\""),
                spot("ETH-USD", ",\"new_at\":\"\""),
                spot("SOL-USD", ",\"new_at\":\"2099-01-01T00:00:00Z\""));

        // Then: not from a time that is still to come
        assertThat(coinbase.events(InstrumentListed.class))
                .extracting(InstrumentListed::symbol, InstrumentListed::eventTime)
                .containsExactly(
                        tuple("BTC-USD", micros("2023-01-01T00:00:00Z")),
                        tuple("ETH-USD", Decoding.NOW + 1_000_000),
                        tuple("SOL-USD", Decoding.NOW + 1_000_000));
    }

    @Test
    void whatTheSameQuestionListsNoMoreIsDelisted() {
        // Given
        answer("spot", spot("BTC-USD", ""), spot("ETH-USD", ""));
        answer(QUESTION, perpetual("1", "2024-04-09T09:00:00.000008Z"));

        // When
        answer("spot", spot("BTC-USD", ""), spot("ETH-USD", "").replace("online", "delisted"));

        // Then
        assertThat(coinbase.events(InstrumentDelisted.class))
                .extracting(InstrumentDelisted::symbol)
                .containsExactly("ETH-USD");
    }

    @Test
    void aPerpetualOfTheInternationalExchangeIsLinearAndSettledInUsdc() {
        // When
        answer(QUESTION, perpetual("1", "2024-04-09T09:00:00.000008Z"));

        // Then
        assertThat(coinbase.events(InstrumentListed.class))
                .extracting(listed -> listed.symbol() + ' ' + listed.instrument() + ' ' + listed.contractSize())
                .containsExactly("ETH-PERP-INTX coinbase:ETH-USDC-PERP 1.0");
    }

    @Test
    void openInterestOfAPerpetualIsCountedInContracts() {
        // When
        answer(QUESTION, perpetual("0.1", "2024-04-09T09:00:00.000008Z"));

        // Then
        assertThat(coinbase.events(OpenInterest.class))
                .extracting(OpenInterest::quantity, OpenInterest::notional)
                .containsExactly(tuple(1520.5 * 0.1, 1520.5 * 0.1 * 3630.98));
    }

    @Test
    void tradesAndBooksOfAPerpetualAreCountedInItsContracts() {
        // Given
        answer(QUESTION, perpetual("0.1", "2024-04-09T09:00:00.000008Z"));

        // When
        coinbase.push(CoinbaseWire.levels(0, true, "ETH-PERP-INTX", "bid 99 10", "offer 101 20"));
        coinbase.push(CoinbaseWire.envelope(
                1,
                "market_trades",
                "{\"type\":\"update\",\"trades\":[{\"product_id\":\"ETH-PERP-INTX\",\"trade_id\":\"7\",\"price\":\"100\","
                        + "\"size\":\"3\",\"time\":\"2026-08-09T21:05:42.514318Z\",\"side\":\"SELL\"}]}"));

        // Then
        assertThat(coinbase.events(DepthProfile.class)
                        .getFirst()
                        .bands()
                        .getLast()
                        .bidNotional())
                .isEqualTo(99.0);
        assertThat(coinbase.events(Trade.class).getFirst().notional()).isEqualTo(3 * 0.1 * 100);
    }

    @Test
    void aRateWhoseTimeIsPastWasPaidThenAndIsToldOnce() {
        // When
        answer(QUESTION, perpetual("1", "2024-04-09T09:00:00.000008Z"));
        answer(QUESTION, perpetual("1", "2024-04-09T09:00:00.000008Z"));

        // Then
        assertThat(coinbase.events(FundingRate.class))
                .extracting(FundingRate::kind, FundingRate::rate, FundingRate::fundingTime, FundingRate::interval)
                .containsExactly(tuple(
                        FundingRate.Kind.SETTLED, 0.000016, micros("2024-04-09T09:00:00Z") + 8, Optional.empty()));
    }

    @Test
    void theIntervalOfARateIsMeasuredBetweenTwoPayments() {
        // When
        answer(QUESTION, perpetual("1", "2024-04-09T09:00:00.000008Z"));
        answer(QUESTION, perpetual("1", "2024-04-09T10:00:00.000003Z"));

        // Then
        assertThat(coinbase.events(FundingRate.class).getLast().interval()).contains(Duration.ofHours(1));
    }

    @Test
    void aRateWhoseTimeIsStillToComeIsPredicted() {
        // When
        answer(QUESTION, perpetual("1", "2027-01-15T09:00:00Z"));

        // Then
        assertThat(coinbase.events(FundingRate.class))
                .extracting(FundingRate::kind)
                .containsExactly(FundingRate.Kind.PREDICTED);
    }

    @Test
    void aPollTellsNumbersAndListsNothing() {
        // When
        answer(QUESTION + CoinbaseFeed.POLLED, perpetual("1", "2024-04-09T09:00:00.000008Z"));

        // Then
        assertThat(coinbase.events(InstrumentListed.class)).isEmpty();
        assertThat(coinbase.events(OpenInterest.class)).hasSize(1);
    }

    @Test
    void openInterestWithoutAPriceIsNotTold() {
        // When
        answer(QUESTION, perpetual("1", "2024-04-09T09:00:00.000008Z").replace("3630.98", ""));

        // Then
        assertThat(coinbase.events(OpenInterest.class)).isEmpty();
        assertThat(coinbase.rejected()).isEmpty();
    }

    @Test
    void futuresOfItsUsExchangeAreNotFollowed() {
        // When
        answer(
                QUESTION,
                perpetual("0.01", "2024-04-09T09:00:00Z").replace("ETH-PERP-INTX", "BIT-26APR24-CDE"),
                perpetual("0.01", "2024-04-09T09:00:00Z").replace("\"PERPETUAL\"", "\"EXPIRING\""));

        // Then
        assertThat(coinbase.events()).isEmpty();
    }
}
