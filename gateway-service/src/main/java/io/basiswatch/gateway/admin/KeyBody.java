package io.basiswatch.gateway.admin;

import io.basiswatch.gateway.access.Caller;
import io.basiswatch.gateway.access.KeyTerms;
import io.basiswatch.gateway.access.Scope;
import io.basiswatch.gateway.edge.Network;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The wish for a key, as JSON. A field that is not one of these is refused by its name: who misspells
 * {@code allowed_networks} would otherwise get a key that works everywhere.
 *
 * @param json as it came
 */
record KeyBody(JsonObject json) {
    private static final Set<String> FIELDS =
            new TreeSet<>(Set.of("name", "owner", "scopes", "allowed_networks", "quota_class", "expires_at"));

    /** @throws ProblemException where there is a field that is not known */
    KeyBody {
        for (String field : json.fieldNames()) {
            if (!FIELDS.contains(field)) {
                throw ProblemException.inBody(
                        Reason.UNKNOWN_FIELD, field, "Not a field here. Accepted: " + String.join(", ", FIELDS) + ".");
            }
        }
    }

    /**
     * @param only whose keys alone may be made; anybody's, where it is empty
     * @throws ProblemException where a key cannot be made so
     */
    KeyTerms terms(Instant now, Optional<String> only) {
        String owner = text("owner").or(() -> only).orElse(KeyTerms.OPERATOR);
        if (only.filter(own -> !own.equals(owner)).isPresent()) {
            throw wrong("owner", "This credential makes keys of its own owner only.");
        }
        try {
            return new KeyTerms(
                    text("name").orElseThrow(() -> wrong("name", "Is needed.")),
                    owner,
                    scopes(),
                    list("allowed_networks", Network::parse).orElse(List.of()),
                    text("quota_class").orElse(Caller.DEFAULT_CLASS),
                    expiry(now));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw wrong(message.replaceFirst(":.*", ""), message.replaceFirst("^[a-z_]+: ", "") + ".");
        }
    }

    private Set<Scope> scopes() {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Optional<List<Scope>> given = list(
                "scopes",
                code -> Scope.parse(code)
                        .orElseThrow(() ->
                                new IllegalArgumentException("'" + code + "' is no scope; there are read and stream")));
        scopes.addAll(given.orElse(List.of(Scope.values())));
        return scopes;
    }

    private Optional<Instant> expiry(Instant now) {
        Object given = json.getValue("expires_at");
        if (given == null) {
            return Optional.empty();
        }
        Instant expiry;
        try {
            expiry = given instanceof Long || given instanceof Integer
                    ? Instant.ofEpochMilli(((Number) given).longValue())
                    : OffsetDateTime.parse(given.toString()).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong("expires_at", "Milliseconds since the epoch, or RFC 3339 such as 2027-01-31T00:00:00Z.");
        }
        if (!expiry.isAfter(now) || expiry.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
            throw wrong("expires_at", "Must be a time to come, before the year 9999 ends.");
        }
        return Optional.of(expiry);
    }

    private Optional<String> text(String field) {
        Object given = json.getValue(field);
        if (given == null || given instanceof String) {
            return Optional.ofNullable((String) given);
        }
        throw wrong(field, "Must be a string.");
    }

    private <T> Optional<List<T>> list(String field, Function<String, T> parse) {
        Object given = json.getValue(field);
        if (given == null) {
            return Optional.empty();
        }
        if (!(given instanceof JsonArray array)) {
            throw wrong(field, "Must be an array of strings.");
        }
        List<T> parsed = new ArrayList<>();
        for (Object each : array) {
            if (!(each instanceof String text)) {
                throw wrong(field, "Must be an array of strings.");
            }
            try {
                parsed.add(parse.apply(text));
            } catch (IllegalArgumentException e) {
                throw wrong(field, e.getMessage() + ".");
            }
        }
        return Optional.of(parsed);
    }

    private static ProblemException wrong(String field, String detail) {
        return ProblemException.inBody(Reason.INVALID_PARAMETER, field, detail);
    }
}
