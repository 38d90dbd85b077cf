package io.basiswatch.gateway.admin;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

    private static final String FORGET = "delete from admin_request where created_at < $1";
    private static final String CLAIM = """
        insert into admin_request (credential, idempotency_key, fingerprint, status, answer, created_at)
        values ($1, $2, $3, 0, '', $4) on conflict do nothing\
        """;
    private static final String KEEP =
            "update admin_request set status = $3, answer = $4 where credential = $1 and idempotency_key = $2";
    private static final String FIND =
            "select fingerprint, status, answer from admin_request where credential = $1 and idempotency_key = $2";

    private final Pool pool;
    private final Clock clock;

    Idempotency(Pool pool, Clock clock) {
        this.pool = pool;
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
    Uni<Reply> once(Call call, Function<SqlClient, Uni<Made>> work) {
        String key = Optional.ofNullable(call.request().request().getHeader("Idempotency-Key"))
                .filter(given -> KEY.matcher(given).matches())
                .orElseThrow(() -> ProblemException.of(
                        Reason.IDEMPOTENCY_KEY_MISSING,
                        "Send an Idempotency-Key of 1 to 255 visible characters, a new one for each new wish: "
                                + "sent again with the same one, the request changes nothing more."));
        Tuple claim = Tuple.of(call.operator().name(), key);
        String fingerprint = fingerprint(call);
        Instant now = clock.instant();
        Tuple row = Tuple.of(call.operator().name(), key, fingerprint, now.atOffset(ZoneOffset.UTC));
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(FORGET)
                .execute(Tuple.of(now.minus(KEPT).atOffset(ZoneOffset.UTC)))
                .flatMap(forgotten -> transaction.preparedQuery(CLAIM).execute(row))
                .flatMap(claimed -> claimed.rowCount() == 1
                        ? work.apply(transaction).flatMap(made -> keep(transaction, claim, made))
                        : transaction.preparedQuery(FIND).execute(claim).map(found -> again(found, fingerprint))));
    }

    private static Uni<Reply> keep(SqlClient transaction, Tuple claim, Made made) {
        Tuple values = Tuple.of(
                claim.getString(0), claim.getString(1), (short) made.reply().status(), made.lasting());
        return transaction.preparedQuery(KEEP).execute(values).replaceWith(made.reply());
    }

    private static Reply again(RowSet<Row> found, String fingerprint) {
        Row row = found.iterator().next();
        if (!row.getString("fingerprint").equals(fingerprint)) {
            throw ProblemException.of(
                    Reason.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was sent with another path or body: a new wish needs a new one.");
        }
        return new Reply(row.getShort("status"), row.getString("answer"), Map.of()).repeated();
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
