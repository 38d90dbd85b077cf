package io.basiswatch.collector.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileArchivesTest {
    private static final String PERP = "binance-usdm:BTC-USDT-PERP:1d";
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void refusesFilesThatHoldNothingOfUse() throws Exception {
        // Given
        Map<String, byte[]> files = Map.of(
                "it is empty", new byte[0],
                "it holds no row", Archives.HEADER.getBytes(),
                "it holds no row of BTCUSDT",
                        "date,symbol,open,high,low,close,volume\n2020-01-01,ETHUSDT,1,1,1,1,1\n".getBytes(),
                "no column volume", "date,open,high,low,close\n".getBytes(),
                "two columns close", "date,open,high,low,close,Close,volume\n".getBytes(),
                "the zip holds more than one file", Archives.zip(Archives.FIRST, Archives.SECOND),
                "the zip holds no file", Archives.zip(),
                "3 columns and no header", "1,2,3\n".getBytes(),
                "no number", Archives.FIRST.replace("120", "<b>").getBytes());

        // When / Then
        files.forEach((complaint, bytes) -> {
            Path file = Archives.write(folder, "file", bytes);
            assertThatThrownBy(() -> Archives.tally(PERP, file))
                    .as(complaint)
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining(complaint);
        });
        assertThatThrownBy(() -> Archives.tally(PERP, folder.resolve("none")))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void saysWhereAFileBreaksOff() throws Exception {
        // Given
        StringBuilder days = new StringBuilder(Archives.HEADER);
        Random random = new Random(7);
        for (long day = 0; day < 3000; day++) {
            long start = 86_400_000L * (15_000 + day);
            double price = 100 + random.nextDouble();
            days.append(start).append(",100,120,90,").append(price).append(",1,,100,1,,,0\n");
        }
        byte[] whole = Archives.gzip(days.toString());
        Path file = Archives.write(folder, "file", Arrays.copyOf(whole, whole.length / 2));

        // When / Then
        assertThatThrownBy(() -> Archives.tally(PERP, file))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(", row 1")
                .hasMessageContaining("the file breaks off");
    }

    @Test
    void doesNotReadAnAbsurdLineToItsEnd() throws Exception {
        // Given: 64 MiB without a line end, in 64 KiB; plain, in quotes, and as countless cells
        Path line = Archives.write(folder, "line", bomb("9"));
        Path quotes = Archives.write(folder, "quotes", bomb("\"9"));
        Path cells = Archives.write(folder, "cells", bomb("9,"));

        // When / Then
        for (Path file : new Path[] {line, quotes, cells}) {
            assertThatThrownBy(() -> Archives.tally(PERP, file))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining(file + ", row 1: ")
                    .hasMessageContaining("longer than one may be");
        }
    }

    private static byte[] bomb(String pattern) throws IOException {
        byte[] block = new byte[MEBIBYTE];
        byte[] text = pattern.getBytes();
        for (int i = 0; i < block.length; i++) {
            block[i] = text[Math.min(i, i % text.length)];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 64; i++) {
                out.write(block);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void unpacksNoMoreThanItMay() throws Exception {
        // Given
        Path file = Archives.write(folder, "file", bomb("\n"));

        // When / Then
        try (InputStream in = ArchiveInput.open(file, MEBIBYTE)) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessage("it unpacks to more than 1048576 bytes");
        }
    }

    @Test
    void damagedBytesNeverFailOtherThanWithAComplaint() throws Exception {
        // Given
        Random random = new Random(20_261_122);
        byte[][] wholes = {
            (Archives.HEADER + Archives.FIRST + Archives.SECOND).getBytes(),
            Archives.gzip(Archives.HEADER + Archives.FIRST + Archives.SECOND),
            Archives.zip(Archives.HEADER + Archives.FIRST + Archives.SECOND)
        };

        // When
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] damaged = wholes[round % wholes.length].clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Path file = Archives.write(folder, "file", damaged);
            try {
                Archives.tally(PERP, file);
            } catch (ArchiveException e) {
                refused++;
                assertThat(e).hasMessageStartingWith(file.toString());
            }
        }

        // Then
        assertThat(refused).isGreaterThan(1000);
    }
}
