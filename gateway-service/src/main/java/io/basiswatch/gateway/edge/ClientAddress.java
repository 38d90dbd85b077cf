package io.basiswatch.gateway.edge;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address that a request comes from: that of the connection, unless the connection is a trusted proxy's.
 *
 * <p>A trusted proxy is believed what it has added to {@code X-Forwarded-For}, which is the last entry. The list is read
 * from its end for as long as the entries are trusted proxies themselves: what stands further to the front is what the
 * client has sent, and may be invented. The header {@code Forwarded} is not read: a proxy that sets only one of the two
 * would pass the other on as the client wrote it.
 */
@ApplicationScoped
public class ClientAddress {
    private static final String HEADER = "X-Forwarded-For";
    private static final String FIELD = "basiswatch.client-address";
    /** Some proxies add the port: {@code 192.0.2.1:49152} or {@code [2001:db8::1]:49152}. */
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^]]*)](?::\\d{1,5})?|([0-9.]+):\\d{1,5}");

    private final List<Network> proxies;

    @Inject
    ClientAddress(ProxyConfig config) {
        this(config.proxies().orElse(Set.of()));
    }

    /** @throws ConfigurationException where an entry is no block of addresses */
    ClientAddress(Set<String> proxies) {
        try {
            this.proxies = proxies.stream().map(Network::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("GATEWAY_TRUSTED_PROXIES: " + e.getMessage());
        }
    }

    /** Of whoever sent the request. Found out once per request. */
    public InetAddress of(RoutingContext request) {
        InetAddress known = request.get(FIELD);
        if (known != null) {
            return known;
        }
        InetAddress found = of(peer(request), request.request().headers().getAll(HEADER));
        request.put(FIELD, found);
        return found;
    }

    /** {@code forwarded} are the values of the header, one for each time that it was sent. */
    InetAddress of(InetAddress peer, List<String> forwarded) {
        InetAddress found = peer;
        if (forwarded.isEmpty() || proxies.isEmpty()) {
            return found;
        }
        List<String> entries = List.of(String.join(",", forwarded).split(","));
        for (String entry : entries.reversed()) {
            Optional<InetAddress> before = isProxy(found) ? address(entry.strip()) : Optional.empty();
            if (before.isEmpty()) {
                return found;
            }
            found = before.get();
        }
        return found;
    }

    boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    private static Optional<InetAddress> address(String entry) {
        Matcher withPort = WITH_PORT.matcher(entry);
        if (!withPort.matches()) {
            return Network.address(entry);
        }
        return Network.address(withPort.group(1) != null ? withPort.group(1) : withPort.group(2));
    }

    private static InetAddress peer(RoutingContext request) {
        SocketAddress peer = request.request().remoteAddress();
        return Optional.ofNullable(peer)
                .map(SocketAddress::hostAddress)
                .map(ClientAddress::withoutZone)
                // As the connection has written it itself, so it can be read.
                .map(InetAddress::ofLiteral)
                // A connection that is gone, or a socket of this machine: there is no address to tell.
                .orElseGet(InetAddress::getLoopbackAddress);
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
