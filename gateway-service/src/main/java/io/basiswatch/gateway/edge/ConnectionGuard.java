package io.basiswatch.gateway.edge;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.util.Optional;

/**
 * Netty's own hook for accepted connections: it finds this class by {@code META-INF/services}. It is used because nothing
 * above Netty sees a connection before its first whole request: not the slow ones, and not those that are no HTTP.
 *
 * <p>Where it is not found, as in live coding, the gateway works all the same, without these limits.
 */
public final class ConnectionGuard extends ChannelInitializerExtension {
    private static volatile Optional<ConnectionLimits> limits = Optional.empty();

    /** For Netty. */
    public ConnectionGuard() {}

    static void install(ConnectionLimits given) {
        limits = Optional.of(given);
        // Netty looks for extensions only where it is told to, when the first server starts.
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        limits.ifPresent(given -> channel.pipeline().addLast(GuardedConnection.NAME, new GuardedConnection(given)));
    }
}
