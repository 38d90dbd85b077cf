package io.basiswatch.local.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks every service whether it is ready, as whoever runs them does, and remembers when one said no or nothing. */
final class ReadyProbe implements AutoCloseable {
    private static final long BETWEEN_MILLIS = 250;

    private final Supplier<List<Member>> members;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("ready-probe").unstarted(this::run);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Long> alarms = new ArrayList<>();

    /**
     * @param members who should be ready
     */
    ReadyProbe(Supplier<List<Member>> members) {
        this.members = members;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS)) {
                for (Member member : members.get()) {
                    if (!member.isReady()) {
                        synchronized (alarms) {
                            alarms.add(Scene.now());
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** When one was not ready for the first time since {@code time}, in microseconds since the epoch. */
    OptionalLong alarmSince(long time) {
        synchronized (alarms) {
            return alarms.stream()
                    .mapToLong(Long::longValue)
                    .filter(alarm -> alarm >= time)
                    .findFirst();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
