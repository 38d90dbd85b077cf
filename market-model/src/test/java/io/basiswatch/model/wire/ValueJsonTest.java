package io.basiswatch.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueJsonTest {
    private static final IndicatorValue VALUE = new IndicatorValue(
            Series.parse("ETH:futures_spot_basis_pct:binance-usdm~binance-spot.USDT"),
            1,
            Resolution.MINUTE,
            1_723_161_300_000_000L,
            OptionalDouble.of(-0.0512345678901234),
            Unit.PERCENT,
            Quality.PARTIAL,
            List.of("45 of 60 seconds"),
            1_723_161_360_250_000L,
            0,
            List.of(
                    new Input("binance-usdm:ETH-USDT-PERP", "mid", 2681.625, 17L, 18L, 1, ""),
                    new Input("binance-spot:ETH-USDT", "mid", 2683.805, 17L, 18L, 0, "crossed")),
            Map.of("n_obs", 45L, "policy", "front", "spot", 2683.805, "provisional", false));

    @Test
    void writesTheSameCharactersForTheSameValue() {
        // When
        String json = ValueJson.write(VALUE);

        // Then
        assertThat(json)
                .isEqualTo("{\"series\":\"ETH:futures_spot_basis_pct:binance-usdm~binance-spot.USDT\","
                        + "\"indicator\":\"futures_spot_basis_pct\",\"asset\":\"ETH\","
                        + "\"dimension\":\"binance-usdm~binance-spot.USDT\",\"time\":1723161300000,"
                        + "\"resolution\":\"1m\",\"value\":-0.0512345678901234,\"unit\":\"percent\","
                        + "\"quality\":\"partial\",\"reasons\":[\"45 of 60 seconds\"],\"version\":1,\"revision\":0,"
                        + "\"known_at\":1723161360250,\"inputs\":[{\"source\":\"binance-usdm:ETH-USDT-PERP\","
                        + "\"kind\":\"mid\",\"value\":2681.625,\"event_time\":17,\"received_time\":18,\"weight\":1.0},"
                        + "{\"source\":\"binance-spot:ETH-USDT\",\"kind\":\"mid\",\"value\":2683.805,"
                        + "\"event_time\":17,\"received_time\":18,\"weight\":0.0,\"excluded\":\"crossed\"}],"
                        + "\"attributes\":{\"n_obs\":45,\"policy\":\"front\",\"provisional\":false,"
                        + "\"spot\":2683.805}}");
    }

    @Test
    void readsWhatItHasWritten() {
        // When
        IndicatorValue read = ValueJson.read(ValueJson.write(VALUE));

        // Then
        assertThat(read).isEqualTo(VALUE);
    }

    @Test
    void writesAnAbsentValueAsNullAndReadsItBack() {
        // Given
        IndicatorValue absent = new IndicatorValue(
                VALUE.series(),
                1,
                Resolution.SECOND,
                1_723_161_300_000_000L,
                OptionalDouble.empty(),
                Unit.PERCENT,
                Quality.ABSENT,
                List.of("no quote of binance-spot:ETH-USDT for 60 s"),
                1_723_161_300_250_000L,
                0,
                List.of(),
                Map.of());

        // When
        String json = ValueJson.write(absent);

        // Then
        assertThat(json).contains("\"value\":null,");
        assertThat(ValueJson.read(json)).isEqualTo(absent);
    }

    @Test
    void passesOverFieldsOfLaterVersions() {
        // Given
        String later = ValueJson.write(VALUE).replaceFirst("\\{", "{\"new\":{\"deep\":[1,2]},");

        // When
        IndicatorValue read = ValueJson.read(later);

        // Then
        assertThat(read).isEqualTo(VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "null",
                "{\"series\":\"x\"}",
                "{\"series\":\"ETH:a\",\"value\":1e999}",
                "{\"series\":\"ETH:a\",\"attributes\":{\"x\":[]}}",
                "{\"series\":\"ETH:a\",\"time\":\"soon\"}",
                "{\"series\":\"ETH:a\",\"unit\":\"bananas\"}"
            })
    void refusesWhatIsNoValue(String text) {
        // When / Then
        assertThatThrownBy(() -> ValueJson.read(text)).isInstanceOf(WireException.class);
    }
}
