package io.basiswatch.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.model.Series;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Topics as clients write them. */
class TopicTest {
    private static final Series BASIS = Series.of("BTC", "futures_basis", "alpha.next_quarter");
    private static final Series WHOLE = Series.of("1000PEPE", "funding_8h");
    private static final Board BOARD =
            new Board(StreamId.START, Set.of("futures_basis", "funding_8h"), Set.of("BTC", "1000PEPE"), List.of());

    private static boolean matches(String topic, Series series) {
        return Topic.parse(topic).matches(series);
    }

    @Test
    void everySegmentMayHoldStars() {
        assertThat(matches("futures_basis:BTC:alpha.next_quarter", BASIS)).isTrue();
        assertThat(matches("futures_*:B*:*.next_quarter", BASIS)).isTrue();
        assertThat(matches("*:BTC:*", BASIS)).isTrue();
        assertThat(matches("*", BASIS)).isTrue();
        assertThat(matches("futures_basis:ETH:*", BASIS)).isFalse();
        assertThat(matches("futures_basis:BTC:beta*", BASIS)).isFalse();
    }

    @Test
    void aTopicWithoutADimensionWantsAllAndOneWithAStarWantsNoneToo() {
        assertThat(matches("futures_basis:BTC", BASIS)).isTrue();
        assertThat(matches("funding_8h:1000PEPE", WHOLE)).isTrue();
        assertThat(matches("funding_8h:1000PEPE:*", WHOLE)).isTrue();
        assertThat(matches("funding_8h:1000PEPE:x*", WHOLE)).isFalse();
    }

    @Test
    void theNameOfASeriesIsATopicToo() {
        assertThat(matches(BASIS.toString(), BASIS)).isTrue();
        assertThat(matches(WHOLE.toString(), WHOLE)).isTrue();
        assertThat(matches("BTC:*", BASIS)).isTrue();
        assertThat(matches("*:futures_basis", BASIS)).isTrue();
        assertThat(matches("1*:funding_8h", WHOLE)).isTrue();
    }

    @Test
    void whatIsNoTopicIsNamed() {
        for (String text :
                List.of("", "x", "a:b:c:d", "futures_basis:", ":BTC", "a b:BTC", "futures_basis:BTC:a/b", "**")) {
            assertThatThrownBy(() -> Topic.parse(text))
                    .as(text)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("'" + text + "'");
        }
        assertThatThrownBy(() -> Topic.parseAll(Collections.nCopies(201, "*")))
                .hasMessageContaining("More than 200 topics");
    }

    @Test
    void aTopicThatCanMatchNothingIsRefusedAndOneThatMayIsNot() {
        for (String text : List.of("no_such:BTC:*", "no_such:*", "futures_basis:NOPE")) {
            assertThatThrownBy(() -> Topic.parse(text).requireKnown(BOARD))
                    .as(text)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("'" + text + "'");
        }
        for (String text : List.of("no_such*:BTC", "futures_basis:BTC:nothing_yet", "*", "funding_8h:*")) {
            Topic.parse(text).requireKnown(BOARD);
        }
    }

    @Test
    void coversWhatItAllows() {
        Topic wide = Topic.parse("futures_*:BTC:alpha*");
        assertThat(wide.covers(Topic.parse("futures_basis:BTC:alpha.next_quarter")))
                .isTrue();
        assertThat(wide.covers(Topic.parse("futures_*:BTC:alpha.*"))).isTrue();
        assertThat(wide.covers(Topic.parse("futures_basis:BTC:*"))).isFalse();
        assertThat(wide.covers(Topic.parse("futures_basis:*:alpha"))).isFalse();
        assertThat(wide.covers(Topic.parse("*"))).isFalse();
        assertThat(Topic.parse("*").covers(wide)).isTrue();
    }

    @Test
    void filtersOfTheSameAreEqualSoThatTheyAreDecidedOnce() {
        StreamFilter one = StreamFilter.parse(List.of("futures_basis:BTC"), "", "B*", "1m,1h");
        StreamFilter same = StreamFilter.parse(List.of("futures_basis:BTC"), "", "B*", "1h,1m");
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one.accepts(BASIS)).isTrue();
        assertThat(one.accepts(WHOLE)).isFalse();
        assertThat(one.acceptsResolution("1s")).isFalse();
    }
}
