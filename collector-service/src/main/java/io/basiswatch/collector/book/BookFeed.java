package io.basiswatch.collector.book;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One book of a venue from its messages to what leaves the collector: a {@link DepthProfile} each second while the book is right, a {@link FeedGap} the moment it is not, and requests for a snapshot until it is again.
 *
 * <p>Requests are spaced by receive time: at once when something is missing, then again after 5 s, 10 s and so on up to 80 s,
 * so that a venue that does not answer is not stormed. Everything is a function of the messages. Not thread-safe.
 */
public final class BookFeed {
    private static final long FIRST_WAIT = 5_000_000;
    private static final int MAX_DOUBLINGS = 4;

    private final Instrument instrument;
    private final String stream;
    private final BookAssembler assembler;
    private final DepthProfiles profiles;
    private final ProvenProfiles proven;
    private final Function<String, Request> recovery;
    private final Consumer<Request> requests;
    private final boolean asksFirst;
    private final boolean isProvenLate;
    private String connection = "";
    private long nextRequest = Long.MIN_VALUE;
    private int attempts;

    /**
     * A book that nothing is known of yet.
     *
     * @param stream the venue's word for it, such as {@code depth}
     * @param rule how a missing message shows
     * @param reach how far the feed tells everything
     * @param recovery what asks the venue for a snapshot, given the socket that carries the book
     * @param requests takes these requests
     */
    public BookFeed(
            Instrument instrument,
            String stream,
            SyncRule rule,
            Reach reach,
            BookChecksum checksum,
            Function<String, Request> recovery,
            Consumer<Request> requests) {
        this.instrument = instrument;
        this.stream = stream;
        this.assembler = new BookAssembler(rule, reach, checksum);
        this.profiles = new DepthProfiles(instrument, assembler);
        this.proven = new ProvenProfiles(profiles);
        this.recovery = recovery;
        this.requests = requests;
        this.asksFirst = rule.isSnapshotApart();
        this.isProvenLate = rule.isProvenLate();
    }

    public Instrument instrument() {
        return instrument;
    }

    /** The book; empty unless it is in step with the venue. */
    public Optional<OrderBook> book() {
        return assembler.book();
    }

    /** Whether the book can be trusted at the moment. */
    public boolean isLive() {
        return assembler.isLive();
    }

    /**
     * Takes a message of the book's stream.
     *
     * @param over the socket that brought it
     * @param stamp the message's
     * @param out takes what follows from it
     */
    public Effect accept(String over, BookUpdate update, Stamp stamp, Consumer<MarketEvent> out) {
        if (isProvenLate && !update.isSnapshot()) {
            return prove(over, update, stamp, out);
        }
        Effect effect = acceptUnseen(over, update, stamp, out);
        tell(stamp, out);
        if (isProvenLate && assembler.isLive()) {
            proven.begin(stamp);
        }
        return effect;
    }

    private Effect prove(String over, BookUpdate change, Stamp stamp, Consumer<MarketEvent> out) {
        Optional<DepthProfile> standing = proven.before(stamp);
        Effect effect = acceptUnseen(over, change, stamp, out);
        if (assembler.isLive()) {
            proven.fitted(standing, stamp).ifPresent(out);
        }
        return effect;
    }

    /** The same, for a book whose rightness shows elsewhere; {@link #tell} shows it. */
    public Effect acceptUnseen(String over, BookUpdate update, Stamp stamp, Consumer<MarketEvent> out) {
        connection = over;
        return take(update, stamp, out);
    }

    /** Shows the book as it is, unless it was shown in this second or is not in step. */
    public void tell(Stamp stamp, Consumer<MarketEvent> out) {
        if (assembler.isLive()) {
            profiles.after(stamp).ifPresent(out);
        }
    }

    /** Takes a snapshot that came as the answer to a question; the next message of the stream shows it. */
    public Effect acceptAnswer(BookUpdate snapshot, Stamp stamp, Consumer<MarketEvent> out) {
        return take(snapshot, stamp, out);
    }

    private Effect take(BookUpdate update, Stamp stamp, Consumer<MarketEvent> out) {
        boolean wasLive = assembler.isLive();
        Effect effect = assembler.accept(update);
        if (wasLive && !assembler.isLive()) {
            tellGap(stamp, out);
        }
        if (assembler.isLive()) {
            attempts = 0;
            nextRequest = Long.MIN_VALUE;
        } else {
            proven.forget();
            ask(effect, stamp.receivedTime());
        }
        return effect;
    }

    /**
     * Messages are missing, nobody knows which: nothing that came before is trusted.
     *
     * @param stamp when it was noticed
     * @param reason why, for people
     */
    public void lose(Stamp stamp, String reason, Consumer<MarketEvent> out) {
        boolean wasLive = assembler.isLive();
        assembler.lose(stamp.receivedTime(), reason);
        proven.forget();
        if (wasLive) {
            tellGap(stamp, out);
        }
        ask(Effect.BROKEN, stamp.receivedTime());
    }

    /** The socket {@code gone} is closed; if it carried this book, a new one brings it, or makes us ask. */
    public void closed(String gone, long receivedTime) {
        if (gone.equals(connection)) {
            assembler.lose(receivedTime, "connection closed");
            proven.forget();
            attempts = 0;
            nextRequest = Long.MIN_VALUE;
        }
    }

    /** The socket of that name was replaced by one that goes on without a hole; see {@link BookAssembler#overlaps}. */
    public void succeeded(String name) {
        if (name.equals(connection)) {
            assembler.overlaps();
        }
    }

    private void tellGap(Stamp stamp, Consumer<MarketEvent> out) {
        if (assembler.state() instanceof BookState.Broken(long since, long lastWhole, String reason)) {
            Stamp noticed = new Stamp(stamp.receivedTime(), stamp.receivedTime(), Stamp.NO_SEQUENCE, stamp.origin());
            out.accept(new FeedGap(instrument, noticed, stream, lastWhole, reason, FeedGap.Scope.DEPTH));
        }
    }

    /** A snapshot that comes by itself when a stream begins is awaited before it is asked for. */
    private void ask(Effect effect, long now) {
        boolean first = nextRequest == Long.MIN_VALUE;
        if (first && !asksFirst && !effect.wantsSnapshot()) {
            nextRequest = now + FIRST_WAIT;
        } else if (first || now >= nextRequest) {
            requests.accept(recovery.apply(connection));
            nextRequest = now + (FIRST_WAIT << Math.min(attempts, MAX_DOUBLINGS));
            attempts++;
        }
    }

    @Override
    public String toString() {
        return instrument + " " + assembler;
    }
}
