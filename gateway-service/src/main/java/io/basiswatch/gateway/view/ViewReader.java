package io.basiswatch.gateway.view;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends commands to Redis and reads its answers. Where it does not answer, the request ends with {@link
 * Reason#DATA_UNAVAILABLE} within the patience, never with a hanging client.
 */
@ApplicationScoped
public class ViewReader {
    private static final Logger LOG = Logger.getLogger(ViewReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Redis redis;

    ViewReader(Redis redis) {
        this.redis = redis;
    }

    /** The answer; empty where Redis answers nil. */
    public Uni<Optional<Response>> ask(String command, String... arguments) {
        return bounded(redis.send(request(command, arguments))).map(Optional::ofNullable);
    }

    /** As {@link #ask}, but the failure is Redis' own, for callers that read its message. */
    public Uni<Optional<Response>> tryAsk(String command, String... arguments) {
        return redis.send(request(command, arguments))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(Optional::ofNullable);
    }

    /** One round trip for all requests; the answers stand in their order, empty where Redis answers nil. */
    public Uni<List<Optional<Response>>> askAll(List<Request> requests) {
        if (requests.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return bounded(redis.batch(requests))
                .map(responses -> responses.stream().map(Optional::ofNullable).toList());
    }

    public static Request request(String command, String... arguments) {
        Request request = Request.cmd(Command.create(command));
        for (String argument : arguments) {
            request.arg(argument);
        }
        return request;
    }

    private static <T> Uni<T> bounded(Uni<T> answer) {
        return answer.ifNoItem().after(PATIENCE).fail().onFailure().transform(failure -> {
            LOG.warnf("Redis does not answer: %s", failure.getMessage());
            return ProblemException.of(Reason.DATA_UNAVAILABLE, "The store of values does not answer; try again.");
        });
    }

    /** A flat list of names and values, as HGETALL answers, in its order. */
    public static Map<String, String> pairs(Optional<Response> answer) {
        List<String> flat = texts(answer);
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            pairs.put(flat.get(i), flat.get(i + 1));
        }
        return pairs;
    }

    /** A list of texts, as SMEMBERS answers. */
    public static List<String> texts(Optional<Response> answer) {
        List<String> texts = new ArrayList<>();
        answer.ifPresent(list -> list.forEach(item -> texts.add(text(item))));
        return texts;
    }

    /** Bulk texts are UTF-8, whatever the platform; simple ones and numbers are plain. */
    public static String text(Response response) {
        return response.type() == ResponseType.BULK ? response.toString(StandardCharsets.UTF_8) : response.toString();
    }
}
