package io.basiswatch.gateway.admin;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One admitted request to the admin plane.
 *
 * @param request as it came
 * @param operator who sent it
 */
record Call(RoutingContext request, Operator operator) {
    private static final int MOST = 500;
    private static final int USUAL = 100;

    /** The key's id in the path. */
    String id() {
        return request.pathParam("id");
    }

    /** @throws ProblemException where the query has a parameter that is none of {@code names} */
    void allow(String... names) {
        Set<String> accepted = new TreeSet<>(Set.of(names));
        for (String name : request.queryParams().names()) {
            if (!accepted.contains(name)) {
                throw ProblemException.of(
                        Reason.UNKNOWN_PARAMETER,
                        name,
                        "Not a parameter here. Accepted: " + (accepted.isEmpty() ? "none" : String.join(", ", accepted))
                                + ".");
            }
        }
    }

    /** @throws ProblemException where the parameter is given more than once, or as nothing */
    Optional<String> parameter(String name) {
        MultiMap query = request.queryParams();
        List<String> values = query.getAll(name);
        if (values.size() > 1 || values.size() == 1 && values.getFirst().isBlank()) {
            throw ProblemException.of(Reason.INVALID_PARAMETER, name, "Needs one value.");
        }
        return values.stream().findFirst();
    }

    /** How many are wanted at most. */
    int limit() {
        Optional<String> text = parameter("limit");
        if (text.isEmpty()) {
            return USUAL;
        }
        boolean readable = text.get().matches("\\d{1,3}");
        int limit = readable ? Integer.parseInt(text.get()) : 0;
        if (limit < 1 || limit > MOST) {
            throw ProblemException.of(Reason.INVALID_PARAMETER, "limit", "A number from 1 to " + MOST + ".");
        }
        return limit;
    }

    /** @throws ProblemException where the body is no JSON object that says that it is one */
    JsonObject json() {
        String type = Optional.ofNullable(request.request().getHeader("Content-Type"))
                .orElse("")
                .replaceFirst(";.*", "")
                .strip();
        if (!type.equalsIgnoreCase("application/json")) {
            throw ProblemException.of(Reason.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
        }
        try {
            return new JsonObject(body());
        } catch (DecodeException e) {
            throw unreadable();
        }
    }

    /** Empty where there is no body. */
    Buffer body() {
        return Optional.ofNullable(request.body().buffer()).orElseGet(Buffer::buffer);
    }

    private static ProblemException unreadable() {
        return ProblemException.of(Reason.BAD_REQUEST, "The body is no JSON object.");
    }
}
