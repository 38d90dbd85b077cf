package io.basiswatch.collector.feed;

import java.util.List;

/**
 * What a decoder needs from its venue so that it can go on: a book to be told again, mostly. A decoder speaks to nobody
 * itself; whoever feeds it carries this out, and a replay, where nobody answers, passes it over.
 */
public sealed interface Request {
    /**
     * Ask a REST address; the answer comes back as a {@link Frame} whose address ends with {@code path}.
     *
     * @param path below the venue's REST address, with the query; see {@link VenueFeed#metadata} for a {@code #} in it
     */
    record Ask(String path) implements Request {}

    /**
     * Send messages over an open socket, such as an unsubscription and a subscription.
     *
     * @param connection the socket's name; where it is closed by now nothing is to be done
     * @param messages in their order
     */
    record Say(String connection, List<String> messages) implements Request {
        public Say {
            messages = List.copyOf(messages);
        }
    }

    /**
     * Close a socket and open it anew, because nothing less helps.
     *
     * @param reason why, for people
     */
    record Renew(String connection, String reason) implements Request {}

    /**
     * The venue is going to close a socket: open its successor, and close it once the successor flows.
     *
     * @param connection the socket's name
     * @param reason what the venue said, for people
     */
    record Replace(String connection, String reason) implements Request {}
}
