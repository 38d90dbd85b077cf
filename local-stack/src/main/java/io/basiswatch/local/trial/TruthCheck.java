package io.basiswatch.local.trial;

import io.basiswatch.indicator.stream.ShardGate;
import io.basiswatch.local.Arguments;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.stack.RunningSystem;
import io.basiswatch.model.Candle;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code basiswatch trial check FILE}: the log of a running system held against what its simulated venues made public. Reads the log
 * as the indicators do, through the gate that keeps out who has lost a shard.
 *
 * <p>Only what lies between the first minute and the last seconds of both is compared: before, feeds are starting, and afterwards
 * things are under way.
 */
final class TruthCheck {
    private static final long STARTING = 60_000_000;
    private static final long UNDER_WAY = 45_000_000;
    private static final long SLACK = 2_000_000;
    private static final int SHOWN = 5;

    private final MadePublic truth;
    private final Map<String, ShardGate> gates = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private final Set<Instrument> listed = new HashSet<>();
    private final Map<Instrument, Set<String>> ids = new HashMap<>();
    private final TradeLedger trades = new TradeLedger();
    private final GapLedger gaps = new GapLedger();
    private final List<Quote> quotes = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private long begun = Long.MAX_VALUE;
    private long newest;
    private long fenced;
    private long recognised;
    private long minutes;

    TruthCheck(MadePublic truth) {
        this.truth = truth;
    }

    /** Whether what the file tells and what the log tells agree. */
    static boolean run(List<String> arguments, PrintStream out) {
        Arguments given = Arguments.parse(arguments, Set.of(), Set.of("--data", "--kafka"));
        if (given.operands().size() != 1) {
            throw CommandFailure.misused("trial check takes one FILE, that of up --truth");
        }
        MadePublic truth = MadePublic.read(Path.of(given.operands().getFirst()));
        Path data = Path.of(given.one("--data").orElse(".basiswatch"));
        TruthCheck check = new TruthCheck(truth);
        WholeLog.read(given.one("--kafka").orElseGet(() -> RunningSystem.kafka(data)), check::take);
        return check.end(out);
    }

    void take(EventBatch batch) {
        // Records of one asset are in one partition, so that an asset has a gate of its own here.
        long offset = offsets.merge(batch.asset(), 1L, Long::sum);
        EventBatch counting =
                gates.computeIfAbsent(batch.asset(), key -> new ShardGate()).take(offset, batch);
        fenced += batch.events().size() - counting.events().size();
        for (MarketEvent event : counting.events()) {
            if (event instanceof InstrumentEvent news && truth.instruments().contains(news.instrument())) {
                take(news);
            }
        }
    }

    private void take(InstrumentEvent news) {
        if (news.receivedTime() >= truth.from()) {
            begun = Math.min(begun, news.receivedTime());
            newest = Math.max(newest, news.receivedTime());
        }
        gaps.take(news);
        switch (news) {
            case InstrumentListed one -> listed.add(one.instrument());
            case Trade trade -> take(trade);
            case Quote quote -> quotes.add(quote);
            case Candle candle when truth.knows(candle) -> take(candle);
            default -> {}
        }
    }

    /** While the system runs the log is ahead of the file: what the file does not reach cannot be compared. */
    private void take(Trade trade) {
        if (trade.eventTime() >= truth.to() - SLACK) {
            return;
        }
        if (ids.computeIfAbsent(trade.instrument(), key -> new HashSet<>()).add(trade.tradeId())) {
            trades.take(trade);
        } else {
            recognised++;
        }
    }

    private void take(Candle candle) {
        minutes++;
        if (!truth.isTold(candle)) {
            wrong.add("a minute that was not: " + candle);
        }
    }

    /** Strikes the balance and prints it. */
    boolean end(PrintStream out) {
        long from = Math.max(begun == Long.MAX_VALUE ? 0 : begun, truth.from()) + STARTING;
        long to = Math.min(newest, truth.to()) - UNDER_WAY;
        if (from >= to) {
            throw CommandFailure.failed("the log and the file share too little time: more than "
                    + (STARTING + UNDER_WAY) / 1_000_000 + " s are needed");
        }
        List<SaidTrade> said = truth.trades().stream()
                .filter(trade -> trade.time() >= from)
                .filter(trade -> listed.contains(trade.instrument()) && Ledgers.isCollected(trade.instrument()))
                .toList();
        TradeLedger.Balance balance = trades.balance(said, gaps, from, to, SLACK, trade -> false);
        long compared = 0;
        for (Quote quote : quotes) {
            if (quote.receivedTime() >= from && quote.receivedTime() < to) {
                compared++;
                if (!truth.isTold(quote)) {
                    wrong.add("best prices that never were: " + quote);
                }
            }
        }
        balance.lost().forEach(one -> wrong.add("lost and not told: " + one));
        balance.invented().forEach(one -> wrong.add("nobody made: " + one));
        print(out, balance, compared);
        return wrong.isEmpty();
    }

    private void print(PrintStream out, TradeLedger.Balance balance, long compared) {
        out.println("truth    " + truth);
        out.printf(
                "log      %d markets, %,d gaps told, %,d spans filled, %,d events of former owners left out%n",
                listed.size(), gaps.told(), gaps.filled(), fenced);
        out.printf(
                "trades   %,d made public, %,d had by stream, %,d asked for afterwards, %,d within told gaps,"
                        + " %,d lost and not told, %,d that nobody made, %,d in the log twice and known by their number%n",
                balance.said(),
                balance.live(),
                balance.backfilled(),
                balance.marked(),
                balance.lost().size(),
                balance.invented().size(),
                recognised);
        out.printf("quotes   %,d compared, minutes %,d compared%n", compared, minutes);
        wrong.stream().limit(SHOWN).forEach(out::println);
        out.println(wrong.isEmpty() ? "right" : wrong.size() + " WRONG");
    }
}
