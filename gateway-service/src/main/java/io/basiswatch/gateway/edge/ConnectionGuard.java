package io.basiswatch.gateway.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;

/**
 * Puts {@link GuardedConnection} before every connection of the public listener. Vert.x shows nobody a connection before its
 * first whole request, neither the slow ones nor those that are no HTTP; so the first request of all, which the gateway
 * sends itself, leads to the listening channel, and everything that this accepts from then on is guarded.
 */
@ApplicationScoped
class ConnectionGuard {
    private static final int PRIORITY = RequestMarks.PRIORITY + 10;
    private static final String NAME = "basiswatch-acceptor";

    private final ConnectionLimits limits;
    private final Vertx vertx;
    private volatile Object guarded = this;

    ConnectionGuard(ConnectionLimits limits, Vertx vertx) {
        this.limits = limits;
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::guard, PRIORITY);
    }

    /** The first request: what it is answered does not matter. */
    void knock(@ObservesAsync HttpServerStart started) {
        int port = started.options().getPort();
        if (port > 0) {
            vertx.createNetClient()
                    .connect(port, "localhost")
                    .onSuccess(
                            socket -> socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        }
    }

    private void guard(RoutingContext request) {
        if (request.request().connection() instanceof ConnectionBase connection) {
            Channel server = connection.channel().parent();
            // HTTP/2 has channels of its own inside of a connection; only one that accepts is meant.
            if (server != null && server != guarded && server.parent() == null) {
                install(server);
            }
        }
        request.next();
    }

    private synchronized void install(Channel server) {
        if (server.pipeline().get(NAME) == null) {
            server.pipeline().addFirst(NAME, new Acceptor(limits));
        }
        guarded = server;
    }

    /** Sees each new connection before the server does. */
    @ChannelHandler.Sharable
    private static final class Acceptor extends ChannelInboundHandlerAdapter {
        private final ConnectionLimits limits;

        Acceptor(ConnectionLimits limits) {
            this.limits = limits;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addLast(GuardedConnection.NAME, new GuardedConnection(limits));
            }
            context.fireChannelRead(accepted);
        }
    }
}
