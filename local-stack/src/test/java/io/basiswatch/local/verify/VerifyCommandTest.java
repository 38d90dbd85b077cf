package io.basiswatch.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.indicator.EngineConfig;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.local.Captures;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.model.ClockTick;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import io.basiswatch.model.wire.ValueJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyCommandTest {
    private static final long START = 1_772_409_600_000_000L;
    private static final long SECOND = Resolution.SECOND.micros();

    private static final List<IndicatorValue> VALUES = new ArrayList<>();

    @TempDir
    private Path folder;

    /** What a command has said, and how it ended. */
    private record Answer(int status, String text) {}

    /** Some seconds of taker flow of one market, as the engine publishes it. */
    @BeforeAll
    static void publish() {
        IndicatorEngine engine = new IndicatorEngine(
                Indicators.all(),
                EngineConfig.defaults(),
                asset -> true,
                (asset, instant, values) -> VALUES.addAll(values));
        Instrument perpetual = Instrument.parse("binance-coinm:ETH-USD-PERP");
        for (int second = 0; second < 5; second++) {
            Stamp stamp = stamp(second + 0.5);
            Side side = second % 2 == 0 ? Side.BUY : Side.SELL;
            engine.accept(new Trade(perpetual, stamp, "t" + second, 100, 1 + second, 100 * (1 + second), side));
        }
        engine.accept(new ClockTick("ETH", stamp(6.25)));
        VALUES.removeIf(value -> !value.series().indicator().startsWith("taker_"));
        assertThat(VALUES).hasSizeGreaterThan(30);
    }

    private static Stamp stamp(double second) {
        long time = START + Math.round(second * SECOND);
        return new Stamp(time, time, Stamp.NO_SEQUENCE, Origin.REPLAY);
    }

    private static String receipt(IndicatorValue value) {
        return ReceiptJson.write(ValueReceipt.of(value, IndicatorEngine.ARITHMETIC));
    }

    private static List<String> receipts() {
        return VALUES.stream().map(VerifyCommandTest::receipt).toList();
    }

    private Answer verify(String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("receipts"), text);
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(file.toString());
        return run(arguments, InputStream.nullInputStream());
    }

    private static Answer run(List<String> arguments, InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            int status = VerifyCommand.run(arguments, in, out);
            return new Answer(status, bytes.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatWasPublishedHoldsInEveryFormInWhichItIsHandedOut() throws Exception {
        // Given one value per line, an array, an answer of the API, one value over several lines, and values that state
        // nothing of their engine
        List<String> receipts = receipts();
        List<String> forms = List.of(
                String.join("\n", receipts),
                "[" + String.join(",", receipts) + "]",
                "{\"data\":[" + String.join(",", receipts) + "],\"next\":null}",
                receipts.getFirst().replace(",\"", ",\n  \""),
                String.join("\n", VALUES.stream().map(ValueJson::write).toList()));

        // When each is verified
        for (String form : forms) {
            Answer answer = verify(form);

            // Then every value has its line, and all hold
            assertThat(answer.status()).isZero();
            assertThat(answer.text()
                            .lines()
                            .filter(line -> line.startsWith("holds "))
                            .count())
                    .isIn((long) receipts.size(), 1L);
            assertThat(answer.text()).contains(" 0 differ, 0 incomplete, 0 unknown (basiswatch/1)");
        }
    }

    @Test
    void theReceiptsOfTheDocumentationHold() throws Exception {
        // Given the receipt that is explained there
        String page = Files.readString(Captures.HOME.resolve("docs/receipts.md"));
        int start = page.indexOf("```json") + "```json".length();

        // When it is verified
        Answer answer = verify(page.substring(start, page.indexOf("```", start)));

        // Then it holds, with the words that stand there
        assertThat(answer.status()).isZero();
        assertThat(answer.text().lines()).allSatisfy(line -> assertThat(page).contains(line));
    }

    @Test
    void readsStandardInput() throws Exception {
        byte[] bytes = String.join("\n", receipts()).getBytes(StandardCharsets.UTF_8);

        Answer answer = run(List.of("-", "--quiet"), new ByteArrayInputStream(bytes));

        assertThat(answer.status()).isZero();
        assertThat(answer.text().lines()).hasSize(1);
    }

    @Test
    void tellsWhichValueDiffersAndByWhat() throws Exception {
        // Given a share of which the last digit was changed
        IndicatorValue share = VALUES.stream()
                .filter(value -> value.series().indicator().equals("taker_buy_ratio"))
                .reduce((one, other) -> other)
                .orElseThrow();
        double number = share.value().orElseThrow();
        String changed =
                receipt(share).replace("\"value\":" + number + ",\"unit", "\"value\":0.6000000000000002,\"unit");

        // When it is verified among others
        Answer answer = verify(receipt(VALUES.getFirst()) + "\n" + changed, "--quiet");

        // Then it is the one that is told, with both numbers
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.text().lines().toList())
                .hasSize(2)
                .first()
                .isEqualTo("differs    " + share.series() + "@1s 2026-03-02T00:00:06Z 0.6000000000000002:"
                        + " published 0.6000000000000002, computed " + number);
        assertThat(answer.text()).endsWith("2 values: 1 hold, 1 differ, 0 incomplete, 0 unknown (basiswatch/1)\n");
    }

    @Test
    void tellsInputsThatAreNotThoseOfTheHash() throws Exception {
        // Given a volume of which an input's time was changed, which changes no number
        IndicatorValue volume = VALUES.stream()
                .filter(value -> value.series().indicator().equals("taker_buy_volume_usd"))
                .findFirst()
                .orElseThrow();
        long time = volume.inputs().getFirst().receivedTime();
        String changed = receipt(volume).replace("\"received_time\":" + time, "\"received_time\":" + (time + 1));

        // When it is verified
        Answer answer = verify(changed);

        // Then it does not pass
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.text()).startsWith("differs ").contains("the inputs are not those of the input hash");
    }

    @Test
    void doesNotJudgeWhatItDoesNotKnow() throws Exception {
        // Given a value of another engine, of another version, and of an indicator that is not there
        String known = receipt(VALUES.getFirst());
        String id = VALUES.getFirst().series().indicator();
        String plain = ValueJson.write(VALUES.getFirst());

        // When they are verified
        Answer answer = verify(known.replace(IndicatorEngine.ARITHMETIC, "basiswatch/2")
                + plain.replace("\"version\":1", "\"version\":9")
                + plain.replace(id, "no_such_thing"));

        // Then each says so
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.text().lines().toList())
                .hasSize(4)
                .anyMatch(line -> line.contains("computed by basiswatch/2, which is not basiswatch/1"))
                .anyMatch(line -> line.contains("version 9 is not the one that is known"))
                .anyMatch(line -> line.contains("no indicator is called no_such_thing"))
                .anyMatch(line -> line.contains("3 unknown"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`no receipt`|line 1, column 4: not JSON",
                "`{\"series\":\"ETH:x\"`|line 1, column",
                "`{}`|line 1, column 3: ",
                "`[7]`|found 7 where a receipt belongs",
                "`{\"data\":7}`|data is no list",
                "`{\"series\":\"ETH:x\",\"unit\":\"miles\"}`|miles",
                "``|holds no receipts",
                "`{\"data\":[],\"next\":null}`|holds no receipts"
            })
    void saysWhereAFileHoldsSomethingElse(String text, String complaint) {
        assertThatThrownBy(() -> verify(text == null ? "" : text))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(2))
                .hasMessageContaining(complaint);
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (List<String> wrong : List.of(
                List.<String>of(),
                List.of("one", "two"),
                List.of("--loud", "-"),
                List.of(folder.resolve("none").toString()),
                List.of(folder.toString()))) {
            assertThatThrownBy(() -> run(wrong, InputStream.nullInputStream()))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.status()).isEqualTo(2));
        }
    }
}
