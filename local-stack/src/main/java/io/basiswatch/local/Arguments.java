package io.basiswatch.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of a command, told apart: {@code --flag}, {@code --option VALUE} (or {@code --option=VALUE}) and the
 * rest.
 *
 * @param flags the flags that are set
 * @param options the values of each option, in the order given
 * @param operands everything else, in the order given
 */
public record Arguments(Set<String> flags, Map<String, List<String>> options, List<String> operands) {
    /** The operand that stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    /**
     * @throws CommandFailure where an argument is none of {@code flags} and {@code options}, or lacks its value
     */
    public static Arguments parse(List<String> arguments, Set<String> flags, Set<String> options) {
        Arguments parsed = new Arguments(new HashSet<>(), new LinkedHashMap<>(), new ArrayList<>());
        List<String> rest = new ArrayList<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.removeFirst();
            int equals = argument.indexOf('=');
            String name = argument.startsWith("--") && equals > 0 ? argument.substring(0, equals) : argument;
            if (!argument.startsWith("-") || argument.equals(STANDARD_INPUT)) {
                parsed.operands.add(argument);
            } else if (flags.contains(argument)) {
                parsed.flags.add(argument);
            } else if (options.contains(name)) {
                String value = equals > 0 ? argument.substring(equals + 1) : next(name, rest);
                parsed.options
                        .computeIfAbsent(name, ignored -> new ArrayList<>())
                        .add(value);
            } else {
                throw CommandFailure.misused("unknown option " + argument + " (see ./basiswatch help)");
            }
        }
        return parsed;
    }

    private static String next(String option, List<String> rest) {
        if (rest.isEmpty() || rest.getFirst().isEmpty()) {
            throw CommandFailure.misused(option + " needs a value");
        }
        return rest.removeFirst();
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /** The values of an option that may be repeated. */
    public List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    /** The value of an option that may be given once. */
    public Optional<String> one(String option) {
        List<String> values = all(option);
        if (values.size() > 1) {
            throw CommandFailure.misused(option + " is given " + values.size() + " times");
        }
        return values.stream().findFirst();
    }
}
