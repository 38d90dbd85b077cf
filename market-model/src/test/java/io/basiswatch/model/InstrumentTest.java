package io.basiswatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "binance-spot:BTC-USDT",
                "binance-usdm:BTC-USDT-PERP",
                "deribit:BTC-USD-20261225T0800Z",
                "binance-coinm:BTC-USD-INDEX",
                "kraken-futures:BTC-USD-PERP:USD",
                "bitmex:ETH-USD-PERP:BTC",
                "binance-usdm:1000SHIB-USDT-PERP"
            })
    void isTheSameAfterBeingWrittenAndRead(String name) {
        // When
        Instrument instrument = Instrument.parse(name);

        // Then
        assertThat(instrument).hasToString(name);
        assertThat(Instrument.parse(instrument.toString())).isEqualTo(instrument);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BTC-USDT",
                "binance-spot:BTC",
                "binance-spot:btc-usdt",
                "Binance:BTC-USDT",
                "binance-usdm:BTC-USDT-SWAP",
                "deribit:BTC-USD-20261325T0800Z",
                "deribit:BTC-USD-20261225T0800Z:",
                "binance-spot:BTC-USDT:BTC",
                "binance-spot:BTC-USDT-PERP-PERP"
            })
    void refusesWhatIsNoInstrument(String name) {
        // When / Then
        assertThatThrownBy(() -> Instrument.parse(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settlesADerivativeQuotedInDollarsInItsBaseUnlessToldOtherwise() {
        // When
        Instrument inverse = Instrument.parse("kraken-futures:BTC-USD-PERP");
        Instrument linear = Instrument.parse("kraken-futures:BTC-USD-PERP:USD");

        // Then
        assertThat(inverse.settlement()).isEqualTo("BTC");
        assertThat(inverse.isInverse()).isTrue();
        assertThat(linear.isInverse()).isFalse();
        assertThat(linear).isNotEqualTo(inverse);
    }

    @Test
    void knowsTheInstantAtWhichAFutureExpires() {
        // When
        Instrument future = Instrument.parse("binance-coinm:BTC-USD-20211231T0800Z");

        // Then
        assertThat(future.contract()).isEqualTo(new Contract.Future(Instant.parse("2021-12-31T08:00:00Z")));
    }
}
