package io.basiswatch.collector.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import org.junit.jupiter.api.Test;

class CodesTest {
    private final Codes codes = new Codes();

    private String read(String value) {
        JsonFields fields = JsonFields.of("s");
        fields.read(new JsonCursor().reset(("{\"s\":" + value + "}").getBytes(UTF_8)));
        return codes.code(fields, 0);
    }

    @Test
    void makesTheStringOfACodeOnce() {
        // When
        String first = read("\"BTC-USDT\"");
        String other = read("\"ETH-USDT\"");
        // Then
        assertThat(read("\"BTC-USDT\"")).isSameAs(first).isEqualTo("BTC-USDT");
        assertThat(other).isEqualTo("ETH-USDT");
    }

    @Test
    void refusesWhatIsNoCode() {
        assertThatThrownBy(() -> read("\"BTC USDT\"")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> read("1")).isInstanceOf(JsonException.class);
    }
}
