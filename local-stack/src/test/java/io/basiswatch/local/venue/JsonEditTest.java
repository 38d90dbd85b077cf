package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.local.Captures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonEditTest {

    @Test
    void leavesEveryByteOfRealFramesThatNoRuleChanges() {
        // Given
        List<String> frames = Captures.lines(Captures.shipped("binance-coinm")).stream()
                .limit(2_000)
                .toList();
        // When
        List<String> edited = frames.stream()
                .map(frame -> edit(frame, (parent, name, text, quoted) -> text))
                .toList();
        // Then
        assertThat(edited).isEqualTo(frames);
    }

    @Test
    void changesOneValueAndKeepsSpacesOrderAndDigits() {
        // Given
        String json = "{ \"b\" : 1.50, \"a\":[\"1\",2],\"k\":{\"b\":-0,\"x\\\"y\":\"b\"}, \"b2\":true }";
        // When
        String edited = edit(json, (parent, name, text, quoted) -> name.equals("b") && parent.equals("k") ? "7" : text);
        // Then
        assertThat(edited).isEqualTo("{ \"b\" : 1.50, \"a\":[\"1\",2],\"k\":{\"b\":7,\"x\\\"y\":\"b\"}, \"b2\":true }");
    }

    @Test
    void tellsNamesFromValuesAndWhereTheyStand() {
        // Given
        List<String> seen = new ArrayList<>();
        // When
        edit("[{\"a\":\"x\"},{\"o\":{\"a\":\"y\"},\"a\":[3,{\"c\":4}]}]", (parent, name, text, quoted) -> {
            seen.add(parent + '/' + name + '=' + text);
            return text;
        });
        // Then
        assertThat(seen).containsExactly("/a=x", "o/a=y", "a/a=3", "a/c=4");
    }

    @Test
    void letsThroughWhatIsNoJson() {
        // Given
        String cut = "{\"E\":172,\"s\":\"ETHU";
        // When
        String edited = edit(cut, (parent, name, text, quoted) -> text);
        // Then
        assertThat(edited).isEqualTo(cut);
    }

    private static String edit(String json, JsonEdit.Rule rule) {
        return new String(JsonEdit.apply(json.getBytes(StandardCharsets.UTF_8), rule), StandardCharsets.UTF_8);
    }
}
