package io.basiswatch.collector.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.Candle;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the futures markets tell besides trades, quotes and books. */
class BinanceDerivativesTest {
    private static final String LIQUIDATION = "{\"stream\":\"xrpusdt@forceOrder\",\"data\":{\"e\":\"forceOrder\","
            + "\"E\":1791091175227,\"o\":{\"s\":\"XRPUSDT\",\"S\":\"BUY\",\"o\":\"LIMIT\",\"f\":\"IOC\",\"q\":\"127.2\","
            + "\"p\":\"1.4984\",\"ap\":\"1.4912\",\"X\":\"FILLED\",\"l\":\"108.1\",\"z\":\"127.2\",\"T\":1791091174219,"
            + "\"ps\":\"XRPUSDT\",\"st\":1}}}";
    private static final String MARK = "{\"e\":\"markPriceUpdate\",\"E\":1788936948001,\"s\":\"BTCUSDT\","
            + "\"p\":\"80000.00000000\",\"ap\":\"79107.36658171\",\"P\":\"79176.63756423\",\"i\":\"79139.09565217\","
            + "\"r\":\"0.00008359\",\"T\":1788940800000,\"st\":1}";
    private static final String CANDLE =
            "{\"stream\":\"btcusdt@kline_1m\",\"data\":{\"e\":\"kline\",\"E\":1788936960361,"
                    + "\"s\":\"BTCUSDT\",\"k\":{\"t\":1788936900000,\"T\":1788936959999,\"s\":\"BTCUSDT\",\"i\":\"1m\",\"f\":1,"
                    + "\"L\":2,\"o\":\"79095.40\",\"c\":\"79104.00\",\"h\":\"79111.30\",\"l\":\"79080.60\",\"v\":\"42.797\","
                    + "\"n\":1079,\"x\":true,\"q\":\"3384949.92680\",\"V\":\"14.001\",\"Q\":\"1107450.49620\",\"B\":\"0\"}}}";
    private static final String OPEN_INTEREST =
            "{\"symbol\":\"BTCUSDT\",\"openInterest\":\"84617.188\",\"time\":1788936948744}";
    private static final String TRADERS = "[{\"symbol\":\"BTCUSDT\",\"longShortRatio\":\"1.8105\","
            + "\"longAccount\":\"0.6442\",\"shortAccount\":\"0.3558\",\"timestamp\":1788936900000}]";
    private static final String TRADERS_AT = "https://fapi.binance.com/futures/data/";
    private static final long RECEIVED = 1_788_936_949_000_000L;

    private final Decoding usdm = Decoding.of(new BinanceUsdmFeed(), "");
    private final Decoding coinm = Decoding.of(new BinanceCoinmFeed(), "");

    @Test
    void aForcedPurchaseClosesAShortAndIsWorthWhatWasFilledAtTheAveragePrice() {
        // When
        Liquidation liquidation = usdm.push(LIQUIDATION).only(Liquidation.class);

        // Then: neither the bankruptcy price p nor the last fill l
        assertThat(liquidation.instrument()).hasToString("binance-usdm:XRP-USDT-PERP");
        assertThat(liquidation.closedPosition()).isEqualTo(Liquidation.Position.SHORT);
        assertThat(liquidation.completeness()).isEqualTo(Liquidation.Completeness.LOWER_BOUND);
        assertThat(liquidation.price()).isEqualTo(1.4912);
        assertThat(liquidation.quantity()).isEqualTo(127.2);
        assertThat(liquidation.notional()).isEqualTo(127.2 * 1.4912);
        assertThat(liquidation.eventTime()).isEqualTo(1791091174219000L);
    }

    @Test
    void aForcedSaleClosesALong() {
        // When
        Liquidation liquidation = usdm.push(LIQUIDATION.replace("\"S\":\"BUY\"", "\"S\":\"SELL\""))
                .only(Liquidation.class);

        // Then
        assertThat(liquidation.closedPosition()).isEqualTo(Liquidation.Position.LONG);
    }

