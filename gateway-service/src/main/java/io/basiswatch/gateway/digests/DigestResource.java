package io.basiswatch.gateway.digests;

import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.indicators.Representation;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.table.Tables;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.model.Resolution;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The digests of days that are over for good: whoever has computed the same values has the same digest. */
@Path("/v1/assets/{asset}/digests")
@Produces(MediaType.APPLICATION_JSON)
class DigestResource {
    private static final Duration USUAL_RANGE = Duration.ofDays(31);
    private static final Duration LONGEST_RANGE = Duration.ofDays(3_660);

    private static final String DIGESTS = """
        select day::text as day, algorithm, digest, value_count, known_at
        from indicator_digest
        where asset = $1 and day >= ($2::timestamptz at time zone 'UTC') and day < ($3::timestamptz at time zone 'UTC')
        order by day\
        """;

    private final Catalogue catalogue;
    private final Tables tables;
    private final Clock clock;

    DigestResource(Catalogue catalogue, Tables tables, Clock clock) {
        this.catalogue = catalogue;
        this.tables = tables;
        this.clock = clock;
    }

    @GET
    public Uni<Response> digests(@PathParam("asset") String asset, @Context UriInfo uri, @Context Request request) {
        Parameters query = Parameters.of(uri.getQueryParameters(), "from", "to");
        // By default up to the end of today, which is not there yet: a range that stays the same all day.
        long day = Resolution.DAY.millis();
        long to = query.time("to").orElse(Math.ceilDiv(clock.millis(), day) * day);
        long from = query.time("from").orElse(Math.max(0, to - USUAL_RANGE.toMillis()));
        requireRange(from, to);
        return catalogue
                .requireAsset(asset)
                .flatMap(known -> tables.ask(DIGESTS, Tuple.of(known, Tables.time(from), Tables.time(to))))
                .map(rows -> Representation.lasting(json(asset, from, to, rows), request));
    }

    private static void requireRange(long from, long to) {
        if (from >= to) {
            throw ProblemException.of(
                    Reason.RANGE_NOT_POSSIBLE,
                    "from",
                    "The range is empty: from must be before to, which is exclusive.");
        }
        if (to - from > LONGEST_RANGE.toMillis()) {
            throw ProblemException.of(
                    Reason.RANGE_NOT_POSSIBLE,
                    "from",
                    "The range is longer than " + LONGEST_RANGE.toDays() + " days: ask for it in parts.");
        }
    }

    private static JsonObject json(String asset, long from, long to, List<Row> rows) {
        JsonArray data = new JsonArray();
        rows.forEach(row -> data.add(new JsonObject()
                .put("day", row.getString("day"))
                .put("algorithm", row.getString("algorithm"))
                .put("digest", row.getString("digest"))
                .put("value_count", row.getInteger("value_count"))
                .put("known_at", Tables.millis(row, "known_at").orElseThrow())));
        return new JsonObject()
                .put("asset", asset)
                .put("from", from)
                .put("to", to)
                .put("data", data)
                .putNull("next");
    }
}
