package io.basiswatch.gateway.quota;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One request, charged to everybody who answers for it; it costs nobody anything where one of them has nothing left.
 *
 * @param parts what each has said
 */
record Charge(List<Part> parts) {
    /**
     * A policy and whose ledger it is kept in.
     *
     * @param policy as {@link Fields} names it
     * @param quota in any 60 seconds
     */
    record Account(String policy, int quota, Ledger ledger) {}

    /**
     * An account and what it has said.
     *
     * @param account whose
     * @param taken what it has said
     */
    record Part(Account account, Taken taken) {}

    /** @throws NullPointerException where a part is missing */
    Charge {
        parts = List.copyOf(parts);
    }

    /** Without asking anybody; empty, and nothing charged, where that does not do. */
    static Optional<Charge> tryTo(List<Account> accounts) {
        Part[] parts = new Part[accounts.size()];
        for (int i = 0; i < parts.length; i++) {
            Account account = accounts.get(i);
            Optional<Taken> taken = account.ledger().tryTake();
            if (taken.isEmpty()) {
                for (int undone = 0; undone < i; undone++) {
                    undo(parts[undone]);
                }
                return Optional.empty();
            }
            parts[i] = new Part(account, taken.get());
        }
        return Optional.of(new Charge(List.of(parts)).concluded());
    }

    /** Answers once, at once or later, on any thread. */
    static void to(List<Account> accounts, Consumer<Charge> then) {
        AtomicReferenceArray<Taken> taken = new AtomicReferenceArray<>(accounts.size());
        AtomicInteger open = new AtomicInteger(accounts.size());
        for (int i = 0; i < accounts.size(); i++) {
            int index = i;
            accounts.get(i).ledger().take(answer -> {
                taken.set(index, answer);
                if (open.decrementAndGet() == 0) {
                    then.accept(new Charge(IntStream.range(0, accounts.size())
                                    .mapToObj(each -> new Part(accounts.get(each), taken.get(each)))
                                    .toList())
                            .concluded());
                }
            });
        }
    }

    private Charge concluded() {
        if (!isAdmitted()) {
            undo();
        }
        return this;
    }

    boolean isAdmitted() {
        for (Part part : parts) {
            if (!part.taken().admitted()) {
                return false;
            }
        }
        return true;
    }

    /** Who had nothing left. */
    List<Part> refused() {
        return parts.stream().filter(part -> !part.taken().admitted()).toList();
    }

    /** Gives back what was charged. */
    void undo() {
        parts.forEach(Charge::undo);
    }

    private static void undo(Part part) {
        if (part.taken().admitted()) {
            part.account().ledger().giveBack(part.taken());
        }
    }
}
