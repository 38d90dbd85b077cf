package io.basiswatch.gateway.receipt;

import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.ValueReceipt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;

/**
 * Computes a value again from the receipt that was sent, and says whether it holds; and whether it is what was published, for a
 * receipt that somebody has made up may well hold.
 */
@Path("/v1/verify")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class VerifyResource {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HOLDS = "holds";

    private final Receipts receipts;
    private final Verifiers verifiers;

    VerifyResource(Receipts receipts, Verifiers verifiers) {
        this.receipts = receipts;
        this.verifiers = verifiers;
    }

    @POST
    public Uni<Response> verify(String body, @Context UriInfo uri) {
        Parameters.of(uri.getQueryParameters());
        ValueReceipt sent = SentReceipt.read(body);
        return receipts.filled(sent)
                .flatMap(verifiers::verdict)
                .flatMap(verdict -> published(sent).map(published -> json(sent.value(), verdict, published)))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> ProblemException.of(
                        Reason.VERIFIER_UNAVAILABLE, "There was no verdict within " + PATIENCE.toSeconds() + " s."))
                .map(json -> Response.ok(json.encode())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    /** Whether the same was published: {@code same}, {@code other}, or {@code unknown} where nothing is stored that tells. */
    private Uni<String> published(ValueReceipt sent) {
        return receipts.published(sent.value())
                .map(found ->
                        found.map(told -> isSame(sent, told) ? "same" : "other").orElse("unknown"))
                .onFailure(ProblemException.class)
                .recoverWithItem("unknown");
    }

    /** The hash stands for everything that the number was made of. */
    private static boolean isSame(ValueReceipt sent, ValueReceipt told) {
        return sent.value().value().equals(told.value().value())
                && sent.value().revision() == told.value().revision()
                && ValueReceipt.inputHash(sent.value()).equals(told.inputHash());
    }

    private static JsonObject json(IndicatorValue value, JsonObject verdict, String published) {
        String outcome = verdict.getString("outcome");
        String text = verdict.getString("text", "");
        return new JsonObject()
                .put(HOLDS, HOLDS.equals(outcome))
                .put("outcome", outcome)
                .put("why", text.isEmpty() ? null : text)
                .put("series", value.series().toString())
                .put("resolution", value.resolution().code())
                .put("time", value.time() / 1_000)
                .put("revision", value.revision())
                .put("published", value.value().isPresent() ? value.value().getAsDouble() : null)
                .put("recomputed", verdict.getDouble("recomputed"))
                .put("stored", published)
                .put("engine", verdict.getString("engine"));
    }
}
