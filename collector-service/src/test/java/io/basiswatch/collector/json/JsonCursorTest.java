package io.basiswatch.collector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void walk(String text) {
        JsonCursor cursor = new JsonCursor().reset(bytes(text));
        cursor.skip();
        cursor.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [ 1 , 2.5e-3 , -0 , \"a\\u00e9\\n\" , true , false , null , {\"a\":[{}]} ] ",
                "\"\"",
                "0",
                "-12.50E+2"
            })
    void whatIsJsonIsWalkedToItsEnd(String text) {
        walk(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "[,1]",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{a:1}",
                "[1 2]",
                "01",
                "1.",
                ".5",
                "1e",
                "+1",
                "--1",
                "nul",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "{} {}",
                "[}",
                "{]"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> walk(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void deepNestingIsRefusedAndNoOverflow() {
        walk("[".repeat(64) + "]".repeat(64));
        assertThatThrownBy(() -> walk("[".repeat(100_000)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void fieldsAreFoundInAnyOrderAndByCase() {
        // Given
        JsonFields fields = JsonFields.of("b", "B", "time");

        // When
        fields.read(new JsonCursor().reset(bytes("{\"time\":12,\"B\":\"2.5\",\"other\":[{\"b\":0}],\"b\":\"1.5\"}")));

        // Then
        assertThat(fields.quotedDecimal(0)).isEqualTo(1.5);
        assertThat(fields.quotedDecimal(1)).isEqualTo(2.5);
        assertThat(fields.whole(2)).isEqualTo(12);
    }

    @Test
    void aKnownFieldThatComesTwiceIsRefused() {
        assertThatThrownBy(() -> JsonFields.of("a").read(new JsonCursor().reset(bytes("{\"a\":1,\"a\":1}"))))
                .isInstanceOf(JsonException.class)
                .hasMessage("field 'a' comes twice");
    }

    @Test
    void whatIsMissingOrOfAnotherTypeIsNamed() {
        JsonFields fields = JsonFields.of("a", "b").read(new JsonCursor().reset(bytes("{\"a\":1}")));
        assertThatThrownBy(() -> fields.quotedDecimal(0)).hasMessage("field 'a' is no string but NUMBER");
        assertThatThrownBy(() -> fields.quotedDecimal(1)).hasMessage("field 'b' is missing");
    }

    @Test
    void decimalsAreParsedAsTheLibraryParsesThem() {
        // Given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261122);

        for (int i = 0; i < 200_000; i++) {
            // When
            String text = decimal(random);
            double parsed = JsonNumbers.decimal(bytes(text), 0, text.length());

            // Then
            assertThat(Double.doubleToLongBits(parsed))
                    .as(text)
                    .isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
        }
    }

    private static String decimal(RandomGenerator random) {
        String whole = Long.toString(random.nextLong(1L << random.nextInt(1, 62)));
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "-" : "").append(whole);
        if (random.nextBoolean()) {
            text.append('.');
            for (int digits = random.nextInt(1, 12); digits > 0; digits--) {
                text.append((char) ('0' + random.nextInt(10)));
            }
        }
        if (random.nextInt(8) == 0) {
            text.append('e').append(random.nextInt(-30, 30));
        }
        return text.toString();
    }

    @Test
    void textIsUnescaped() {
        JsonCursor cursor = new JsonCursor().reset(bytes("\"a\\\"\\\\\\u00e9\\ud83d\\ude00\\n\""));
        assertThat(cursor.string()).isEqualTo("a\"\\é😀\n");
    }
}
