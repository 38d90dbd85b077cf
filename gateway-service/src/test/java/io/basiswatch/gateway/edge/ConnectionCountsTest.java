package io.basiswatch.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ConnectionCountsTest {
    private static InetAddress address(String text) {
        return Network.address(text).orElseThrow();
    }

    @Test
    void anAddressHasAsManyConnectionsAsItMay() {
        // Given
        ConnectionCounts counts = new ConnectionCounts(2, address -> address.isLoopbackAddress());
        // Then
        assertThat(counts.opened(address("192.0.2.1"))).isTrue();
        assertThat(counts.opened(address("192.0.2.1"))).isTrue();
        assertThat(counts.opened(address("192.0.2.1"))).isFalse();
        assertThat(counts.opened(address("192.0.2.2"))).isTrue();
        // When
        counts.closed(address("192.0.2.1"));
        // Then
        assertThat(counts.opened(address("192.0.2.1"))).isTrue();
        assertThat(counts.opened(address("192.0.2.1"))).isFalse();
    }

    @Test
    void thoseWithoutALimitAreNotCountedAndNobodyIsRemembered() {
        // Given
        ConnectionCounts counts = new ConnectionCounts(1, address -> address.isLoopbackAddress());
        // When
        for (int i = 0; i < 10; i++) {
            assertThat(counts.opened(address("127.0.0.1"))).isTrue();
        }
        counts.opened(address("192.0.2.1"));
        counts.closed(address("192.0.2.1"));
        counts.closed(address("127.0.0.1"));
        // Then
        assertThat(counts.addresses()).isZero();
    }
}
