package io.basiswatch.gateway.view;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * What was read a moment ago, so that many who ask at once cost one question. A failure is not remembered. With no time to
 * remember for, everybody asks anew.
 *
 * @param <K> what is asked for; there must be few of them
 * @param <V> the answer; shared, so it must not be changed
 */
final class Remembered<K, V> {
    private final ConcurrentMap<K, Answer<V>> answers = new ConcurrentHashMap<>();
    private final Function<K, Uni<V>> source;
    private final long nanos;

    Remembered(Duration time, Function<K, Uni<V>> source) {
        this.nanos = time.toNanos();
        this.source = source;
    }

    /** One question and what became of it; its age begins when it is asked. */
    private static final class Answer<V> {
        private final long asked;
        private final Uni<V> coming;
        private volatile V here;

        Answer(long asked, Uni<V> source) {
            this.asked = asked;
            this.coming = source.invoke(value -> here = value).memoize().indefinitely();
        }
    }

    /** What was read a moment ago, without reading anything; empty where it would have to be read. */
    Optional<V> here(K key) {
        Answer<V> known = answers.get(key);
        return known == null || System.nanoTime() - known.asked > nanos
                ? Optional.empty()
                : Optional.ofNullable(known.here);
    }

    Uni<V> get(K key) {
        if (nanos == 0) {
            return source.apply(key);
        }
        long now = System.nanoTime();
        Answer<V> known = answers.get(key);
        if (known == null || now - known.asked > nanos) {
            known = answers.compute(
                    key, (k, other) -> other == null || now - other.asked > nanos ? asked(k, now) : other);
        }
        V here = known.here;
        return here != null ? Uni.createFrom().item(here) : known.coming;
    }

    private Answer<V> asked(K key, long now) {
        Answer<V> answer = new Answer<>(now, source.apply(key).onFailure().invoke(failure -> answers.remove(key)));
        return answer;
    }
}
