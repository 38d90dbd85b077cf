package io.basiswatch.local.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.local.Captures;
import io.basiswatch.model.Venue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedCapturesTest {
    @TempDir
    private Path folder;

    @Test
    void mergesTheShippedCapturesByTheTimeReceivedAndLosesNothing() {
        // Given
        List<Long> times = new ArrayList<>();
        // When
        try (MergedCaptures merged = MergedCaptures.open(Captures.shipped())) {
            merged.forEachRemaining(entry -> times.add(entry.time()));
        }
        // Then
        assertThat(times).hasSize(33_618 + 74_655 + 40_454).isSorted();
    }

    @Test
    void ordersEqualTimesByVenueThenByFile() throws Exception {
        // Given
        CaptureFile second = capture("binance-usdm", "b");
        CaptureFile third = capture("binance-usdm", "c");
        CaptureFile first = capture("binance-spot", "a");
        List<Path> order = new ArrayList<>();
        // When
        try (MergedCaptures merged = MergedCaptures.open(List.of(second, third, first))) {
            merged.forEachRemaining(entry -> order.add(entry.capture().path()));
        }
        // Then
        assertThat(order).containsExactly(first.path(), second.path(), third.path());
    }

    private CaptureFile capture(String venue, String name) throws Exception {
        Path path = folder.resolve(name);
        Files.writeString(path, "1723161254024619568 {\"stream\":\"x@trade\",\"data\":{}}\n");
        return new CaptureFile(Venue.of(venue), path);
    }
}
