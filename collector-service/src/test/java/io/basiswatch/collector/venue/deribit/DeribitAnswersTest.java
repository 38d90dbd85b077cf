package io.basiswatch.collector.venue.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Wire;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarkPrice;
import org.junit.jupiter.api.Test;

class DeribitAnswersTest {
    private static final String ADDRESS =
            "https://www.deribit.com/api/v2/public/get_instruments?currency=any&kind=future";

    private final Wire wire = new Wire(new DeribitFeed(), "wss://streams.deribit.com/ws/api/v2");

    private static String instruments(String created, String type) {
        return "{\"jsonrpc\":\"2.0\",\"result\":[{\"kind\":\"future\",\"instrument_name\":\"BTC-26MAR27\","
                + "\"base_currency\":\"BTC\",\"quote_currency\":\"USD\",\"contract_size\":10.0,\"settlement_period\":\"month\","
                + type + created + "\"expiration_timestamp\":1806048000000,\"is_active\":true}]}";
    }

    @Test
    void saysThatTheFirstTermsHoldSinceTheListingAndRepeatsThat() {
        // When
        wire.answer(ADDRESS, instruments("\"creation_timestamp\":1618833701000,", ""));
        wire.answer(ADDRESS, instruments("\"creation_timestamp\":1618833701000,", ""));
        // Then
        assertThat(wire.events(InstrumentListed.class))
                .extracting(InstrumentListed::eventTime)
                .containsExactly(1_618_833_701_000_000L, 1_618_833_701_000_000L);
    }

    @Test
    void saysThatTermsHoldSinceReceiptWhereNoListingTimeIsTold() {
        // When
        wire.answer(ADDRESS, instruments("", ""));
        // Then
        assertThat(wire.events(InstrumentListed.class))
                .extracting(InstrumentListed::eventTime)
                .containsExactly(wire.now());
    }

    @Test
    void saysThatOtherTermsOfTheSameSymbolHoldSinceReceipt() {
        // Given
        wire.answer(ADDRESS, instruments("\"creation_timestamp\":1618833701000,", ""));
        // When
        wire.answer(
                ADDRESS,
                instruments(
                        "\"creation_timestamp\":1618833701000,",
                        "\"instrument_type\":\"linear\",\"settlement_currency\":\"USDC\","));
        // Then
        assertThat(wire.events(InstrumentListed.class).getLast().eventTime()).isEqualTo(wire.now());
    }

    @Test
    void tellsAnAnswerByItsContentWhereACaptureKeptNoAddress() {
        // When
        wire.answer("", instruments("", ""));
        wire.answer(
                "", Decoding.messages("deribit", "open_interest::inverse_swap").getFirst());
        // Then
        assertThat(wire.events(InstrumentListed.class)).hasSize(1);
        assertThat(wire.events(MarkPrice.class)).hasSize(1);
        assertThat(wire.stream()).isEqualTo("REST get_book_summary");
    }

    @Test
    void namesTheStreamOfAFrameThatItThenRefuses() {
        // Given
        String trade = Decoding.messages("deribit", "trade::inverse_swap").getFirst();
        // When
        boolean isRead = wire.push(trade.replace("56168.0", "-1"));
        // Then
        assertThat(isRead).isFalse();
        assertThat(wire.stream()).isEqualTo("trades");
    }
}
