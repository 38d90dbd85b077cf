package io.basiswatch.benchmarks.xchange;

import io.basiswatch.benchmarks.compare.round.Contender;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import io.basiswatch.benchmarks.compare.round.Tally;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * XChange on recorded frames: from {@code messageHandler}, which gets each message's text from Netty, over the service's tree
 * of JSON and the market data service's objects to {@code Trade}, {@code Ticker} and {@code OrderBook} at a subscriber.
 *
 * <p>Left out, in its favour: the socket, and the hop to another thread that most programs make behind it.
 */
final class XChangeContender implements Contender {
    private final Adapter adapter;
    private final RawFrame[] frames;

    XChangeContender(Adapter adapter, List<RawFrame> frames) {
        this.adapter = adapter;
        this.frames = frames.toArray(RawFrame[]::new);
    }

    @Override
    public String version() {
        return adapter.version();
    }

    @Override
    public Contender.Pass start() {
        Session session = new Session();
        adapter.open(session);
        return new Pass(session);
    }

    private final class Pass implements Contender.Pass {
        private final Session session;
        private long thrown;

        Pass(Session session) {
            this.session = session;
        }

        @Override
        public void read(int index) {
            RawFrame frame = frames[index];
            if (frame.isRest()) {
                session.answer(frame);
                return;
            }
            try {
                session.message(new String(frame.payload(), StandardCharsets.UTF_8));
            } catch (RuntimeException failure) {
                thrown++;
            }
        }

        @Override
        public Tally tally() {
            Tally tally = session.tally();
            return new Tally(tally.trades(), tally.quotes(), tally.books(), tally.others(), tally.refused() + thrown);
        }
    }
}
