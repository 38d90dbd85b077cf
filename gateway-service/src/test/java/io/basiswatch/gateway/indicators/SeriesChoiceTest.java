package io.basiswatch.gateway.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Series;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeriesChoiceTest {
    private static List<String> preferred(List<String> definition, String... dimensions) {
        List<Series> series = Stream.of(dimensions)
                .map(dimension -> Series.of("BTC", "x", dimension))
                .toList();
        return SeriesChoice.preferred(new JsonObject().put("dimensions", new JsonArray(definition)), series).stream()
                .map(Series::dimension)
                .toList();
    }

    @Test
    void followsTheOrderOfTheDefinitionAndPassesOverItsExplanations() {
        assertThat(preferred(
                        List.of(
                                "<venue>.front: the nearest, whatever it is called",
                                "<venue>.current, *.next: as they say",
                                "none: all"),
                        "",
                        "b.other",
                        "b.next",
                        "a.current",
                        "b.front",
                        "a.front"))
                .containsExactly("a.front", "b.front", "a.current", "b.next", "", "b.other");
    }

    @Test
    void aNameMatchesAsItStands() {
        assertThat(preferred(List.of("usdt", "usd"), "usd", "usdt", "usdx")).containsExactly("usdt", "usd", "usdx");
    }

    @Test
    void withoutAWordOfTheDefinitionNamesDecide() {
        assertThat(preferred(List.of(), "b", "a", "")).containsExactly("", "a", "b");
    }
}
