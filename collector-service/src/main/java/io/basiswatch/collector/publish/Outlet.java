package io.basiswatch.collector.publish;

import io.basiswatch.model.MarketEvent;

/**
 * The way of one shard into the log: what goes through it carries the shard's name and epoch. An outlet that is shut lets
 * nothing through any more, whoever still holds it. Filled by the event loop.
 */
public interface Outlet {
    /** Takes an event; it never waits. */
    void publish(MarketEvent event);

    /** Nothing more comes; what waits already still goes to the log. */
    void shut();

    /** Whether the log has acknowledged all that went through. */
    boolean isWritten();
}
