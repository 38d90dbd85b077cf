package io.basiswatch.benchmarks.compare.round;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * A contender's side of the comparison: says {@code ready}, then does a round for each line {@code round MILLISECONDS} that
 * it is told, and is idle in between.
 *
 * <p>A round is whole passes over the frames until the clock has run for so long. The clock stands while a pass is prepared
 * and while a REST answer is read, because neither is a frame of a stream. Two clocks run: the wall's, and the processor
 * time of the whole process, which includes compiler and garbage collector and does not include what others do meanwhile.
 */
public final class RoundLoop {
    /** How much longer than its time a round may take off the clock. */
    private static final int PATIENCE = 4;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Contender contender;
    private final boolean[] isRest;
    private final PrintStream out;
    private long frames;
    private long nanos;
    private long cpu;
    private Tally tally = new Tally(0, 0, 0, 0, 0);

    public RoundLoop(Contender contender, List<RawFrame> frames, PrintStream out) {
        this.contender = contender;
        this.out = out;
        this.isRest = new boolean[frames.size()];
        for (int i = 0; i < isRest.length; i++) {
            isRest[i] = frames.get(i).isRest();
        }
    }

    /** Does rounds until {@code orders} ends. */
    public void run(BufferedReader orders) throws IOException {
        out.println("ready " + contender.version());
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            if (!order.startsWith("round ")) {
                throw new IOException("not understood: '" + order + "'");
            }
            round(Long.parseLong(order.substring("round ".length())) * NANOS_PER_MILLI);
            out.println("result frames=" + frames + " nanos=" + nanos + " cpu=" + cpu + " trades=" + tally.trades()
                    + " quotes=" + tally.quotes() + " books=" + tally.books() + " others=" + tally.others()
                    + " refused=" + tally.refused());
        }
    }

    private void round(long duration) {
        frames = 0;
        nanos = 0;
        cpu = 0;
        long end = System.nanoTime() + PATIENCE * duration;
        do {
            pass(contender.start());
        } while (nanos < duration && System.nanoTime() < end);
    }

    private void pass(Contender.Pass pass) {
        int next = 0;
        while (next < isRest.length) {
            if (isRest[next]) {
                pass.read(next++);
            } else {
                next = stretch(pass, next);
            }
        }
        tally = pass.tally();
    }

    /** Reads frames on the clock, up to the next answer over REST. */
    private int stretch(Contender.Pass pass, int from) {
        int next = from;
        long cpuBefore = system.getProcessCpuTime();
        long before = System.nanoTime();
        while (next < isRest.length && !isRest[next]) {
            pass.read(next++);
        }
        nanos += System.nanoTime() - before;
        cpu += system.getProcessCpuTime() - cpuBefore;
        frames += next - from;
        return next;
    }
}
