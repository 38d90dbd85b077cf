package io.basiswatch.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private final AtomicInteger questions = new AtomicInteger();
    private final List<UniEmitter<? super String>> open = new ArrayList<>();

    private Remembered<String, String> asked(Duration time) {
        return new Remembered<>(
                time,
                key -> Uni.createFrom().emitter(emitter -> {
                    questions.incrementAndGet();
                    open.add(emitter);
                }));
    }

    @Test
    void manyWhoAskAtOnceCostOneQuestion() {
        // Given
        Remembered<String, String> remembered = asked(Duration.ofHours(1));
        List<String> answers = new ArrayList<>();
        // When
        for (int i = 0; i < 10; i++) {
            remembered.get("a").subscribe().with(answers::add);
        }
        open.getFirst().complete("1");
        remembered.get("a").subscribe().with(answers::add);
        // Then
        assertThat(answers).hasSize(11).containsOnly("1");
        assertThat(questions).hasValue(1);
    }

    @Test
    void whatIsHereIsToldWithoutAQuestion() {
        // Given
        Remembered<String, String> remembered = asked(Duration.ofHours(1));
        // Then
        assertThat(remembered.here("a")).isEmpty();
        remembered.get("a").subscribe().with(answer -> {});
        assertThat(remembered.here("a")).isEmpty();
        open.getFirst().complete("1");
        assertThat(remembered.here("a")).contains("1");
        assertThat(remembered.here("b")).isEmpty();
        assertThat(questions).hasValue(1);
    }

    @Test
    void whatIsOverIsNotHere() {
        for (Duration time : List.of(Duration.ZERO, Duration.ofNanos(1))) {
            open.clear();
            Remembered<String, String> remembered = asked(time);
            remembered.get("a").subscribe().with(answer -> {});
            open.getLast().complete("1");
            assertThat(remembered.here("a")).as(time.toString()).isEmpty();
        }
    }

    @Test
    void aFailureIsNotRemembered() {
        Remembered<String, String> remembered = asked(Duration.ofHours(1));
        Uni<String> first = remembered.get("a");
        List<Throwable> failures = new ArrayList<>();
        first.subscribe().with(answer -> {}, failures::add);
        open.getFirst().fail(new IllegalStateException("away"));
        assertThat(failures).hasSize(1);
        List<String> answers = new ArrayList<>();
        remembered.get("a").subscribe().with(answers::add);
        open.getLast().complete("2");
        assertThat(answers).containsExactly("2");
        assertThatThrownBy(() -> first.await().indefinitely()).hasMessage("away");
    }

    @Test
    void whoeverComesTooLateAsksAnew() {
        for (Duration time : List.of(Duration.ZERO, Duration.ofNanos(1))) {
            open.clear();
            Remembered<String, String> remembered = asked(time);
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                remembered.get("a").subscribe().with(answers::add);
                open.getLast().complete(Integer.toString(i));
            }
            assertThat(answers).as(time.toString()).containsExactly("0", "1", "2");
        }
    }
}
