package io.basiswatch.benchmarks.compare.scanner;

import io.basiswatch.benchmarks.compare.round.FrameFile;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import io.basiswatch.benchmarks.compare.round.RoundLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code BOOK VENUE FRAMES}: the scanner in a process of its own. */
final class ScannerMain {
    private ScannerMain() {}

    public static void main(String[] arguments) throws IOException {
        List<RawFrame> frames = FrameFile.read(Path.of(arguments[2]));
        if (!isReadable(arguments[1], frames)) {
            System.out.println("none written for one symbol of Binance");
            return;
        }
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Book book = arguments[0].equals("ticks") ? new TickBook() : new SortedBook();
        new RoundLoop(new BinanceScanner(frames, book), frames, System.out).run(orders);
    }

    /** Combined streams of one symbol; the recordings of several symbols have a metadata answer before them. */
    private static boolean isReadable(String venue, List<RawFrame> frames) {
        return venue.startsWith("binance-")
                && frames.stream().filter(RawFrame::isRest).count() == 1
                && frames.stream().allMatch(frame -> frame.isRest() || frame.payload()[2] == 's');
    }
}
