package io.basiswatch.local.replay;

import io.basiswatch.collector.archive.ArchiveException;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.indicator.EngineCounts;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.archive.Archives;
import io.basiswatch.local.capture.MergedCaptures;
import io.basiswatch.model.MarketEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Computes what the services would have published, from captures and archives alone, as fast as the machine goes: {@code
 * values.ndjson}, with {@code --receipts} also {@code receipts.ndjson}, with {@code --events} also {@code events.ndjson}, and
 * {@code digest.txt} with the SHA-256 of the values. The same files give the same bytes. Of each day that is over it prints the
 * digest that a live system stores.
 */
public final class ReplayCommand {
    private static final String VALUES = "values.ndjson";
    private static final String EVENTS = "events.ndjson";
    private static final String RECEIPTS = "receipts.ndjson";
    private static final String DIGEST = "digest.txt";

    private ReplayCommand() {}

    /**
     * @throws CommandFailure where the arguments are wrong or an archive has a broken row: nothing has been written then
     */
    public static int run(List<String> arguments, PrintStream out) throws IOException {
        ReplayOptions options = ReplayOptions.parse(arguments);
        long start = System.nanoTime();
        Archives archives = Archives.check(options.archives());
        try (LineFile values = LineFile.create(options.out().resolve(VALUES));
                LineFile digest = LineFile.create(options.out().resolve(DIGEST));
                LineFile receipts = LineFile.create(options.out().resolve(RECEIPTS));
                LineFile events = LineFile.create(options.out().resolve(EVENTS))) {
            PublishedValues published = new PublishedValues(values);
            Engines engines = new Engines(options.receipts() ? new ReceiptSink(published, receipts::line) : published);
            Consumer<MarketEvent> alsoTo =
                    options.events() ? event -> events.line(EventJson.write(event)) : event -> {};
            Replay replay = new Replay(options.captures(), options.wanted(), VenueFeeds::of);
            play(options, archives, replay, engines, alsoTo.andThen(engines::accept));
            engines.finish();
            String sha = values.finish();
            digest.line(sha);
            digest.finish();
            keep(options.events(), events);
            keep(options.receipts(), receipts);
            replay.tallies().forEach(tally -> tally.print(out));
            archives.print(out);
            published.print(out);
            summarise(options.out(), values.lines(), sha, engines, System.nanoTime() - start, out);
        }
        return 0;
    }

    private static void play(
            ReplayOptions options, Archives archives, Replay replay, Engines engines, Consumer<MarketEvent> events) {
        try (MergedCaptures captures = MergedCaptures.open(options.captures());
                ReadAhead<MergedCaptures.Entry> lines = new ReadAhead<>(captures);
                ArchiveFeed history = new ArchiveFeed(archives, options.wanted(), events)) {
            replay.run(
                    lines,
                    time -> {
                        history.until(time);
                        engines.pass(time);
                    },
                    events);
            history.until(Long.MAX_VALUE);
        } catch (ArchiveException e) {
            throw CommandFailure.failed("changed while it was read: " + e.getMessage(), e);
        }
    }

    /** What an earlier replay has written into the same folder, and this one has not, does not belong to these values. */
    private static void keep(boolean isAsked, LineFile file) throws IOException {
        if (isAsked) {
            file.finish();
        } else {
            file.removeFormer();
        }
    }

    private static void summarise(Path folder, long values, String sha, Engines engines, long nanos, PrintStream out) {
        out.printf(
                "engine         %,d late, %,d too late, %,d duplicates, %,d revisions%n",
                engines.sum(EngineCounts::late),
                engines.sum(EngineCounts::dropped),
                engines.sum(EngineCounts::duplicates),
                engines.sum(EngineCounts::revisions));
        out.printf("%,d values in %.1f s to %s, sha256 %s%n", values, nanos / 1e9, folder.resolve(VALUES), sha);
    }
}
