package io.basiswatch.benchmarks.streams.server;

/**
 * Where a gateway is.
 *
 * @param name under which it is counted
 * @param port for clients
 * @param managementPort for health and metrics
 */
public record Place(String name, int port, int managementPort) {
    /** With ports that nobody listens on. */
    public static Place free(String name) {
        return new Place(name, Program.freePort(), Program.freePort());
    }
}
