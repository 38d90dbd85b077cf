package io.basiswatch.local.venue;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.local.capture.MergedCaptures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the captures of one venue hold, read once before they are played.
 *
 * @param start the time of the first frame, microseconds since the epoch
 * @param end the time of the last one; before {@code start} where there is none
 * @param streams the streams that are in them
 * @param idSpans how far each kind of number runs, at most, for one symbol
 * @param answers the REST answers, in the order received
 */
record Survey(long start, long end, Set<String> streams, Map<Numbers.IdKind, Long> idSpans, List<Frame> answers) {

    static Survey of(List<CaptureFile> captures, Protocol protocol) {
        Set<String> streams = new TreeSet<>();
        List<Frame> answers = new ArrayList<>();
        Spans spans = new Spans();
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        try (MergedCaptures lines = MergedCaptures.open(captures)) {
            while (lines.hasNext()) {
                if (!(lines.next().line() instanceof CapturedLine.Received(Frame frame))) {
                    continue;
                }
                start = Math.min(start, frame.receivedTime());
                end = Math.max(end, frame.receivedTime());
                if (frame.source() == Frame.Source.REST) {
                    answers.add(frame);
                } else {
                    streams.addAll(protocol.streams(frame.payload()));
                    spans.read(frame.payload(), protocol);
                }
            }
        }
        return new Survey(start, end, streams, spans.widths(), answers);
    }

    boolean isEmpty() {
        return start > end;
    }

    /** Measures how far numbers run, per symbol, because symbols of one venue count separately. */
    private static final class Spans implements Numbers {
        private record Key(IdKind kind, String symbol) {}

        private record Pending(IdKind kind, long id) {}

        private record Range(long lowest, long highest) {
            Range with(long id) {
                return new Range(Math.min(lowest, id), Math.max(highest, id));
            }
        }

        private final Map<Key, Range> ranges = new HashMap<>();
        private final List<Pending> pending = new ArrayList<>();
        private String symbol = "";

        void read(byte[] payload, Protocol protocol) {
            symbol = "";
            pending.clear();
            JsonEdit.apply(payload, protocol.rule(this));
            assign("");
        }

        private void assign(String owner) {
            pending.forEach(number -> ranges.merge(
                    new Key(number.kind, owner),
                    new Range(number.id, number.id),
                    (range, one) -> range.with(number.id)));
            pending.clear();
        }

        Map<IdKind, Long> widths() {
            Map<IdKind, Long> widths = new EnumMap<>(IdKind.class);
            ranges.forEach((key, range) ->
                    widths.merge(key.kind, range.highest - range.lowest + 1 + hole(key.kind), Math::max));
            return widths;
        }

        /** A book begins anew with each pass, so its numbers must not go on where they ended. */
        private static long hole(IdKind kind) {
            return kind == IdKind.BOOK ? 1 : 0;
        }

        @Override
        public void symbol(String name) {
            symbol = name;
            assign(name);
        }

        @Override
        public String id(IdKind kind, String text) {
            try {
                pending.add(new Pending(kind, Long.parseLong(text)));
                if (!symbol.isEmpty()) {
                    assign(symbol);
                }
            } catch (NumberFormatException e) {
                // no number, so nothing that could run
            }
            return text;
        }

        @Override
        public String millis(String text) {
            return text;
        }

        @Override
        public String term(String text) {
            return text;
        }

        @Override
        public String rfc3339(String text) {
            return text;
        }
    }
}
