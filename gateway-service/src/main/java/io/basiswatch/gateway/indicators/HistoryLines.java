package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.representation.Format;
import io.basiswatch.gateway.representation.Lines;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A whole history, however long, some points after the others. */
final class HistoryLines {
    /** Points that are in memory at once. */
    static final int AT_ONCE = 2_000;

    private static final int FEW = 500;

    private final HistorySource source;
    private final Format format;
    private long from;
    private boolean isRead;

    HistoryLines(HistorySource source, long from, Format format) {
        this.source = source;
        this.from = from;
        this.format = format;
    }

    /** The beginning, with the header that CSV has. */
    Uni<byte[]> begin() {
        return read().map(points -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (format == Format.CSV) {
                out.writeBytes(PointText.header(source.tellsAll()));
            }
            out.writeBytes(text(points));
            return out.toByteArray();
        });
    }

    /** Whether there is nothing behind what was read. */
    boolean isRead() {
        return isRead;
    }

    /** {@code beginning} and everything behind it. */
    Lines from(byte[] beginning) {
        return new Lines(new Supplier<>() {
            private boolean isBegun;

            @Override
            public Uni<Optional<byte[]>> get() {
                if (!isBegun) {
                    isBegun = true;
                    return Uni.createFrom().item(Optional.of(beginning));
                }
                return isRead
                        ? Uni.createFrom().item(Optional.empty())
                        : read().map(points -> Optional.of(text(points)));
            }
        });
    }

    private Uni<List<HistoryPoint>> read() {
        return source.read(from, AT_ONCE).emitOn(writer(AT_ONCE)).invoke(points -> {
            isRead = points.size() < AT_ONCE;
            if (!isRead) {
                from = points.getLast().time() + 1;
            }
        });
    }

    /** Who turns so many points into text: many take milliseconds, which live streams on the event loop would wait for. */
    static Executor writer(int points) {
        return points > FEW ? Infrastructure.getDefaultWorkerPool() : Runnable::run;
    }

    private byte[] text(List<HistoryPoint> points) {
        return format == Format.CSV ? PointText.rows(points) : PointText.lines(points);
    }
}
