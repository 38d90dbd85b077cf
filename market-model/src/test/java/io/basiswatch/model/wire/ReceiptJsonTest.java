package io.basiswatch.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.ValueReceipt;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptJsonTest {
    private static final long TIME = 1_723_161_300_000_000L;
    private static final Series SERIES = Series.parse("ETH:futures_spot_basis_pct:a~b.USDT");
    private static final Input FUTURE = new Input("a:ETH-USDT-PERP", "mid", 0.1, 17, 18, 1, "");
    private static final Input SPOT = new Input("b:ETH-USDT", "mid", -0.0, 19, 20, 0.5, "crossed");
    private static final Constituents SECONDS = Constituents.of(
            SERIES,
            Resolution.SECOND,
            TIME,
            TIME + 60_000_000,
            List.of(new Constituents.Point(TIME, 1.0 / 3, 1), new Constituents.Point(TIME + 3_000_000, -1e-300, 4)));

    private static IndicatorValue value(
            int version, Resolution resolution, long time, List<Input> inputs, List<Constituents> constituents) {
        return new IndicatorValue(
                SERIES,
                version,
                resolution,
                time,
                OptionalDouble.of(0.25),
                Unit.PERCENT,
                Quality.OK,
                List.of(),
                TIME + 60_250_000,
                0,
                inputs,
                Map.of("n_obs", 2L),
                constituents);
    }

    private static final IndicatorValue VALUE =
            value(1, Resolution.MINUTE, TIME, List.of(FUTURE, SPOT), List.of(SECONDS));

    @Test
    void writesTheValueWithWhatIsStatedOfIt() {
        // When
        String json = ReceiptJson.write(ValueReceipt.of(VALUE, "arithmetic/7"));

        // Then
        String value = ValueJson.write(VALUE);
        assertThat(json)
                .startsWith(value.substring(0, value.length() - 1))
                .endsWith(",\"engine\":\"arithmetic/7\",\"input_hash\":\"" + ValueReceipt.inputHash(VALUE) + "\"}");
    }

    @Test
    void readsWhatItHasWrittenToTheLastBit() {
        // Given
        ValueReceipt receipt = ValueReceipt.of(VALUE, "arithmetic/7");

        // When
        ValueReceipt read = ReceiptJson.read(ReceiptJson.write(receipt));

        // Then
        assertThat(read).isEqualTo(receipt);
        assertThat(ValueReceipt.inputHash(read.value())).isEqualTo(receipt.inputHash());
        assertThat(ValueJson.read(ReceiptJson.write(receipt))).isEqualTo(VALUE);
    }

    @Test
    void readsAValueThatStatesNothing() {
        // When
        ValueReceipt read = ReceiptJson.read(ValueJson.write(VALUE));

        // Then
        assertThat(read).isEqualTo(new ValueReceipt(VALUE, "", ""));
    }

    @Test
    void readsOneReceiptAfterAnother() throws Exception {
        // Given
        String two = ReceiptJson.write(ValueReceipt.of(VALUE, "a"))
                + '\n'
                + ReceiptJson.write(ValueReceipt.of(VALUE.revised(1), "b"));

        // When
        try (JsonParser json = new JsonFactory().createParser(two)) {
            json.nextToken();
            ValueReceipt first = ReceiptJson.read(json);
            assertThat(json.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            json.nextToken();
            ValueReceipt second = ReceiptJson.read(json);

            // Then
            assertThat(first.engine()).isEqualTo("a");
            assertThat(second).isEqualTo(ValueReceipt.of(VALUE.revised(1), "b"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"series\":\"ETH\"}", "{}", "{\"quality\":\"fine\"}", "nonsense", "7"})
    void refusesWhatIsNoReceipt(String text) {
        assertThatThrownBy(() -> ReceiptJson.read(text)).isInstanceOf(WireException.class);
    }

    @Test
    void theHashIsThatOfTheInputsAndOfNothingElse() {
        // Given
        String hash = ValueReceipt.inputHash(VALUE);

        // When: another revision, and points that are not carried along
        IndicatorValue revised = VALUE.revised(3);
        IndicatorValue referring =
                value(1, Resolution.MINUTE, TIME, List.of(FUTURE, SPOT), List.of(SECONDS.referred()));

        // Then
        assertThat(hash).matches("[0-9a-f]{32}");
        assertThat(ValueReceipt.inputHash(revised)).isEqualTo(hash);
        assertThat(ValueReceipt.inputHash(referring)).isEqualTo(hash);
    }

    @Test
    void anyOtherInputGivesAnotherHash() {
        // Given
        List<Constituents> made = List.of(SECONDS);

        // When
        Set<String> hashes = new TreeSet<>();
        hashes.add(ValueReceipt.inputHash(VALUE));
        hashes.add(ValueReceipt.inputHash(value(2, Resolution.MINUTE, TIME, List.of(FUTURE, SPOT), made)));
        hashes.add(ValueReceipt.inputHash(value(1, Resolution.SECOND, TIME, List.of(FUTURE, SPOT), made)));
        hashes.add(ValueReceipt.inputHash(value(1, Resolution.MINUTE, TIME + 60_000_000, List.of(FUTURE, SPOT), made)));
        hashes.add(ValueReceipt.inputHash(value(1, Resolution.MINUTE, TIME, List.of(SPOT, FUTURE), made)));
        hashes.add(ValueReceipt.inputHash(value(1, Resolution.MINUTE, TIME, List.of(FUTURE), made)));
        hashes.add(ValueReceipt.inputHash(value(1, Resolution.MINUTE, TIME, List.of(FUTURE, SPOT), List.of())));
        for (Input other : List.of(
                new Input("a:ETH-USDT", "mid", -0.0, 19, 20, 0.5, "crossed"),
                new Input("b:ETH-USDT", "mark", -0.0, 19, 20, 0.5, "crossed"),
                new Input("b:ETH-USDT", "mid", 0.0, 19, 20, 0.5, "crossed"),
                new Input("b:ETH-USDT", "mid", -0.0, 21, 20, 0.5, "crossed"),
                new Input("b:ETH-USDT", "mid", -0.0, 19, 21, 0.5, "crossed"),
                new Input("b:ETH-USDT", "mid", -0.0, 19, 20, 0.25, "crossed"),
                new Input("b:ETH-USDT", "mid", -0.0, 19, 20, 0.5, ""))) {
            hashes.add(ValueReceipt.inputHash(value(1, Resolution.MINUTE, TIME, List.of(FUTURE, other), made)));
        }
        Constituents later = Constituents.of(SERIES, Resolution.SECOND, TIME + 1_000_000, TIME + 60_000_000, List.of());
        hashes.add(ValueReceipt.inputHash(value(1, Resolution.MINUTE, TIME, List.of(FUTURE, SPOT), List.of(later))));

        // Then
        assertThat(hashes).hasSize(15);
    }
}
