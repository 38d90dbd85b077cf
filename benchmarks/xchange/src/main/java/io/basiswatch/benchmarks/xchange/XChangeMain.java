package io.basiswatch.benchmarks.xchange;

import io.basiswatch.benchmarks.compare.round.FrameFile;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import io.basiswatch.benchmarks.compare.round.RoundLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code VENUE FRAMES}: XChange in a process of its own. */
final class XChangeMain {
    private XChangeMain() {}

    public static void main(String[] arguments) throws IOException {
        List<RawFrame> frames = FrameFile.read(Path.of(arguments[1]));
        Optional<Adapter> adapter = Adapters.of(arguments[0], frames);
        if (adapter.isEmpty()) {
            System.out.println("none " + Adapters.reason(arguments[0]));
            return;
        }
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        new RoundLoop(new XChangeContender(adapter.get(), frames), frames, System.out).run(orders);
        System.exit(0);
    }
}
