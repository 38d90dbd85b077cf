package io.basiswatch.gateway.admin;

import io.basiswatch.gateway.access.AuditLog.Noted;
import io.basiswatch.gateway.access.KeyRecord;
import io.basiswatch.gateway.access.KeyTerms;
import io.basiswatch.gateway.access.KeyUsage.Day;
import io.basiswatch.gateway.access.Scope;
import io.basiswatch.gateway.access.Succession;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys as the admin plane tells of them. Times are milliseconds since the epoch; what there is not is null. */
final class KeyJson {
    private KeyJson() {}

    static JsonObject of(KeyRecord key, Instant now) {
        KeyTerms terms = key.terms();
        JsonArray scopes = new JsonArray();
        terms.scopes().stream().map(Scope::code).sorted().forEach(scopes::add);
        JsonArray networks = new JsonArray();
        terms.networks().forEach(network -> networks.add(network.toString()));
        return new JsonObject()
                .put("id", key.id())
                .put("name", terms.name())
                .put("owner", terms.owner())
                .put("state", state(key, now))
                .put("scopes", scopes)
                .put("allowed_networks", networks)
                .put("quota_class", terms.quotaClass())
                .put("pepper", key.pepperId())
                .put("created_at", key.createdAt().toEpochMilli())
                .put("expires_at", millis(terms.expiresAt()))
                .put("revoked_at", millis(key.revokedAt()))
                .put("rotated_from", key.rotatedFrom().orElse(null))
                .put("rotated_to", key.succession().map(Succession::to).orElse(null))
                .put("overlap_ends_at", millis(key.succession().map(Succession::end)))
                .put("last_used_at", millis(key.lastUsedAt()))
                .put("exposed_at", millis(key.exposedAt()));
    }

    private static String state(KeyRecord key, Instant now) {
        if (key.revokedAt().isPresent()) {
            return "revoked";
        }
        if (!key.isInForce(now)) {
            return "expired";
        }
        return key.succession().isPresent() ? "replaced" : "in_force";
    }

    private static Long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }

    static JsonObject of(KeyRecord key, List<Day> days) {
        JsonArray data = new JsonArray();
        days.forEach(day -> data.add(new JsonObject()
                .put("day", day.day().toString())
                .put("requests", day.requests())
                .put("in_query", day.inQuery())));
        return new JsonObject()
                .put("id", key.id())
                .put("last_used_at", millis(key.lastUsedAt()))
                .put("exposed_at", millis(key.exposedAt()))
                .put("data", data);
    }

    static JsonObject of(Noted entry) {
        return new JsonObject()
                .put("number", entry.number())
                .put("time", entry.time().toEpochMilli())
                .put("action", entry.action())
                .put("key_id", entry.keyId().orElse(null))
                .put("actor", entry.actor())
                .put("detail", entry.detail());
    }
}
