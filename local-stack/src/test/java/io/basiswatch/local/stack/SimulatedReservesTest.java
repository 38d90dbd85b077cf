package io.basiswatch.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedReservesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    @TempDir
    Path folder;

    @Test
    void everyExchangeHoldsSomethingOfBothAssetsOnEveryDay() throws IOException {
        // When
        Path file = folder.resolve("reserves.csv");
        Map<String, String> told = SimulatedReserves.write(file, 7, TODAY);

        // Then there is a row a day, from before today on, and the collector is told that nothing of it is real
        List<String> rows = Files.readAllLines(file);
        assertThat(rows.getFirst()).isEqualTo("time,asset,venue,reserve");
        assertThat(rows.stream().filter(row -> row.startsWith(TODAY + ",BTC,"))).hasSize(9);
        assertThat(rows.stream().filter(row -> row.startsWith(TODAY.plusDays(300) + ",ETH,")))
                .hasSize(9);
        assertThat(rows.subList(1, rows.size()))
                .allSatisfy(row -> assertThat(Long.parseLong(row.substring(row.lastIndexOf(',') + 1)))
                        .isPositive());
        assertThat(told)
                .containsEntry("COLLECTOR_RESERVES_SOURCE", file.toString())
                .containsEntry("COLLECTOR_RESERVES_SIMULATED", "true");
    }

    @Test
    void aDayIsTheSameWheneverItIsWrittenAndAnotherWithAnotherSeed() throws IOException {
        // Given what is written today
        List<String> today = rows(7, TODAY);

        // Then a week later the days in common are the same
        assertThat(rows(7, TODAY.plusDays(7)))
                .containsAll(today.stream()
                        .filter(row -> row.startsWith(TODAY.plusDays(30).toString()))
                        .toList());
        assertThat(rows(8, TODAY)).isNotEqualTo(today);
    }

    private List<String> rows(long seed, LocalDate day) throws IOException {
        Path file = folder.resolve("again.csv");
        SimulatedReserves.write(file, seed, day);
        return Files.readAllLines(file);
    }
}
