package io.basiswatch.local.verify;

import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Verification;
import io.basiswatch.indicator.Verifier;
import io.basiswatch.local.Arguments;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.ValueReceipt;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes values again from their receipts: one line per value, then how many hold. Exit status 0 where all do, 1 where one
 * does not, 2 where the file holds something else than receipts.
 */
public final class VerifyCommand {
    private static final int NOT_ALL_HOLD = 1;

    private final Verifier verifier = new Verifier(Indicators.all());
    private final Map<Verification.Outcome, Long> counts = new EnumMap<>(Verification.Outcome.class);
    private final boolean quiet;
    private final PrintStream out;

    private VerifyCommand(boolean quiet, PrintStream out) {
        this.quiet = quiet;
        this.out = out;
    }

    /**
     * @throws CommandFailure where the arguments are wrong or a file cannot be read
     */
    public static int run(List<String> arguments, InputStream in, PrintStream out) throws IOException {
        Arguments given = Arguments.parse(arguments, Set.of("--quiet"), Set.of());
        if (given.operands().size() != 1) {
            throw CommandFailure.misused("verify needs one FILE, or - for standard input");
        }
        String file = given.operands().getFirst();
        VerifyCommand command = new VerifyCommand(given.has("--quiet"), out);
        try (InputStream bytes = open(file, in);
                ReceiptStream receipts = ReceiptStream.open(shown(file), bytes)) {
            return command.verify(receipts, shown(file));
        }
    }

    private static boolean isInput(String file) {
        return file.equals(Arguments.STANDARD_INPUT);
    }

    private static String shown(String file) {
        return isInput(file) ? "standard input" : file;
    }

    private static InputStream open(String file, InputStream in) throws IOException {
        if (isInput(file)) {
            return new FilterInputStream(in) {
                @Override
                public void close() {
                    // Not ours.
                }
            };
        }
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw CommandFailure.misused(Files.exists(path) ? file + " is no file" : "no such file: " + file);
        }
        return Files.newInputStream(path);
    }

    private int verify(ReceiptStream receipts, String name) throws IOException {
        long all = 0;
        for (Optional<ValueReceipt> next = receipts.next(); next.isPresent(); next = receipts.next()) {
            all++;
            tell(next.get());
        }
        if (all == 0) {
            throw CommandFailure.misused(name + " holds no receipts");
        }
        long holding = count(Verification.Outcome.HOLDS);
        out.printf(
                Locale.ROOT,
                "%,d values: %,d hold, %,d differ, %,d incomplete, %,d unknown (%s)%n",
                all,
                holding,
                count(Verification.Outcome.DIFFERS),
                count(Verification.Outcome.INCOMPLETE),
                count(Verification.Outcome.UNKNOWN),
                IndicatorEngine.ARITHMETIC);
        return holding == all ? 0 : NOT_ALL_HOLD;
    }

    private long count(Verification.Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    private void tell(ValueReceipt receipt) {
        Verification found = verifier.verify(receipt);
        counts.merge(found.outcome(), 1L, Long::sum);
        if (quiet && found.outcome() == Verification.Outcome.HOLDS) {
            return;
        }
        IndicatorValue value = receipt.value();
        out.printf(
                "%-10s %s@%s %s %s%s%n",
                found.outcome().name().toLowerCase(Locale.ROOT),
                value.series(),
                value.resolution().code(),
                Instant.ofEpochMilli(value.time() / 1_000),
                value.value().isPresent()
                        ? Double.toString(value.value().getAsDouble())
                        : value.quality().code(),
                found.text().isEmpty() ? "" : ": " + found.text());
    }
}
