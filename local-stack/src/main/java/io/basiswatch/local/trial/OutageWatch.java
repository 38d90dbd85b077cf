package io.basiswatch.local.trial;

import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.market.SimulatedMarket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Who looks on while a system is treated badly: a reader of the log, a client that asks, one that listens, and somebody who asks
 * each service whether it is ready.
 *
 * @param ledger of the log
 * @param copy reads the log for it
 * @param poll asks for the newest value
 * @param stream listens
 * @param probe asks whether services are ready
 */
record OutageWatch(OutageLedger ledger, LogCopy copy, ServedPoll poll, ServedStream stream, ReadyProbe probe)
        implements AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(120);

    /**
     * Begins at once.
     *
     * @param market what the venues do, one that nobody else uses
     * @param gateways where the API is, at each moment
     * @param key that may read everything
     * @param members who should be ready, at each moment
     */
    static OutageWatch start(
            SimulatedMarket market,
            String bootstrapServers,
            Supplier<List<Integer>> gateways,
            String key,
            Supplier<List<Member>> members) {
        OutageLedger ledger = new OutageLedger(market);
        OutageWatch watch = new OutageWatch(
                ledger,
                new LogCopy(bootstrapServers, OutageLedger.ASSET, ledger::take),
                new ServedPoll(gateways, key),
                new ServedStream(gateways, key),
                new ReadyProbe(members));
        watch.copy.start();
        watch.poll.start();
        watch.stream.start();
        watch.probe.start();
        return watch;
    }

    /**
     * Waits until a good value is served that is of {@code time} or later.
     *
     * @return how long after that it was served, in microseconds
     */
    long awaitFresh(long time) {
        TrialCluster.await(
                "a fresh value", FRESH, () -> poll.answers().freshSince(time).isPresent());
        return poll.answers().freshSince(time).orElseThrow(() -> CommandFailure.failed("no fresh value")) - time;
    }

    /**
     * Waits until a good value is served that is newer than all that were served before {@code time}.
     *
     * @return how long after that it was served, in microseconds
     */
    long awaitNewer(long time) {
        TrialCluster.await(
                "a newer value", FRESH, () -> poll.answers().newerSince(time).isPresent());
        return poll.answers().newerSince(time).orElseThrow(() -> CommandFailure.failed("no newer value")) - time;
    }

    /** How long after {@code struck} a service said that it is not ready, or a gap was told; empty where neither happened. */
    OptionalLong noticed(long struck) {
        return Stream.of(probe.alarmSince(struck), ledger.gapSince(struck))
                .flatMapToLong(OptionalLong::stream)
                .map(at -> at - struck)
                .min();
    }

    @Override
    public void close() throws InterruptedException {
        probe.close();
        stream.close();
        poll.close();
        copy.close();
    }
}
