package io.basiswatch.gateway.access;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** What can be shown once in place of a key, on the one path that browsers open without headers. */
public interface TicketCheck {
    /** Whether the request shows a ticket where tickets are taken. */
    boolean isShown(RoutingContext request);

    /** Takes the ticket and tells whose key it was made with, or fails with a problem. */
    Uni<Caller> redeem(RoutingContext request);
}
