package io.basiswatch.local.trial;

import io.basiswatch.collector.feed.Network;
import io.basiswatch.collector.feed.RestAnswer;
import io.basiswatch.local.venue.Answer;
import io.basiswatch.local.venue.Question;
import io.basiswatch.local.venue.VenueDoor;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A network in virtual time between one collector and simulated venues: messages take a while, different each time and the
 * same for the same seed, and never overtake each other on one socket.
 *
 * <p>Addresses are {@code ws://kit/<venue>/…} and {@code http://kit/<venue>/…}.
 */
final class VirtualNetwork implements Network {
    private static final long LEAST_LATENCY = 2_000;
    private static final long MORE_LATENCY = 40_000;
    private static final int SWITCHING = 101;

    private final VirtualTime time;
    private final Map<String, VenueDoor> venues;
    private final RandomGenerator random;
    private long wallOffset;

    /**
     * @param venues by the name that stands first in the path
     */
    VirtualNetwork(VirtualTime time, Map<String, VenueDoor> venues, RandomGenerator random) {
        this.time = time;
        this.venues = Map.copyOf(venues);
        this.random = random;
    }

    /** The collector's wall clock jumps, by microseconds. */
    void jump(long by) {
        wallOffset += by;
    }

    @Override
    public long wall() {
        return time.now() + wallOffset;
    }

    @Override
    public long monotonic() {
        return time.now();
    }

    private long latency() {
        return LEAST_LATENCY + random.nextLong(MORE_LATENCY);
    }

    @Override
    public Timer once(Duration delay, Runnable task) {
        return time.after(delay, task)::run;
    }

    @Override
    public Timer every(Duration interval, Runnable task) {
        return new Repeated(interval, task);
    }

    /** A task that puts itself off again and again. */
    private final class Repeated implements Timer {
        private final Duration interval;
        private final Runnable task;
        private Runnable callOff;

        Repeated(Duration interval, Runnable task) {
            this.interval = interval;
            this.task = task;
            this.callOff = time.after(interval, this::run);
        }

        private void run() {
            callOff = time.after(interval, this::run);
            task.run();
        }

        @Override
        public void cancel() {
            callOff.run();
        }
    }

    @Override
    public void ask(String url, Duration timeout, Consumer<RestAnswer> answered, Consumer<String> failed) {
        int body = url.indexOf('#');
        URI address = URI.create(body < 0 ? url : url.substring(0, body));
        String posted = body < 0 ? "" : url.substring(body + 1);
        long sent = time.now();
        time.at(sent + latency(), () -> {
            Question question = new Question(path(address), query(address), posted, time.now());
            Answer answer = door(address).ask(question);
            long back = time.now() + latency() + delay(answer);
            if (answer.status() == 0 || back - sent > VirtualTime.micros(timeout)) {
                time.at(sent + VirtualTime.micros(timeout), () -> failed.accept("no answer in " + timeout));
            } else {
                RestAnswer heard = new RestAnswer(answer.status(), answer.headers(), answer.body());
                time.at(back, () -> answered.accept(heard));
            }
        });
    }

    /** What a venue that is slow says of itself, in milliseconds, for this network alone. */
    private static long delay(Answer answer) {
        return Long.parseLong(answer.headers().getOrDefault(VenueDoor.SLOW, "0")) * 1_000;
    }

    private VenueDoor door(URI address) {
        String venue = address.getPath().split("/", 3)[1];
        return Optional.ofNullable(venues.get(venue))
                .orElseThrow(() -> new IllegalArgumentException("no such venue: " + address));
    }

    private static String path(URI address) {
        int second = address.getPath().indexOf('/', 1);
        return second < 0 ? "/" : address.getPath().substring(second);
    }

    private static String query(URI address) {
        return Optional.ofNullable(address.getRawQuery()).orElse("");
    }

    @Override
    public Socket connect(String address, Duration timeout, Listener listener) {
        VirtualSocket socket = new VirtualSocket(URI.create(address), listener);
        time.at(time.now() + latency(), () -> socket.shakeHands(timeout));
        return socket;
    }

    /** One socket, both ends of it. */
    private final class VirtualSocket implements Socket, VenueDoor.Client {
        private final URI address;
        private final Listener listener;
        private Optional<VenueDoor.Line> line = Optional.empty();
        private long lastThere;
        private long lastBack;
        private boolean ended;

        VirtualSocket(URI address, Listener listener) {
            this.address = address;
            this.listener = listener;
        }

        private void shakeHands(Duration timeout) {
            if (ended) {
                return;
            }
            switch (door(address).open(path(address), query(address), time.now(), this)) {
                case VenueDoor.Handshake.Accepted accepted -> {
                    line = Optional.of(accepted.line());
                    back(listener::opened);
                }
                case VenueDoor.Handshake.Refused refused
                when refused.status() == 0 -> time.after(timeout, () -> end(new Ending(Cause.REFUSED, "no answer")));
                case VenueDoor.Handshake.Refused refused -> {
                    Optional<Duration> away = Optional.ofNullable(
                                    refused.headers().get("Retry-After"))
                            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
                    String text = "status " + refused.status() + " instead of " + SWITCHING;
                    back(() -> end(new Ending(Cause.REFUSED, text, away)));
                }
            }
        }

        private void end(Ending ending) {
            if (!ended) {
                ended = true;
                listener.ended(ending);
            }
        }

        /** Brings something to the collector, behind all that is on its way already. */
        private void back(Runnable news) {
            lastBack = Math.max(lastBack + 1, time.now() + latency());
            time.at(lastBack, () -> {
                if (!ended) {
                    news.run();
                }
            });
        }

        @Override
        public void say(String message) {
            lastThere = Math.max(lastThere + 1, time.now() + latency());
            time.at(lastThere, () -> line.ifPresent(open -> open.hear(message, time.now())));
        }

        @Override
        public void close() {
            ended = true;
            time.at(Math.max(lastThere + 1, time.now() + latency()), () -> {
                line.ifPresent(VenueDoor.Line::gone);
                line = Optional.empty();
            });
        }

        @Override
        public void say(String stream, byte[] payload) {
            back(() -> listener.received(payload));
        }

        @Override
        public void close(int status, String reason) {
            line = Optional.empty();
            back(() -> end(new Ending(Cause.LOST, "status " + status + " " + reason)));
        }
    }
}
