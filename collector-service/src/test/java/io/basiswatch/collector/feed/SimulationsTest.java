package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulationsTest {
    private static final Map<String, String> SAYS_SO = Map.of(Simulations.HEADER, "true");

    private final Simulations simulations = new Simulations();

    @Test
    void aHostThatSaysSoIsASimulationForAllItsAddresses() {
        // When
        simulations.heard("http://localhost:4711/okx/api/v5/public/instruments?instType=SPOT", SAYS_SO);
        // Then
        assertThat(simulations.holds("ws://localhost:4711/okx")).isTrue();
        assertThat(simulations.holds("http://localhost:4712/okx")).isFalse();
        assertThat(simulations.denies("ws://localhost:4711/okx")).isFalse();
    }

    @Test
    void aHostThatHasNotAnsweredSaysNothing() {
        // Then
        assertThat(simulations.holds("https://www.okx.com")).isFalse();
        assertThat(simulations.denies("https://www.okx.com")).isFalse();
    }

    @Test
    void aHostThatAnswersWithoutSayingSoDeniesIt() {
        // When
        simulations.heard("https://api.hyperliquid.xyz/info#{\"type\":\"meta\"}", Map.of("Server", "nginx"));
        // Then
        assertThat(simulations.holds("https://api.hyperliquid.xyz")).isFalse();
        assertThat(simulations.denies("https://api.hyperliquid.xyz")).isTrue();
    }

    @Test
    void whoHasSaidSoOnceIsNotBelievedToBeRealLater() {
        // Given
        simulations.heard("http://localhost:4711/okx", SAYS_SO);
        // When
        simulations.heard("http://localhost:4711/okx", Map.of());
        // Then
        assertThat(simulations.holds("http://localhost:4711/okx")).isTrue();
    }
}