    @ParameterizedTest
    @CsvSource({
        "globalLongShortAccountRatio, ACCOUNTS",
        "topLongShortAccountRatio, TOP_ACCOUNTS",
        "topLongShortPositionRatio, TOP_POSITIONS"
    })
    void theAddressTellsWhichOfTheTradersAreCounted(String path, LongShortRatio.Kind kind) {
        // When
        LongShortRatio ratio = usdm.answer(TRADERS_AT + path + "?symbol=BTCUSDT&period=5m&limit=1", TRADERS)
                .only(LongShortRatio.class);

        // Then
        assertThat(ratio.instrument()).hasToString("binance-usdm:BTC-USDT-PERP");
        assertThat(ratio.kind()).isEqualTo(kind);
        assertThat(ratio.ratio()).isEqualTo(1.8105);
        assertThat(ratio.longShare()).isEqualTo(0.6442);
        assertThat(ratio.shortShare()).isEqualTo(0.3558);
        assertThat(ratio.eventTime()).isEqualTo(1_788_936_900_000_000L);
    }

    @Test
    void sharesOfTakersAreNoneOfTraders() {
        // Given: another address with a ratio
        String takers =
                "[{\"buySellRatio\":\"1.5586\",\"buyVol\":\"387.3\",\"sellVol\":\"248.5\",\"timestamp\":1585614900000}]";

        // When
        usdm.answer(TRADERS_AT + "takerlongshortRatio?symbol=BTCUSDT&period=5m", takers);
        usdm.answer("https://y/elsewhere?symbol=BTCUSDT", TRADERS);

        // Then
        assertThat(usdm.events(LongShortRatio.class)).isEmpty();
    }

    @Test
    void aShareThatIsNoneIsNotBelieved() {
        // When / Then
        assertThatThrownBy(() -> usdm.answer(
                        TRADERS_AT + "topLongShortAccountRatio?symbol=BTCUSDT",
                        TRADERS.replace("\"0.6442\"", "\"64.42\"")))
                .isInstanceOf(FrameException.class);
        assertThat(usdm.events(LongShortRatio.class)).isEmpty();
    }

    @Test
    void aLiquidationHasNoIdSoTheSamePayloadCountsOnce() {
        // When
        usdm.push(LIQUIDATION).push(LIQUIDATION).push(LIQUIDATION.replace("\"z\":\"127.2\"", "\"z\":\"108.1\""));

        // Then
        assertThat(usdm.events(Liquidation.class)).hasSize(2);
    }

    @Test
    void contractsOfALiquidationAreWorthTheirFaceValue() {
        // When
        Liquidation liquidation = coinm.push(LIQUIDATION
                        .replace("XRPUSDT", "BTCUSD_PERP")
                        .replace("\"st\":1", "\"st\":2")
                        .replace("\"z\":\"127.2\"", "\"z\":\"7\"")
                        .replace("1.4912", "50000"))
                .only(Liquidation.class);

        // Then: contracts of 100 USD
        assertThat(liquidation.notional()).isEqualTo(700);
        assertThat(liquidation.quantity()).isEqualTo(700.0 / 50_000);
    }

    @Test
    void anOrderOfWhichNothingWasFilledIsNoLiquidationAndOneWithoutSideIsRefused() {
        // When
        usdm.push(LIQUIDATION.replace("\"z\":\"127.2\"", "\"z\":\"0\""));

        // Then
        assertThat(usdm.last()).isEqualTo(Outcome.UNUSED);
        assertThatThrownBy(() -> usdm.push(LIQUIDATION.replace("\"S\":\"BUY\"", "\"S\":\"\"")))
                .isInstanceOf(FrameException.class);
        assertThat(usdm.events()).isEmpty();
    }

