package io.basiswatch.collector.venue.krakenfutures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tickers of Kraken Futures say. */
class KrakenFuturesTickersTest {
    private static final String LINEAR_TICKER =
            Decoding.jkorf("kraken-futures", "Subscriptions/Futures/Ticker.txt", "\n=");

    private final Decoding decoding = Decoding.of(new KrakenFuturesFeed(), "wss://futures.kraken.com/ws/v1");

    private static String message(String test) {
        return Decoding.messages("kraken-futures", test).getFirst();
    }

    @Test
    void readsMarkIndexAndOpenInterestOfALinearContract() {
        // When
        decoding.push(LINEAR_TICKER);
        // Then
        assertThat(decoding.only(MarkPrice.class).price()).isEqualTo(1751.97553924942);
        assertThat(decoding.only(IndexPrice.class).instrument()).hasToString("kraken-futures:ETH-USD-INDEX");
        assertThat(decoding.only(IndexPrice.class).price()).isEqualTo(1751.75);
        OpenInterest open = decoding.only(OpenInterest.class);
        assertThat(open.quantity()).isEqualTo(24085.822);
        assertThat(open.notional()).isEqualTo(24085.822 * 1751.97553924942);
        Quote quote = decoding.only(Quote.class);
        assertThat(quote.bidPrice()).isEqualTo(1751.6);
        assertThat(quote.askQuantity()).isEqualTo(2.886);
    }

    @Test
    void readsOpenInterestAndSizesOfAnInverseContractAsDollars() {
        // When
        decoding.push(message("ticker::inverse_swap"));
        // Then
        OpenInterest open = decoding.only(OpenInterest.class);
        assertThat(open.notional()).isEqualTo(43967525);
        assertThat(open.quantity()).isEqualTo(43967525 / 29919.75);
        assertThat(decoding.only(Quote.class).bidQuantity()).isEqualTo(8400 / 29914.5);
    }

    @Test
    void tellsNoOpenInterestWhereATickerHasNone() {
        // When
        decoding.push(LINEAR_TICKER.replace("openInterest", "openings"));
        // Then
        assertThat(decoding.events(OpenInterest.class)).isEmpty();
        assertThat(decoding.events(MarkPrice.class)).hasSize(1);
    }

    @Test
    void takesTheRelativeFundingRatePerHourAndNeverTheAmount() {
        // When
        decoding.push(message("ticker::inverse_swap"));
        // Then
        assertThat(decoding.events(FundingRate.class))
                .extracting(FundingRate::kind, FundingRate::rate, FundingRate::fundingTime, FundingRate::interval)
                .containsExactly(
                        tuple(
                                FundingRate.Kind.SETTLED,
                                9.6321875e-8,
                                1_654_164_000_000_000L,
                                Optional.of(Duration.ofHours(1))),
                        tuple(
                                FundingRate.Kind.PREDICTED,
                                -0.000025847309375,
                                1_654_171_200_000_000L,
                                Optional.of(Duration.ofHours(1))));
    }

    @Test
    void tellsAPaymentOnce() {
        // When
        decoding.push(LINEAR_TICKER).push(LINEAR_TICKER.replace("1783587648112", "1783587649112"));
        // Then
        assertThat(decoding.events(FundingRate.class))
                .extracting(FundingRate::kind)
                .containsExactly(FundingRate.Kind.SETTLED, FundingRate.Kind.PREDICTED, FundingRate.Kind.PREDICTED);
    }

    @Test
    void takesNoFundingFromATickerThatIsBehindOrHasAmountsOnly() {
        // When
        decoding.push(LINEAR_TICKER.replace("1783591200000", "1783587600000"));
        decoding.push(LINEAR_TICKER.replace("relative_funding_rate", "funding"));
        decoding.push(message("ticker::inverse_future"));
        // Then
        assertThat(decoding.events(FundingRate.class)).isEmpty();
    }

    @Test
    void quotesALiteTickerWithoutQuantitiesAndOnReceipt() {
        // When
        decoding.push("{\"feed\":\"ticker_lite\",\"product_id\":\"PI_XBTUSD\",\"bid\":439.3,\"ask\":439.6,\"tag\":"
                + "\"perpetual\",\"pair\":\"XBT:USD\",\"dtm\":0,\"maturityTime\":0}");
        // Then
        Quote quote = decoding.only(Quote.class);
        assertThat(quote.eventTime()).isEqualTo(Decoding.NOW);
        assertThat(quote.askQuantity()).isZero();
    }
}
