package io.basiswatch.collector.feed;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which hosts say of themselves that nothing of what they tell is real, by the header {@value #HEADER} of an answer or of a
 * handshake. A host that has said so once is not believed any more when it does not.
 *
 * <p>Before a venue has answered no instrument of it is known, and so nothing of it can be told: what is learnt here is learnt in
 * time. May be asked by any thread.
 */
public final class Simulations {
    static final String HEADER = "Basiswatch-Simulated";

    private final Map<String, Boolean> hosts = new ConcurrentHashMap<>();

    /**
     * Somebody has answered as asked.
     *
     * @param address the URL that was asked
     * @param headers how a header is found is left to the map
     */
    void heard(String address, Map<String, String> headers) {
        hosts.merge(host(address), Boolean.parseBoolean(headers.get(HEADER)), Boolean::logicalOr);
    }

    /** Whether the host of an address has said that it is a simulation. */
    public boolean holds(String address) {
        return hosts.getOrDefault(host(address), false);
    }

    /** Whether the host of an address has answered, and never said so. */
    public boolean denies(String address) {
        return !hosts.getOrDefault(host(address), true);
    }

    /** With its port, because several may live on one machine. */
    private static String host(String address) {
        int body = address.indexOf('#');
        return URI.create(body < 0 ? address : address.substring(0, body)).getAuthority();
    }
}
