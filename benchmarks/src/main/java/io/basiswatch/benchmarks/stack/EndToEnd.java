package io.basiswatch.benchmarks.stack;

import io.basiswatch.benchmarks.Report;
import java.time.Duration;

/**
 * The whole, against a running stack that plays captures at their own speed: first how late a stream is, then how much
 * the log and the engine take. In this order, because the second sends the stack's time into the future.
 */
public final class EndToEnd {
    private final Stack stack;
    private final boolean quick;

    public EndToEnd(Stack stack, boolean quick) {
        this.stack = stack;
        this.quick = quick;
    }

    public void measure(String captures, Report report) throws Exception {
        new StreamLatency(stack).measure(Duration.ofSeconds(quick ? 20 : 120), report);
        new LogThroughput(stack).measure(captures, quick ? 200_000 : 2_000_000, report);
    }
}
