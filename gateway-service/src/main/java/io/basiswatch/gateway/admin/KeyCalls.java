package io.basiswatch.gateway.admin;

import io.basiswatch.gateway.access.AuditLog;
import io.basiswatch.gateway.access.AuditLog.Question;
import io.basiswatch.gateway.access.KeyRecord;
import io.basiswatch.gateway.access.KeyRegister;
import io.basiswatch.gateway.access.KeyRegister.Issued;
import io.basiswatch.gateway.access.KeyRegister.Rotation;
import io.basiswatch.gateway.access.KeyTerms;
import io.basiswatch.gateway.access.KeyUsage;
import io.basiswatch.gateway.access.Seal;
import io.basiswatch.gateway.admin.Idempotency.Made;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the admin plane does for each of its routes. A credential of one owner finds no keys of others. */
@ApplicationScoped
class KeyCalls {
    private static final Duration USUAL_OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
    private static final Pattern SPAN = Pattern.compile("(\\d{1,7})([smhd])");
    private static final String CURSOR_OF_KEYS = "admin-keys:";
    private static final String CURSOR_OF_AUDIT = "admin-audit:";

    private final KeyRegister keys;
    private final KeyUsage usage;
    private final AuditLog audit;
    private final Idempotency idempotency;
    private final Seal seal;
    private final Clock clock;

    KeyCalls(KeyRegister keys, KeyUsage usage, AuditLog audit, Idempotency idempotency, Seal seal, Clock clock) {
        this.keys = keys;
        this.usage = usage;
        this.audit = audit;
        this.idempotency = idempotency;
        this.seal = seal;
        this.clock = clock;
    }

    Uni<Reply> create(Call call) {
        call.allow();
        KeyTerms terms =
                new KeyBody(call.json()).terms(clock.instant(), call.operator().owner());
        return idempotency.once(
                call,
                () -> keys.create(terms, call.operator().name()).map(issued -> made(issued, json(issued.told()))));
    }

    Uni<Reply> rotate(Call call) {
        call.allow("overlap");
        Duration overlap = call.parameter("overlap").map(KeyCalls::overlap).orElse(USUAL_OVERLAP);
        if (call.body().length() > 0) {
            throw ProblemException.of(
                    Reason.BAD_REQUEST, "The new key has the terms of the old one: no body is taken.");
        }
        return idempotency.once(
                call,
                () -> keys.rotate(
                                call.id(),
                                call.operator().owner(),
                                overlap,
                                call.operator().name())
                        .map(rotation -> switch (rotation) {
                            case Rotation.Done done ->
                                made(done.issued(), json(done.issued().told()).put("replaced", json(done.replaced())));
                            case Rotation.Refused refused ->
                                throw ProblemException.of(Reason.KEY_NOT_IN_FORCE, refused.why());
                            case Rotation.Unknown unknown -> throw unknown();
                        }));
    }

    private static Made made(Issued issued, JsonObject lasting) {
        String withSecret = lasting.copy().put("key", issued.text()).encode();
        return new Made(Reply.created(issued.told().id(), withSecret), lasting.encode());
    }

    private static Duration overlap(String text) {
        Matcher span = SPAN.matcher(text);
        if (span.matches()) {
            long count = Long.parseLong(span.group(1));
            Duration overlap = switch (span.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
            if (overlap.compareTo(LONGEST_OVERLAP) <= 0) {
                return overlap;
            }
        }
        throw ProblemException.of(
                Reason.INVALID_PARAMETER, "overlap", "A time of up to 30 days, such as 24h, 90m, 7d or 0s.");
    }

    Uni<Reply> revoke(Call call) {
        call.allow();
        return keys.revoke(call.id(), call.operator().owner(), call.operator().name())
                .map(found -> Reply.ok(json(found.orElseThrow(KeyCalls::unknown))));
    }

    Uni<Reply> get(Call call) {
        call.allow();
        return find(call).map(key -> Reply.ok(json(key)));
    }

    Uni<Reply> usage(Call call) {
        call.allow();
        return find(call).flatMap(key -> usage.of(key.id()).map(days -> Reply.ok(KeyJson.of(key, days))));
    }

    private Uni<KeyRecord> find(Call call) {
        return keys.find(call.id(), call.operator().owner()).map(found -> found.orElseThrow(KeyCalls::unknown));
    }

    private static ProblemException unknown() {
        return ProblemException.of(Reason.UNKNOWN_KEY, "There is no key of this id.");
    }

    Uni<Reply> list(Call call) {
        call.allow("owner", "limit", "cursor");
        int limit = call.limit();
        Optional<String> wanted = call.parameter("owner");
        Optional<String> owner = call.operator().owner().or(() -> wanted);
        String after = cursor(call, CURSOR_OF_KEYS).orElse("");
        if (wanted.isPresent() && !wanted.equals(owner)) {
            return Uni.createFrom().item(page(List.<KeyRecord>of(), limit, this::json, key -> ""));
        }
        return keys.list(after, owner, limit + 1)
                .map(found -> page(found, limit, this::json, key -> CURSOR_OF_KEYS + key.id()));
    }

    Uni<Reply> audit(Call call) {
        call.allow("key", "limit", "cursor");
        int limit = call.limit();
        long before = cursor(call, CURSOR_OF_AUDIT).map(Long::parseLong).orElse(Long.MAX_VALUE);
        Question question =
                new Question(before, call.parameter("key"), call.operator().owner(), limit + 1);
        return audit.read(question)
                .map(found -> page(found, limit, KeyJson::of, entry -> CURSOR_OF_AUDIT + entry.number()));
    }

    /** One more than the limit was asked for, to see whether there is more. */
    private <T> Reply page(List<T> found, int limit, Function<T, JsonObject> json, Function<T, String> cursor) {
        List<T> shown = found.size() > limit ? found.subList(0, limit) : found;
        JsonArray data = new JsonArray();
        shown.forEach(each -> data.add(json.apply(each)));
        String next = found.size() > limit ? seal.sealed(cursor.apply(shown.getLast())) : null;
        return Reply.ok(new JsonObject().put("data", data).put("next", next));
    }

    private Optional<String> cursor(Call call, String purpose) {
        return call.parameter("cursor")
                .map(given -> seal.opened(given)
                        .filter(text -> text.startsWith(purpose))
                        .map(text -> text.substring(purpose.length()))
                        .orElseThrow(() ->
                                ProblemException.of(Reason.INVALID_PARAMETER, "cursor", "Not a cursor of this list.")));
    }

    private JsonObject json(KeyRecord key) {
        return KeyJson.of(key, clock.instant());
    }
}
