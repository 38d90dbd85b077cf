package io.basiswatch.gateway.live;

import io.basiswatch.gateway.view.ViewReader;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The Redis stream {@code updates}, read by position. */
@ApplicationScoped
class UpdateLog {
    private static final Logger LOG = Logger.getLogger(UpdateLog.class);

    /** The field of an entry that holds the value; the others say again what stands in it. */
    private static final String DATA = "d";

    private final ViewReader view;

    UpdateLog(ViewReader view) {
        this.view = view;
    }

    /**
     * Where the log begins and ends.
     *
     * @param oldest the oldest entry; empty where there is none
     * @param last the newest id that was ever given
     * @param whole whether no entry was ever removed
     */
    record Extent(Optional<StreamId> oldest, StreamId last, boolean whole) {
        static final Extent EMPTY = new Extent(Optional.empty(), StreamId.START, true);
    }

    /** The life of Redis that this log belongs to. */
    Uni<Epoch> epoch() {
        return view.ask("GET", SeriesKeys.EPOCH).map(UpdateLog::epoch);
    }

    static Epoch epoch(Optional<Response> answer) {
        return Epoch.of(answer.map(ViewReader::text).orElse(""));
    }

    Uni<Extent> extent() {
        return view.ask("EXISTS", SeriesKeys.UPDATES).flatMap(exists -> {
            if (exists.isEmpty() || exists.get().toInteger() == 0) {
                return Uni.createFrom().item(Extent.EMPTY);
            }
            return view.ask("XINFO", "STREAM", SeriesKeys.UPDATES).map(UpdateLog::extent);
        });
    }

    private static Extent extent(Optional<Response> answer) {
        Response facts = answer.orElseThrow();
        Optional<StreamId> oldest = Optional.empty();
        StreamId last = StreamId.START;
        long length = 0;
        long added = -1;
        for (int i = 0; i + 1 < facts.size(); i += 2) {
            Response fact = facts.get(i + 1);
            switch (ViewReader.text(facts.get(i))) {
                case "length" -> length = fact.toLong();
                case "entries-added" -> added = fact.toLong();
                case "last-generated-id" -> last = id(fact);
                case "first-entry" -> oldest = fact == null ? Optional.empty() : Optional.of(id(fact.get(0)));
                default -> {}
            }
        }
        // Servers before 7.0 do not count what was added: then nothing is known to be whole.
        return new Extent(oldest, last, added == length);
    }

    private static StreamId id(Response response) {
        String text = ViewReader.text(response);
        return StreamId.parse(text).orElseThrow(() -> new IllegalStateException("not a stream id: " + text));
    }

    /** Up to {@code count} entries after {@code id}, if the log still holds it; their ids are of the {@code epoch}. */
    Uni<Page> after(StreamId id, int count, Epoch epoch) {
        String from = id.toString();
        // The entry itself is read too: it is there exactly when nothing after it can have been trimmed.
        return view.ask("XRANGE", SeriesKeys.UPDATES, from, "+", "COUNT", Integer.toString(count + 1))
                .flatMap(answer -> {
                    Optional<StreamId> first = answer.filter(entries -> entries.size() > 0)
                            .map(entries -> id(entries.get(0).get(0)));
                    if (first.isPresent() && first.get().equals(id)) {
                        return Uni.createFrom().item(page(answer.orElseThrow(), 1, id, epoch));
                    }
                    return extent().map(extent -> withoutEntry(id, extent, answer, epoch));
                });
    }

    private static Page withoutEntry(StreamId id, Extent extent, Optional<Response> answer, Epoch epoch) {
        boolean atTheEnd = id.equals(extent.last);
        boolean fromTheStart = id.equals(StreamId.START) && extent.whole;
        if (atTheEnd || fromTheStart) {
            return answer.<Page>map(entries -> page(entries, 0, id, epoch))
                    .orElseGet(() -> new Page.Next(List.of(), id));
        }
        return new Page.Gone(lossOf(id, extent), extent.oldest);
    }

    private static String lossOf(StreamId id, Extent extent) {
        if (id.isAfter(extent.last)) {
            return "ahead";
        }
        boolean inside = extent.oldest.isPresent() && id.isAfter(extent.oldest.get());
        return inside ? "unknown" : "evicted";
    }

    private static Page page(Response entries, int skip, StreamId start, Epoch epoch) {
        List<Update> updates = new ArrayList<>(entries.size());
        StreamId last = start;
        for (int i = skip; i < entries.size(); i++) {
            last = id(entries.get(i).get(0));
            update(entries.get(i), last, epoch).ifPresent(updates::add);
        }
        return new Page.Next(updates, last);
    }

    /** The entries of an XREAD answer for this one stream. */
    static Page.Next read(Response answer, StreamId start, Epoch epoch) {
        return (Page.Next) page(answer.get(0).get(1), 0, start, epoch);
    }

    private static Optional<Update> update(Response entry, StreamId id, Epoch epoch) {
        Response fields = entry.get(1);
        String data = "";
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (ViewReader.text(fields.get(i)).equals(DATA)) {
                data = ViewReader.text(fields.get(i + 1));
            }
        }
        try {
            return Optional.of(Update.of(new EventId(epoch.tag(), id), data));
        } catch (IOException e) {
            LOG.warnf("entry %s of the live log is passed over: %s", id, e.getMessage());
            return Optional.empty();
        }
    }
}