    @Test
    void streamsOfAllSymbolsMixBothKindsOfFuturesAndOnlyOursAreTaken() {
        // Given: since June 2026 st tells them apart
        String inverse = MARK.replace("BTCUSDT", "BTCUSD_PERP").replace("\"st\":1", "\"st\":2");
        String both = "{\"stream\":\"!markPrice@arr@1s\",\"data\":[" + MARK + ',' + inverse + "]}";

        // When
        usdm.push(both).push(LIQUIDATION.replace("\"st\":1", "\"st\":2"));
        coinm.push(both).push(LIQUIDATION);

        // Then
        assertThat(usdm.only(MarkPrice.class).instrument()).hasToString("binance-usdm:BTC-USDT-PERP");
        assertThat(coinm.only(MarkPrice.class).instrument()).hasToString("binance-coinm:BTC-USD-PERP");
        assertThat(usdm.events(Liquidation.class)).isEmpty();
        assertThat(coinm.events(Liquidation.class)).isEmpty();
        assertThat(coinm.unknown()).isEmpty();
    }

    @Test
    void theFieldsThatCameIn2026HarmNothing() {
        // When: ps, st and ap
        Decoding.liveFrames("binance-usdm").forEach(usdm::push);

        // Then
        assertThat(usdm.events(Liquidation.class)).hasSize(2);
        assertThat(usdm.only(MarkPrice.class).price()).isEqualTo(79107.36658171);
        assertThat(usdm.only(Quote.class).bidPrice()).isEqualTo(84788.2);
        assertThat(usdm.unknown()).isEmpty();
    }

    @Test
    void openInterestIsBaseCurrencyValuedAtTheLastMarkPrice() {
        // When
        usdm.push(MARK, RECEIVED);
        usdm.push(OPEN_INTEREST, RECEIVED + 1_000_000);

        // Then
        OpenInterest open = usdm.only(OpenInterest.class);
        assertThat(open.quantity()).isEqualTo(84617.188);
        assertThat(open.notional()).isEqualTo(84617.188 * 80_000);
        assertThat(open.eventTime()).isEqualTo(1788936948744000L);
    }

    @Test
    void openInterestOfInverseContractsIsContracts() {
        // When
        coinm.push(MARK.replace("BTCUSDT", "BTCUSD_PERP").replace("\"st\":1", "\"st\":2"), RECEIVED);
        coinm.push(OPEN_INTEREST.replace("BTCUSDT", "BTCUSD_PERP").replace("84617.188", "5827897"), RECEIVED);

        // Then: contracts of 100 USD
        OpenInterest open = coinm.only(OpenInterest.class);
        assertThat(open.notional()).isEqualTo(582_789_700);
        assertThat(open.quantity()).isCloseTo(582_789_700 / 80_000.0, within(1e-9));
    }

    @Test
    void openInterestWithoutAMarkPriceOfNowIsAbsent() {
        // When: none yet, and one of two minutes ago
        usdm.push(OPEN_INTEREST, RECEIVED);
        usdm.push(MARK, RECEIVED).push(OPEN_INTEREST, RECEIVED + 120_000_000);

        // Then
        assertThat(usdm.events(OpenInterest.class)).isEmpty();
        assertThat(usdm.last()).isEqualTo(Outcome.UNUSED);
    }

    private static String paid(long... times) {
        StringBuilder rows = new StringBuilder("[");
        for (long time : times) {
            rows.append(rows.length() > 1 ? "," : "")
                    .append("{\"symbol\":\"BTCUSDT\",\"fundingTime\":")
                    .append(time)
                    .append(",\"fundingRate\":\"0.00010000\",\"markPrice\":\"34287.54619963\"}");
        }
        return rows.append(']').toString();
    }

