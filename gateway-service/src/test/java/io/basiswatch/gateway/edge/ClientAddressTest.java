package io.basiswatch.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private static final InetAddress PEER = InetAddress.ofLiteral("198.51.100.7");
    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");

    private final ClientAddress addresses = new ClientAddress(Set.of("10.0.0.0/8", "fd00::/8"));

    private String client(InetAddress peer, String... forwarded) {
        return addresses.of(peer, List.of(forwarded)).getHostAddress();
    }

    @Test
    void whoIsNoTrustedProxyIsNotBelieved() {
        assertThat(client(PEER)).isEqualTo("198.51.100.7");
        assertThat(client(PEER, "203.0.113.9")).isEqualTo("198.51.100.7");
        assertThat(new ClientAddress(Set.of()).of(PROXY, List.of("203.0.113.9")).getHostAddress())
                .isEqualTo("10.0.0.1");
    }

    @Test
    void theEntryOfTheLastTrustedProxyCounts() {
        assertThat(client(PROXY, "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(client(PROXY, "203.0.113.9, 10.2.3.4")).isEqualTo("203.0.113.9");
        assertThat(client(PROXY, "203.0.113.9", "10.2.3.4")).isEqualTo("203.0.113.9");
        assertThat(client(InetAddress.ofLiteral("fd00::1"), "2001:db8::9")).isEqualTo("2001:db8:0:0:0:0:0:9");
        assertThat(client(PROXY, "[2001:db8::9]:4711, 10.2.3.4:80")).isEqualTo("2001:db8:0:0:0:0:0:9");
    }

    @Test
    void whatTheClientItselfHasWrittenDoesNotCount() {
        assertThat(client(PROXY, "192.0.2.1, 203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(client(PROXY, "10.9.9.9, 203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void whatIsNoAddressEndsTheSearch() {
        for (String rubbish :
                List.of("", "unknown", "localhost", "1.2.3", "999.1.1.1", "fe80::1%eth0", "_x", "[", ":")) {
            assertThat(client(PROXY, "203.0.113.9, " + rubbish)).as(rubbish).isEqualTo("10.0.0.1");
        }
    }

    @Test
    void networksOfBothKindsAreTold() {
        // Given
        Network four = Network.parse("192.0.2.128/25");
        Network six = Network.parse("2001:db8:8000::/33");
        // When, Then
        assertThat(four.contains(InetAddress.ofLiteral("192.0.2.129"))).isTrue();
        assertThat(four.contains(InetAddress.ofLiteral("192.0.2.127"))).isFalse();
        assertThat(four.contains(InetAddress.ofLiteral("::ffff:192.0.2.200"))).isTrue();
        assertThat(six.contains(InetAddress.ofLiteral("2001:db8:ffff::1"))).isTrue();
        assertThat(six.contains(InetAddress.ofLiteral("2001:db8:7fff::1"))).isFalse();
        assertThat(six.contains(InetAddress.ofLiteral("192.0.2.129"))).isFalse();
        assertThat(Network.parse("0.0.0.0/0").contains(PEER)).isTrue();
        assertThat(Network.parse("198.51.100.7").contains(PEER)).isTrue();
        assertThat(Network.parse(four.toString())).isEqualTo(four);
        assertThat(Network.around(InetAddress.ofLiteral("2001:db8:1:2:3::4"), 64))
                .isEqualTo(Network.parse("2001:db8:1:2::/64"));
    }

    @Test
    void whatIsNoNetworkIsRefusedWithTheReason() {
        for (String wrong : List.of("example.org", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/", "", "/8")) {
            assertThatThrownBy(() -> Network.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new ClientAddress(Set.of("nonsense")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("GATEWAY_TRUSTED_PROXIES");
    }
}
