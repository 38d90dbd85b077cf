package io.basiswatch.gateway.receipt;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Has receipts computed again by the service that computes values: the same code gives the verdict that gave the number. */
@ApplicationScoped
class Verifiers {
    private static final Logger LOG = Logger.getLogger(Verifiers.class);
    private static final int CONNECTIONS = 8;

    private final HttpClient client;
    private final VerifierConfig config;

    Verifiers(Vertx vertx, VerifierConfig config) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(2_000),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(CONNECTIONS));
        this.config = config;
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /** The verdict: {@code outcome}, {@code recomputed}, {@code text} and {@code engine}; or a problem where nobody gives one. */
    Uni<JsonObject> verdict(ValueReceipt receipt) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(config.url().resolve("/verify").toString())
                .setTimeout(config.patience().toMillis())
                .putHeader("Content-Type", "application/json");
        Buffer body = Buffer.buffer(ReceiptJson.write(receipt));
        return Uni.createFrom()
                .completionStage(() -> client.request(request)
                        .compose(open -> open.send(body))
                        .compose(Verifiers::read)
                        .toCompletionStage())
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(failure -> {
                    LOG.warnf("the verifier does not answer: %s", failure.getMessage());
                    return ProblemException.of(
                            Reason.VERIFIER_UNAVAILABLE,
                            "The service that computes values does not answer; try again.");
                });
    }

    private static Future<JsonObject> read(HttpClientResponse response) {
        return switch (response.statusCode()) {
            case 200 -> response.body().map(JsonObject::new);
            case 400 ->
                Future.failedFuture(
                        ProblemException.of(Reason.NOT_A_RECEIPT, "The service that computes values cannot read it."));
            default -> Future.failedFuture("status " + response.statusCode());
        };
    }
}
