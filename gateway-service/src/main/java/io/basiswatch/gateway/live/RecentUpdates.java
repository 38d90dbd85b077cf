package io.basiswatch.gateway.live;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The end of the live log, up to a number of bytes: most clients that come back were away for seconds, and a crowd of them
 * is served from here without asking Redis and without encoding anything again.
 */
final class RecentUpdates {
    private final long mostBytes;
    private final TreeMap<StreamId, Update> updates = new TreeMap<>();
    /** Nothing after it is missing here. */
    private StreamId since = StreamId.START;

    private StreamId last = StreamId.START;
    private long bytes;

    RecentUpdates(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Forgets everything: the log is continued from {@code position}. */
    void startAt(StreamId position) {
        updates.clear();
        bytes = 0;
        since = position;
        last = position;
    }

    /** The next page of the log. */
    void add(Page.Next page) {
        for (Update update : page.updates()) {
            updates.put(update.id(), update);
            bytes += update.frame().length();
        }
        last = page.last();
        while (bytes > mostBytes && !updates.isEmpty()) {
            Update oldest = updates.pollFirstEntry().getValue();
            bytes -= oldest.frame().length();
            since = oldest.id();
        }
    }

    /** Up to {@code count} entries after {@code id}; empty where they are not all known here. */
    Optional<Page.Next> after(StreamId id, int count) {
        if (!id.equals(since) && !updates.containsKey(id) && !id.equals(last)) {
            return Optional.empty();
        }
        List<Update> next =
                updates.tailMap(id, false).values().stream().limit(count).toList();
        return Optional.of(
                new Page.Next(next, next.size() < count ? last : next.getLast().id()));
    }

    long bytes() {
        return bytes;
    }
}