    @Test
    void settledFundingIsToldOnceWithTheIntervalBetweenPayments() {
        // Given: times with the venue's jitter, in answers that overlap
        String first = paid(1788883200000L, 1788912000002L);
        String second = paid(1788883200000L, 1788912000002L, 1788926400000L);

        // When
        usdm.answer("https://fapi.binance.com/fapi/v1/fundingRate?symbol=BTCUSDT&limit=10", first)
                .answer("https://fapi.binance.com/fapi/v1/fundingRate?symbol=BTCUSDT&limit=10", second);

        // Then: eight hours, and four since it was changed
        assertThat(usdm.events(FundingRate.class)).hasSize(3).allMatch(rate -> rate.kind() == FundingRate.Kind.SETTLED);
        assertThat(usdm.events(FundingRate.class))
                .extracting(FundingRate::interval)
                .containsExactly(Optional.empty(), Optional.of(Duration.ofHours(8)), Optional.of(Duration.ofHours(4)));
        assertThat(usdm.events(FundingRate.class).getLast().eventTime()).isEqualTo(1788926400000000L);
    }

    @Test
    void theRunningIntervalIsKnownFromTwoEqualOnesAndNeverAssumed() {
        // Given
        Decoding other = Decoding.of(new BinanceUsdmFeed(), "");

        // When: the payment ahead is as far away as those before, or is not
        usdm.answer("", paid(1788883200000L, 1788912000002L)).push(MARK, RECEIVED);
        other.answer("", paid(1788883200000L, 1788926400000L)).push(MARK, RECEIVED);

        // Then
        assertThat(usdm.events(FundingRate.class).getLast().interval()).contains(Duration.ofHours(8));
        assertThat(other.events(FundingRate.class).getLast().interval()).isEmpty();
    }

    @Test
    void aCandleIsTakenWhenItIsClosed() {
        // When
        usdm.push(CANDLE.replace("\"x\":true", "\"x\":false")).push(CANDLE);

        // Then
        Candle candle = usdm.only(Candle.class);
        assertThat(candle.openTime()).isEqualTo(1788936900000000L);
        assertThat(candle.closeTime()).isEqualTo(1788936960000000L);
        assertThat(List.of(candle.open(), candle.high(), candle.low(), candle.close(), candle.volume()))
                .containsExactly(79095.4, 79111.3, 79080.6, 79104.0, 42.797);
        assertThat(candle.notional()).hasValue(3384949.9268);
        assertThat(candle.takerBuyVolume()).hasValue(14.001);
        assertThat(candle.takerBuyNotional()).hasValue(1107450.4962);
    }

    @Test
    void anInverseCandleCountsContractsWhereOthersCountTheBase() {
        // When
        coinm.push(CANDLE.replace("BTCUSDT", "ETHUSD_PERP")
                .replace("\"v\":\"42.797\"", "\"v\":\"401601\"")
                .replace("3384949.92680", "2246.59444657"));

        // Then: contracts of 10 USD
        Candle candle = coinm.only(Candle.class);
        assertThat(candle.volume()).isEqualTo(2246.59444657);
        assertThat(candle.notional()).hasValue(4_016_010);
    }

    @Test
    void termsHoldFromTheDayOfListingAndChangedOnesFromReceipt() {
        // Given
        String info = "{\"serverTime\":1,\"symbols\":[{\"symbol\":\"ETHUSD_PERP\",\"contractType\":\"PERPETUAL\","
                + "\"deliveryDate\":4133404800000,\"onboardDate\":1597042800000,\"contractStatus\":\"TRADING\","
                + "\"contractSize\":10,\"marginAsset\":\"ETH\",\"baseAsset\":\"ETH\",\"quoteAsset\":\"USD\"}]}";

        // When
        coinm.answer("", info).answer("", info).answer("", info.replace("\"contractSize\":10", "\"contractSize\":20"));

        // Then
        assertThat(coinm.events(InstrumentListed.class))
                .extracting(InstrumentListed::eventTime)
                .containsExactly(1597042800000000L, 1597042800000000L, Decoding.NOW);
    }
}
