package io.basiswatch.local.keys;

import io.basiswatch.local.CommandFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes, lists, replaces and revokes API keys. A new key is the first line of what is printed, alone, so that a script can
 * take it; it is never shown again.
 */
public final class KeysCommand {
    private static final String KEYS = "/admin/v1/keys";
    private static final String ROW = "%-10s  %-8s  %-16s  %-20s  %-11s  %-10s  %-16s  %-16s%n";

    private final KeysOptions options;
    private final AdminClient client;
    private final PrintStream out;

    private KeysCommand(KeysOptions options, AdminClient client, PrintStream out) {
        this.options = options;
        this.client = client;
        this.out = out;
    }

    /**
     * @throws CommandFailure where the arguments are wrong, or the admin plane refuses
     */
    public static int run(List<String> arguments, PrintStream out) {
        KeysOptions options = KeysOptions.parse(arguments);
        try (AdminClient client = new AdminClient(options.admin(), options.token())) {
            KeysCommand command = new KeysCommand(options, client, out);
            switch (options.action()) {
                case "create" -> command.create();
                case "list" -> command.list();
                case "rotate" -> command.rotate();
                default -> command.revoke();
            }
        }
        return 0;
    }

    private void create() {
        JsonObject terms = new JsonObject().put("name", options.one("--name").orElseThrow());
        options.one("--owner").ifPresent(owner -> terms.put("owner", owner));
        options.one("--scopes").ifPresent(scopes -> terms.put("scopes", array(scopes)));
        options.one("--networks").ifPresent(networks -> terms.put("allowed_networks", array(networks)));
        options.one("--quota-class").ifPresent(name -> terms.put("quota_class", name));
        options.one("--expires").ifPresent(time -> terms.put("expires_at", time));
        issued(client.post(KEYS, terms.encode()));
    }

    private static JsonArray array(String list) {
        return new JsonArray(
                Arrays.stream(list.split(",", -1)).map(String::strip).toList());
    }

    private void rotate() {
        String overlap = options.one("--overlap")
                .map(text -> "?overlap=" + encoded(text))
                .orElse("");
        JsonObject young = client.post(key() + "/rotate" + overlap, "");
        issued(young);
        JsonObject old = young.getJsonObject("replaced");
        out.println("replaces " + old.getString("id") + ", which works until " + time(old, "overlap_ends_at"));
    }

    private void issued(JsonObject key) {
        out.println(key.getString("key"));
        out.println("id " + key.getString("id") + ", for " + key.getString("owner") + ", may " + scopes(key) + ", "
                + (key.getValue("expires_at") == null ? "does not expire" : "expires " + time(key, "expires_at"))
                + "; it is not shown again");
    }

    private void revoke() {
        JsonObject key = client.post(key() + "/revoke", "");
        out.println(key.getString("id") + " is revoked since " + time(key, "revoked_at"));
    }

    private String key() {
        return KEYS + "/" + encoded(options.id().orElseThrow());
    }

    private void list() {
        out.printf(ROW, "id", "state", "owner", "name", "scopes", "class", "expires", "last used");
        String owner =
                options.one("--owner").map(name -> "&owner=" + encoded(name)).orElse("");
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            JsonObject page = client.get(KEYS + "?limit=500" + owner + next.get());
            page.getJsonArray("data").forEach(key -> row((JsonObject) key));
            next = Optional.ofNullable(page.getString("next")).map(cursor -> "&cursor=" + encoded(cursor));
        }
    }

    private void row(JsonObject key) {
        out.printf(
                ROW,
                key.getString("id"),
                key.getString("state"),
                key.getString("owner"),
                key.getString("name"),
                scopes(key),
                key.getString("quota_class"),
                time(key, "expires_at"),
                time(key, "last_used_at") + (key.getValue("exposed_at") == null ? "" : "  seen in a URL: rotate it"));
    }

    private static String scopes(JsonObject key) {
        return key.getJsonArray("scopes").stream().map(Object::toString).collect(Collectors.joining(","));
    }

    /** To the minute, UTC. */
    private static String time(JsonObject key, String field) {
        Long millis = key.getLong(field);
        return millis == null
                ? "-"
                : Instant.ofEpochMilli(millis)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString()
                        .replace(":00Z", "Z");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
