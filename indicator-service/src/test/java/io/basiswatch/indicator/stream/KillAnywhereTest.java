package io.basiswatch.indicator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.RandomLog;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Stamp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The service is killed at random places, again and again, and what it leaves is what it would have left undisturbed: every row,
 * every revision, every live update in its order, to the last character.
 *
 * <p>{@code -Dkill.points=200} kills it 200 times between its steps of input and output, {@code -Dkill.processes=200} as often as
 * a process of its own, by SIGKILL.
 */
class KillAnywhereTest {
    private static final int POINTS = Integer.getInteger("kill.points", 4);
    private static final int PROCESSES = Integer.getInteger("kill.processes", 1);
    private static final String TOPIC = "market.killed.anywhere";
    /** An hour and a day close on the way, and late trades revise minutes of both. */
    private static final long START = Market.START + Resolution.DAY.micros() - 150_000_000;

    private static StreamServers servers;
    private static long end;
    private static List<String> undisturbed;
    private static long steps;

    @BeforeAll
    static void readUndisturbed() throws Exception {
        servers = new StreamServers();
        Topics.ensure(servers.kafka(), 1, List.of(TOPIC, KafkaOut.UPDATES), KafkaOut.DEAD_LETTERS);
        end = servers.append(TOPIC, log());
        Faults faults = Faults.none();
        life("undisturbed").read(end, servers.redis(), servers.database(), faults, () -> {});
        steps = faults.steps();
        undisturbed = servers.everything();
        assertThat(undisturbed)
                .hasSizeGreaterThan(5_000)
                .anyMatch(row -> row.contains("\"1h\""))
                .anyMatch(row -> row.contains("\"1d\"") && row.contains("candle"))
                .anyMatch(row -> row.startsWith("updates ") && row.contains("\"revision\":1"));
    }

    @AfterAll
    static void stopServers() throws Exception {
        servers.close();
    }

    private static ServiceLife life(String group) {
        return new ServiceLife(servers.kafka(), TOPIC, group);
    }

    /** Four minutes with late trades, into which days are imported and corrected. */
    private static List<MarketEvent> log() {
        List<MarketEvent> log = new ArrayList<>(RandomLog.events(33, START, 240));
        int places = log.size() / 50;
        for (int day = 0; day < 40; day++) {
            int at = places * (day + 5);
            for (String market : List.of("binance-usdm:BTC-USDT-PERP", "binance-spot:BTC-USDT")) {
                log.add(
                        at,
                        CandleBuilder.of(market)
                                .open(Market.START - (1 + day % 20) * Resolution.DAY.micros())
                                .received(log.get(at - 1).receivedTime())
                                .traded(1_000, day)
                                .close(100 + day)
                                .build());
            }
            log.addAll(at, past(day, log.get(at - 1).receivedTime()));
        }
        return log;
    }

    /** What a venue tells of so many hours before: a payment of funding, and what was open. */
    private static List<MarketEvent> past(int hours, long received) {
        Instrument perpetual = Instrument.parse("binance-usdm:BTC-USDT-PERP");
        long time = Market.START + Resolution.DAY.micros() - hours * Resolution.HOUR.micros();
        Stamp stamp = new Stamp(time, received, Stamp.NO_SEQUENCE, Origin.BACKFILL);
        Optional<Duration> interval = Optional.of(Duration.ofHours(1));
        return List.of(
                new OpenInterest(perpetual, stamp, 1_000 + hours, 50_000_000),
                new FundingRate(perpetual, stamp, FundingRate.Kind.SETTLED, hours / 1e5, interval, time));
    }

    @Test
    void aKillBetweenAnyTwoStepsChangesNothing() throws Exception {
        Random random = new Random(200);
        Set<String> places = new TreeSet<>();
        int kills = 0;
        for (int run = 0; kills < POINTS; run++) {
            // Given empty stores, and a service that is killed at random steps until it has read the log
            servers.forgetEverything();
            ServiceLife life = life("killed-" + run);
            boolean isAlive = false;
            while (!isAlive) {
                boolean more = kills < POINTS;
                Faults faults = more ? Faults.after(random.nextLong(steps)) : Faults.none();
                isAlive = isReadBy(life, faults);
                if (!isAlive) {
                    kills++;
                    places.add(faults.place());
                }
            }

            // When all that it has left is compared with what it leaves undisturbed
            // Then nothing differs
            assertThat(difference(undisturbed, servers.everything()))
                    .as("run %d, after %d kills", run, kills)
                    .isEmpty();
        }
        System.out.printf(
                "%d kills of %d half steps each, at %d kinds of places: %s%n", kills, steps, places.size(), places);
    }

    private static boolean isReadBy(ServiceLife life, Faults faults) {
        try {
            life.read(end, servers.redis(), servers.database(), faults, () -> {});
            return true;
        } catch (Faults.Killed e) {
            return false;
        }
    }

    @Test
    void sigkillChangesNothing() throws Exception {
        Random random = new Random(9);
        int kills = 0;
        for (int run = 0; kills < PROCESSES; run++) {
            // Given empty stores, and processes that are killed during one of their first rounds until one reads to the
            // end
            servers.forgetEverything();
            boolean isRead = false;
            while (!isRead) {
                int rounds = kills < PROCESSES ? 1 + random.nextInt(25) : Integer.MAX_VALUE;
                isRead = isReadByProcess("process-" + run, rounds);
                kills += isRead ? 0 : 1;
            }

            // When all that they have left is compared with what one leaves undisturbed
            // Then nothing differs
            assertThat(difference(undisturbed, servers.everything()))
                    .as("run %d, after %d kills", run, kills)
                    .isEmpty();
        }
        System.out.printf("%d processes killed%n", kills);
    }

    /** Kills the process after so many rounds, wherever it is by then; whether it had reached the end. */
    private static boolean isReadByProcess(String group, int rounds) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        ReaderProcess.class.getName(),
                        servers.kafka().get("bootstrap.servers").toString(),
                        TOPIC,
                        group,
                        Long.toString(end),
                        servers.redisUrl(),
                        servers.databaseUrl())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("end")) {
                    return true;
                }
                if (line.equals("round") && ++seen == rounds) {
                    return false;
                }
            }
            throw new IllegalStateException("ended by itself after " + seen + " rounds");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The first place where two lists differ; empty where they do not. */
    private static List<String> difference(List<String> expected, List<String> found) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "the end";
            String seen = i < found.size() ? found.get(i) : "the end";
            if (!wanted.equals(seen)) {
                return List.of(wanted, seen);
            }
        }
        return List.of();
    }
}
