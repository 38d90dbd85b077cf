package io.basiswatch.gateway.admin;

import io.basiswatch.gateway.access.KeyDatabase;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Does what makes a key once for each {@code Idempotency-Key}, however often and from however many places the request is
 * sent: the row that claims the key is in the same transaction as the work, so that others wait for it and then find its
 * answer. What failed leaves no claim behind. Answers are kept for two days.
 */
@ApplicationScoped
class Idempotency {
    private static final Duration KEPT = Duration.ofDays(2);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    /** Native: no entity can say that a row is to be made only where there is none, and that others wait until it is. */
    private static final String CLAIM = """
        insert into admin_request (credential, idempotency_key, fingerprint, status, answer, created_at)
        values (?1, ?2, ?3, 0, '', ?4) on conflict do nothing\
        """;

    private final KeyDatabase database;
    private final AdminRequests requests;
    private final Clock clock;

    Idempotency(KeyDatabase database, AdminRequests requests, Clock clock) {
        this.database = database;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param reply to whom has asked
     * @param lasting the body for everybody who asks again: without the secret
     */
    record Made(Reply reply, String lasting) {}

    /** Runs {@code work} in a transaction, or gives the answer that it had. */
    Uni<Reply> once(Call call, Supplier<Uni<Made>> work) {
        String key = Optional.ofNullable(call.request().request().getHeader("Idempotency-Key"))
                .filter(given -> KEY.matcher(given).matches())
                .orElseThrow(() -> ProblemException.of(
                        Reason.IDEMPOTENCY_KEY_MISSING,
                        "Send an Idempotency-Key of 1 to 255 visible characters, a new one for each new wish: "
                                + "sent again with the same one, the request changes nothing more."));
        AdminRequestRow.Id id = new AdminRequestRow.Id(call.operator().name(), key);
        String fingerprint = fingerprint(call);
        Instant now = clock.instant();
        return database.change(() -> requests.delete("createdAt < ?1", now.minus(KEPT))
                .flatMap(forgotten -> claim(id, fingerprint, now))
                .flatMap(claimed -> claimed == 1
                        ? work.get().flatMap(made -> keep(id, made))
                        : requests.findById(id).map(row -> again(row, fingerprint))));
    }

    private static Uni<Integer> claim(AdminRequestRow.Id id, String fingerprint, Instant now) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(CLAIM)
                        .setParameter(1, id.credential)
                        .setParameter(2, id.key)
                        .setParameter(3, fingerprint)
                        .setParameter(4, now)
                        .executeUpdate());
    }

    private Uni<Reply> keep(AdminRequestRow.Id id, Made made) {
        return requests.findById(id).map(row -> {
            row.status = (short) made.reply().status();
            row.answer = made.lasting();
            return made.reply();
        });
    }

    private static Reply again(AdminRequestRow row, String fingerprint) {
        if (!row.fingerprint.equals(fingerprint)) {
            throw ProblemException.of(
                    Reason.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was sent with another path or body: a new wish needs a new one.");
        }
        return new Reply(row.status, row.answer, Map.of()).repeated();
    }

    private static String fingerprint(Call call) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((call.request().request().uri() + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(call.body().getBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
