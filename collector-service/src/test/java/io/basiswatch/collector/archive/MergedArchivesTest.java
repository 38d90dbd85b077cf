package io.basiswatch.collector.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Candle;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedArchivesTest {
    @TempDir
    private Path folder;

    private List<ArchiveFile> files() {
        Path candles = Archives.write(folder, "candles", Archives.FIRST + Archives.SECOND);
        Path funding = Archives.write(
                folder,
                "funding",
                "calc_time,last_funding_rate\n1704067200000,0.0001\n1704096000000,0.0001\n1704153600000,0.0001\n");
        return new ArrayList<>(List.of(
                ArchiveFile.parse("binance-usdm:BTC-USDT-PERP:1d=" + candles),
                ArchiveFile.parse("binance-usdm:BTC-USDT-PERP:funding=" + funding),
                ArchiveFile.parse("binance-usdm:ETH-USDT-PERP:1d=" + candles),
                ArchiveFile.parse("binance-spot:BTC-USDT:1d=" + candles)));
    }

    @Test
    void givesOneOrderWhateverTheOrderOfTheFiles() {
        // Given
        List<ArchiveFile> files = files();
        List<MarketEvent> expected = Archives.events(files);

        // When / Then
        Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(files, random);
            assertThat(Archives.events(files)).isEqualTo(expected);
        }
        assertThat(expected)
                .hasSize(9)
                .isSortedAccordingTo(Comparator.comparingLong(MarketEvent::eventTime)
                        .thenComparing(
                                event -> ((InstrumentEvent) event).instrument().venue())
                        .thenComparing(event -> ((InstrumentEvent) event).instrument()));
        assertThat(expected.getFirst()).isInstanceOf(FundingRate.class);
    }

    @Test
    void makesAnEventForTheTimeAtWhichItCame() {
        // Given
        List<ArchiveFile> files = files().subList(0, 1);

        // When
        try (MergedArchives rows = MergedArchives.open(files)) {
            ArchiveRow row = rows.next();
            Candle candle =
                    (Candle) row.events(1_800_000_000_000_000L, Origin.BACKFILL).getFirst();

            // Then
            assertThat(row.line()).isEqualTo(1);
            assertThat(candle.stamp().origin()).isEqualTo(Origin.BACKFILL);
            assertThat(candle.stamp().receivedTime()).isEqualTo(1_800_000_000_000_000L);
            assertThat(candle.stamp().eventTime()).isEqualTo(candle.closeTime()).isEqualTo(1_704_153_600_000_000L);
        }
    }
}
