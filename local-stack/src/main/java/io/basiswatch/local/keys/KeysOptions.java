package io.basiswatch.local.keys;

import io.basiswatch.local.Arguments;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.stack.RunningSystem;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code keys} was asked to do.
 *
 * @param action {@code create}, {@code list}, {@code rotate} or {@code revoke}
 * @param id of the key that is rotated or revoked; empty for the others
 * @param given the options of the action, by name
 * @param admin where the admin plane is
 * @param token the file with its credential
 */
record KeysOptions(String action, Optional<String> id, Map<String, List<String>> given, URI admin, Path token) {
    private static final Set<String> ANYWHERE = Set.of("--data", "--admin", "--token-file");
    private static final Map<String, Set<String>> ACTIONS = Map.of(
            "create", Set.of("--name", "--owner", "--scopes", "--networks", "--quota-class", "--expires"),
            "list", Set.of("--owner"),
            "rotate", Set.of("--overlap"),
            "revoke", Set.of());

    /**
     * @throws CommandFailure where anything is wrong, or the system that is meant does not run
     */
    static KeysOptions parse(List<String> arguments) {
        String action = arguments.isEmpty() ? "" : arguments.getFirst();
        if (!ACTIONS.containsKey(action)) {
            throw CommandFailure.misused("keys takes create, list, rotate or revoke, not '" + action + "'");
        }
        Set<String> options = new HashSet<>(ACTIONS.get(action));
        options.addAll(ANYWHERE);
        Arguments given = Arguments.parse(arguments.subList(1, arguments.size()), Set.of(), options);
        options.forEach(given::one);
        boolean ofOne = action.equals("rotate") || action.equals("revoke");
        if (given.operands().size() != (ofOne ? 1 : 0)) {
            throw CommandFailure.misused(
                    ofOne
                            ? "keys " + action + " needs the ID of one key"
                            : "keys " + action + " takes no '"
                                    + given.operands().getFirst() + "'");
        }
        if (action.equals("create") && given.one("--name").isEmpty()) {
            throw CommandFailure.misused("keys create needs --name NAME");
        }
        if (given.one("--admin").isPresent() != given.one("--token-file").isPresent()) {
            throw CommandFailure.misused("--admin and --token-file belong together");
        }
        Path data = Path.of(given.one("--data").orElse(".basiswatch"))
                .toAbsolutePath()
                .normalize();
        return new KeysOptions(
                action,
                given.operands().stream().findFirst(),
                given.options(),
                uri(given.one("--admin").orElseGet(() -> RunningSystem.admin(data))),
                given.one("--token-file").map(Path::of).orElseGet(() -> RunningSystem.adminToken(data)));
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null
                    && (uri.getScheme().equals("http") || uri.getScheme().equals("https"))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same complaint
        }
        throw CommandFailure.misused("--admin takes a URL such as http://127.0.0.1:9180, not '" + text + "'");
    }

    Optional<String> one(String option) {
        return given.getOrDefault(option, List.of()).stream().findFirst();
    }
}
