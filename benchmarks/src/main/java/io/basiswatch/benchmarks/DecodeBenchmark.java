package io.basiswatch.benchmarks;

import io.basiswatch.benchmarks.Captures.Capture;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How many frames one core decodes in a second, per venue. The frames are a venue's own, in their order and in their mix,
 * again and again; each round has a fresh decoder, because one that has seen the trades would drop them as repeated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecodeBenchmark {
    static final int FRAMES = 50_000;

    @Param("")
    String capture;

    private Capture source;
    private List<Frame> frames;
    private Decoder decoder;
    private int next;

    @Setup
    public void load() {
        source = Capture.parse(capture);
        frames = source.frames(FRAMES);
        decoder = source.decoder();
    }

    @Benchmark
    public void decode(Blackhole out) {
        if (next == frames.size()) {
            next = 0;
            decoder = source.decoder();
        }
        Captures.decode(decoder, frames.get(next++), out::consume);
    }
}
