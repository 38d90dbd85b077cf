package io.basiswatch.collector.venue.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Trade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the info address of Hyperliquid answers about instruments. */
class HyperliquidAnswersTest {
    private static final String INFO = "https://api.hyperliquid.xyz/info#";

    private final Decoding decoding = Decoding.of(new HyperliquidFeed(), "wss://api.hyperliquid.xyz/ws");

    private static String answer(String file) {
        return Decoding.jkorf("hyperliquid", "Endpoints/" + file, "false").strip();
    }

    @Test
    void listsPerpetualsAndTheirContexts() {
        // When
        decoding.answer(INFO, answer("Futures/ExchangeData/GetExchangeInfoAndTickers.txt"));
        // Then
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(InstrumentListed::symbol)
                .containsExactly("BTC", "ETH", "HPOS");
        assertThat(decoding.events(OpenInterest.class))
                .extracting(open -> open.asset() + ' ' + open.quantity())
                .containsExactly("BTC 688.11", "ETH 1882.55", "HPOS 2912.05");
    }

    @Test
    void namesAPerpetualThatMetadataCallsDelisted() {
        // Given
        String metadata = answer("Futures/ExchangeData/GetExchangeInfo.txt");
        decoding.answer(INFO, metadata.replace("\"isDelisted\": true", "\"isDelisted\": false"));
        // When
        decoding.answer(INFO, metadata);
        decoding.answer(INFO, metadata);
        // Then
        assertThat(decoding.only(InstrumentDelisted.class).symbol()).isEqualTo("LOOM");
    }

    @Test
    void knowsANumberedSpotPairFromMetadataOnly() {
        // Given
        String pair =
                "{\"universe\":[{\"tokens\":[1,0],\"name\":\"@107\",\"index\":107}],\"tokens\":[{\"name\":\"USDC\","
                        + "\"index\":0},{\"name\":\"HYPE\",\"index\":1}]}";
        // When
        Outcome before =
                decoding.push(HyperliquidDecoderTest.trade("@107", "21.8", "2")).last();
        decoding.answer(INFO, pair).push(HyperliquidDecoderTest.trade("@107", "21.8", "2"));
        // Then
        assertThat(before).isEqualTo(Outcome.UNKNOWN);
        assertThat(decoding.only(Trade.class).instrument()).hasToString("hyperliquid:HYPE-USDC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetExchangeInfo.txt", "GetExchangeInfoAndTickers.txt"})
    void listsSpotPairs(String file) {
        // When
        decoding.answer(INFO, answer("Spot/ExchangeData/" + file));
        // Then
        assertThat(decoding.only(InstrumentListed.class).instrument()).hasToString("hyperliquid:PURR-USDC");
        assertThat(decoding.events()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetKlines.txt", "GetOrderBook.txt"})
    void leavesOtherAnswersAlone(String file) {
        assertThat(decoding.answer(INFO, answer("Spot/ExchangeData/" + file)).last())
                .isEqualTo(Outcome.UNUSED);
    }
}
