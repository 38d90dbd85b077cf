package io.basiswatch.local.trial;

import java.util.ArrayList;
import java.util.List;

/**
 * What one run has shown.
 *
 * @param seed what the run was made from; the same seed gives the same run
 * @param trades what became of the trades
 * @param values what became of the minutes made of them
 * @param profiles order books that were told of
 * @param quotes best prices that were told of
 * @param unguarded order books of which a far level is not right, where no client can know
 * @param wrongBooks those that no book ever had; each an error
 * @param gaps how many gaps were told
 * @param filled how many spans were told to be whole again
 * @param faults what became of each fault
 */
record Verdict(
        long seed,
        TradeLedger.Balance trades,
        ValueLedger.Balance values,
        long profiles,
        long quotes,
        long unguarded,
        List<String> wrongBooks,
        long gaps,
        long filled,
        List<FaultOutcome> faults) {

    /** Whether nothing was lost unseen, doubled, invented or wrong. */
    boolean isRight() {
        return trades.isRight() && wrongBooks.isEmpty() && values.wrong().isEmpty();
    }

    /** What is wrong, a line each, shortened. */
    List<String> errors() {
        List<String> errors = new ArrayList<>();
        tell("lost", trades.lost(), errors);
        tell("repeated", trades.repeated(), errors);
        tell("invented", trades.invented(), errors);
        tell("wrong book", wrongBooks, errors);
        tell("wrong minute", values.wrong(), errors);
        return errors;
    }

    private static void tell(String what, List<String> cases, List<String> errors) {
        if (!cases.isEmpty()) {
            errors.add(cases.size() + " × " + what + ", such as " + cases.getFirst());
        }
    }
}
