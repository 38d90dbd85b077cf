package io.basiswatch.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.local.Captures;
import io.basiswatch.local.CommandFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpOptionsTest {

    @Test
    void playsTheShippedCapturesWhereNothingElseIsSaid() {
        // Given
        List<String> nothing = List.of();
        // When
        UpOptions options = UpOptions.parse(nothing, Captures.HOME);
        // Then
        assertThat(options.captures())
                .extracting(capture -> capture.venue().id())
                .containsExactly("binance-coinm", "binance-spot", "binance-usdm");
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.speed()).isEqualTo(1);
        assertThat(options.assets()).containsExactly("BTC", "ETH");
        assertThat(options.data()).isAbsolute().hasFileName(".basiswatch");
        assertThat(options.record()).isEmpty();
        assertThat(options.truth()).isEmpty();
    }

    @Test
    void refusesWhatMakesNoSense() {
        // Given
        Map<String, List<String>> wrong = Map.of(
                "exclude each other", List.of("--live", "--replay", "binance-spot=" + Captures.shipped("binance-spot")),
                "--speed takes", List.of("--speed", "0"),
                "--port takes", List.of("--port", "65536"),
                "--assets takes", List.of("--assets", "BTC,,ETH"),
                "--truth are of the simulation", List.of("--truth", "t.ndjson", "--only-captures"),
                "unknown venue", List.of("--replay", "mtgox=x"),
                "no such file", List.of("--replay", "okx=/no/such/file"),
                "cannot be played yet", List.of("--replay", "bitfinex=" + Captures.shipped("binance-spot")),
                "is given 2 times", List.of("--port", "1", "--port", "2"),
                "up takes no 'x'", List.of("x"));
        // When
        wrong.forEach((complaint, arguments) -> assertThatThrownBy(() -> UpOptions.parse(arguments, Captures.HOME))
                // Then
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(2))
                .hasMessageContaining(complaint));
    }
}
