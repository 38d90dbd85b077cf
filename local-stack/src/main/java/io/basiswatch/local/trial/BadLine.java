package io.basiswatch.local.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Packets from and to one port of the loopback address get lost, for as long as this is open: rules of the kernel's filter. */
final class BadLine implements AutoCloseable {
    private static final List<String> LOSS =
            List.of("-m", "statistic", "--mode", "random", "--probability", "0.1", "-j", "DROP");
    private static final String RATE = "125kb/s";
    private static final String BURST = "200kb";

    private final List<List<String>> rules;

    private BadLine(List<List<String>> rules) {
        this.rules = rules;
        rules.forEach(rule -> Commands.run(filter("-I", rule)));
    }

    /** One packet in ten is lost, in both directions. */
    static BadLine losing(int port) {
        return new BadLine(List.of(rule("--dport", port, LOSS), rule("--sport", port, LOSS)));
    }

    /** What is more than 1 Mbit/s is lost, in each direction; whoever sends gets slower then. */
    static BadLine narrow(int port) {
        return new BadLine(
                List.of(rule("--dport", port, above(port, "to")), rule("--sport", port, above(port, "from"))));
    }

    private static List<String> above(int port, String direction) {
        return List.of(
                "-m",
                "hashlimit",
                "--hashlimit-name",
                direction + port,
                "--hashlimit-above",
                RATE,
                "--hashlimit-burst",
                BURST,
                "-j",
                "DROP");
    }

    private static List<String> rule(String side, int port, List<String> rest) {
        List<String> rule = new ArrayList<>(List.of("INPUT", "-i", "lo", "-p", "tcp", side, Integer.toString(port)));
        rule.addAll(rest);
        return rule;
    }

    private static List<String> filter(String action, List<String> rule) {
        List<String> command = new ArrayList<>(List.of("iptables", action));
        command.addAll(rule);
        return command;
    }

    /** Why there can be none here; empty where there can. */
    static Optional<String> obstacle() {
        return Commands.works(List.of("iptables", "-L", "INPUT", "-n"))
                ? Optional.empty()
                : Optional.of("iptables is missing, or we are not root");
    }

    @Override
    public void close() {
        rules.forEach(rule -> Commands.works(filter("-D", rule)));
    }
}
