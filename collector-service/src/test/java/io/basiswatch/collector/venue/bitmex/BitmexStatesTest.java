package io.basiswatch.collector.venue.bitmex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.venue.Wire;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitmexStatesTest {
    private static final String ACTIVE = "https://www.bitmex.com/api/v1/instrument/active";
    private static final long MINUTES = 60;

    private final Wire wire = new Wire(new BitmexFeed(), "wss://ws.bitmex.com/realtime");

    private void active(String... rows) {
        wire.answer(ACTIVE, '[' + String.join(",", rows) + ']');
    }

    private void table(String table, String action, String row) {
        wire.push("{\"table\":\"" + table + "\",\"action\":\"" + action + "\",\"data\":[" + row + "]}");
    }

    private static String with(String symbol, String field) {
        return "{\"symbol\":\"" + symbol + "\"," + field + ",\"timestamp\":\"2021-07-22T22:36:10.000Z\"}";
    }

    @Test
    void delistsAContractWhoseUpdateSaysThatItIsSettled() {
        // Given
        active(BitmexRows.XBTM21);
        // When
        table("instrument", "update", with("XBTM21", "\"state\":\"Settled\""));
        // Then
        assertThat(wire.events(InstrumentDelisted.class))
                .extracting(gone -> gone.instrument().toString())
                .containsExactly("bitmex:BTC-USD-20210625T1200Z");
    }

    @Test
    void delistsAContractThatLeavesTheTable() {
        // Given
        active(BitmexRows.XBTM21);
        // When
        table("instrument", "delete", "{\"symbol\":\"XBTM21\"}");
        // Then
        assertThat(wire.events(InstrumentDelisted.class)).hasSize(1);
    }

    @Test
    void ignoresUpdatesOfANewSocketBeforeItsPartial() {
        // Given
        table("instrument", "partial", BitmexRows.XBTUSD);
        wire.close();
        int before = wire.events.size();
        // When
        table("instrument", "update", with("XBTUSD", "\"openInterest\":321850"));
        int early = wire.events.size();
        table("instrument", "partial", BitmexRows.XBTUSD);
        table("instrument", "update", with("XBTUSD", "\"openInterest\":321850"));
        // Then
        assertThat(early).isEqualTo(before);
        assertThat(wire.events(OpenInterest.class).getLast().notional()).isEqualTo(321_850);
    }

    @Test
    void saysThatContractsAreListedSinceTheirListingButQuantosSinceReceipt() {
        // When
        active(BitmexRows.XBTUSD, BitmexRows.ETHUSD);
        // Then
        assertThat(wire.events(InstrumentListed.class))
                .extracting(InstrumentListed::symbol, InstrumentListed::eventTime)
                .containsExactly(tuple("XBTUSD", 1_463_140_800_000_000L), tuple("ETHUSD", wire.now()));
    }

    @Test
    void countsTheOpenInterestOfAQuantoOnlyWhileTheRateIsKnown() {
        // Given
        active(BitmexRows.ETHUSD);
        wire.pass(11 * MINUTES);
        int before = wire.events(OpenInterest.class).size();
        // When
        table("instrument", "update", with("ETHUSD", "\"openInterest\":2000"));
        int unknown = wire.events(OpenInterest.class).size();
        table("instrument", "update", with("ETHUSD", "\"openInterest\":2000,\"quoteToSettleMultiplier\":4000"));
        // Then
        assertThat(unknown).isEqualTo(before);
        assertThat(wire.events(OpenInterest.class).getLast().quantity()).isEqualTo(50);
    }

    @Test
    void leavesTheAmountsOfAQuantosQuotesEmptyAndItsLiquidationsOutWhileTheRateIsUnknown() {
        // Given
        active(BitmexRows.ETHUSD);
        wire.pass(11 * MINUTES);
        // When
        table(
                "quote",
                "insert",
                with("ETHUSD", "\"bidSize\":2100,\"bidPrice\":1800,\"askPrice\":1801,\"askSize\":3600"));
        table("liquidation", "insert", with("ETHUSD", "\"side\":\"Sell\",\"price\":1800,\"leavesQty\":900"));
        // Then
        assertThat(wire.events(Quote.class))
                .extracting(Quote::bidPrice, Quote::bidQuantity, Quote::askQuantity)
                .containsExactly(tuple(1800.0, 0.0, 0.0));
        assertThat(wire.events(Liquidation.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"isInverse\":true', '\"isInverse\":false'",
        "'\"multiplier\":-100000000', '\"multiplier\":100000000'",
        "'\"isQuanto\":false', '\"isQuanto\":true'",
        "'\"underlyingToSettleMultiplier\":-100000000', '\"underlyingToSettleMultiplier\":0'",
    })
    void listsNothingWhosePayoffContradictsItself(String said, String instead) {
        // When
        active(BitmexRows.XBTM21.replace(said, instead), BitmexRows.XBTUSD);
        // Then
        assertThat(wire.events(InstrumentListed.class))
                .extracting(InstrumentListed::symbol)
                .containsExactly("XBTUSD");
    }

    @Test
    void tellsTheVenuesFairPriceAsTheMarkOfADatedContract() {
        // Given
        active(BitmexRows.XBTM21);
        // When
        table("instrument", "update", with("XBTM21", "\"fairPrice\":30123,\"markPrice\":30123"));
        // Then
        assertThat(wire.events(MarkPrice.class).getLast().price()).isEqualTo(30_123);
    }

    @Test
    void measuresTheIntervalOfAPaymentThatDoesNotTellIt() {
        // When
        wire.answer("https://www.bitmex.com/api/v1/funding?symbol=XBTUSD&count=100&reverse=true", """
                [{"timestamp":"2021-04-01T20:00:00.000Z","symbol":"XBTUSD","fundingRate":0.000817},
                {"timestamp":"2021-04-01T12:00:00.000Z","symbol":"XBTUSD","fundingRate":0.0003}]""");
        // Then
        assertThat(wire.events(FundingRate.class))
                .extracting(FundingRate::interval)
                .containsExactly(Optional.empty(), Optional.of(Duration.ofHours(8)));
    }

    @Test
    void replaysNoLiquidationsOfThePartial() {
        // Given
        String row = "{\"orderID\":\"b4\",\"symbol\":\"XBTUSD\",\"side\":\"Buy\",\"price\":30000,\"leavesQty\":900}";
        // When
        table("liquidation", "partial", row);
        table("liquidation", "insert", row);
        // Then
        assertThat(wire.events(Liquidation.class))
                .extracting(Liquidation::closedPosition)
                .containsExactly(Liquidation.Position.SHORT);
    }
}
