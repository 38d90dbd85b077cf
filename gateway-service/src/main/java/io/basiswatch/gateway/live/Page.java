package io.basiswatch.gateway.live;

import java.util.List;
import java.util.Optional;

/** What the live log holds after a given id. */
sealed interface Page {
    /**
     * The id is in the log and nothing between it and these was lost.
     *
     * @param updates the next ones, in order; empty at the end of the log
     * @param last the last id of the page, that of an unreadable entry too; the given id at the end of the log
     */
    record Next(List<Update> updates, StreamId last) implements Page {}

    /**
     * The log cannot be continued from the id.
     *
     * @param reason {@code evicted}, {@code unknown} or {@code ahead}
     * @param oldest the oldest id that the log holds
     */
    record Gone(String reason, Optional<StreamId> oldest) implements Page {}
}
