package io.basiswatch.benchmarks;

import io.basiswatch.benchmarks.wire.WireForm;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it costs to write an event to the log and to read it back, in several wire forms: nanoseconds per event. A busy
 * log has large batches, a quiet one has batches of one event.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    static final int EVENTS = 20_000;

    @Param("")
    String captures;

    @Param({"protobuf", "json", "smile", "cbor"})
    String form;

    @Param({"1", "100"})
    int batch;

    private WireForm wire;
    private List<EventBatch> batches;
    private List<byte[]> written;

    @Setup
    public void load() {
        wire = WireForm.named(form);
        batches = batches(captures, batch);
        written = batches.stream().map(wire::encode).toList();
    }

    /** The first events of {@code captures}, of kinds that all forms can write, in batches of {@code size}. */
    static List<EventBatch> batches(String captures, int size) {
        List<MarketEvent> events = Captures.events(captures).stream()
                .filter(WireForm::isComparable)
                .limit(EVENTS)
                .toList();
        if (events.size() < EVENTS) {
            throw new IllegalArgumentException("only " + events.size() + " events in " + captures);
        }
        List<EventBatch> batches = new ArrayList<>();
        for (int i = 0; i < EVENTS; i += size) {
            batches.add(new EventBatch(events.get(i).asset(), "collector-1", events.subList(i, i + size)));
        }
        return batches;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void encode(Blackhole out) {
        for (EventBatch each : batches) {
            out.consume(wire.encode(each));
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void decode(Blackhole out) {
        for (byte[] each : written) {
            out.consume(wire.decode(each));
        }
    }
}
