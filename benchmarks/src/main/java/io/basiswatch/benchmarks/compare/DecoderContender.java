package io.basiswatch.benchmarks.compare;

import io.basiswatch.benchmarks.compare.round.Contender;
import io.basiswatch.benchmarks.compare.round.FrameFile;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import io.basiswatch.benchmarks.compare.round.RoundLoop;
import io.basiswatch.benchmarks.compare.round.Tally;
import io.basiswatch.collector.feed.FeedSession;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Our own decoder of a venue as the collector and {@code replay} run it: every check, every event, every book. */
final class DecoderContender implements Contender {
    private final VenueFeed feed;
    private final Frame[] frames;
    private final long bookFrames;

    DecoderContender(VenueFeed feed, List<RawFrame> raw) {
        this.feed = feed;
        this.frames = raw.stream().map(DecoderContender::frame).toArray(Frame[]::new);
        this.bookFrames = countBookFrames();
    }

    /** {@code VENUE FRAMES}, for a process of its own. */
    public static void main(String[] arguments) throws IOException {
        List<RawFrame> frames = FrameFile.read(Path.of(arguments[1]));
        VenueFeed feed = VenueFeeds.of(Venue.of(arguments[0]))
                .orElseThrow(() -> new IllegalArgumentException("nothing decodes " + arguments[0]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        new RoundLoop(new DecoderContender(feed, frames), frames, System.out).run(orders);
    }

    private static Frame frame(RawFrame raw) {
        return new Frame(
                raw.isRest() ? Frame.Source.REST : Frame.Source.WEBSOCKET,
                raw.connection(),
                raw.address(),
                raw.payload(),
                raw.receivedTime(),
                Origin.REPLAY);
    }

    /**
     * How many messages of the capture were about the levels of a book and could be read; asked once, off the clock. What a
     * book told of them, a profile each second or a gap, is among the other events of a pass.
     */
    private long countBookFrames() {
        FeedSession session = session();
        long count = 0;
        for (Frame frame : frames) {
            try {
                boolean isKnown = session.frame(frame, event -> {}) != Outcome.UNKNOWN;
                if (isKnown && frame.source() == Frame.Source.WEBSOCKET && isOfBook(session.stream())) {
                    count++;
                }
            } catch (FrameException refused) {
                continue;
            }
        }
        return count;
    }

    /** By the venues' words: {@code depth}, {@code books}, {@code orderbook.200}, {@code l2update}, {@code snapshot} … */
    static boolean isOfBook(String stream) {
        String word = stream.toLowerCase(Locale.ROOT);
        return !word.endsWith("ticker")
                && (word.contains("depth")
                        || word.contains("book")
                        || word.startsWith("l2")
                        || word.equals("level2")
                        || word.equals("snapshot"));
    }

    private FeedSession session() {
        return new FeedSession(feed, asset -> true);
    }

    @Override
    public String version() {
        return "basiswatch";
    }

    @Override
    public Contender.Pass start() {
        return new Pass(session());
    }

    /** Counts what comes out, so that nothing of the work can be left undone. */
    private final class Pass implements Contender.Pass, Consumer<MarketEvent> {
        private final FeedSession session;
        private long trades;
        private long quotes;
        private long others;
        private long refused;

        Pass(FeedSession session) {
            this.session = session;
        }

        @Override
        public void read(int index) {
            try {
                session.frame(frames[index], this);
            } catch (FrameException unreadable) {
                refused++;
            }
        }

        @Override
        public void accept(MarketEvent event) {
            switch (event) {
                case Trade trade -> trades++;
                case Quote quote -> quotes++;
                default -> others++;
            }
        }

        @Override
        public Tally tally() {
            return new Tally(trades, quotes, bookFrames, others, refused);
        }
    }
}
