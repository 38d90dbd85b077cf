package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.access.Seal;
import io.basiswatch.gateway.representation.Format;
import io.basiswatch.gateway.representation.Keep;
import io.basiswatch.gateway.representation.Tag;
import io.basiswatch.gateway.view.FinishedDays;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Histories as answers: a page, or all of it where the format has no end. */
@ApplicationScoped
class HistoryAnswers {
    /** Until then after its end a minute may be revised: late trades, and the seconds that it takes to compute. */
    private static final Duration OPEN = Duration.ofMinutes(3);
    /** Changes with the text of the points: the same question then has another answer. */
    private static final String EDITION = "1";

    private static final String SERIES_HEADER = "Basiswatch-Series";
    private static final String UNIT_HEADER = "Basiswatch-Unit";

    private final HistoryPoints points;
    private final FinishedDays finished;
    private final Seal seal;
    private final Clock clock;

    HistoryAnswers(HistoryPoints points, FinishedDays finished, Seal seal, Clock clock) {
        this.points = points;
        this.finished = finished;
        this.seal = seal;
        this.clock = clock;
    }

    Uni<Response> answer(HistoryAsked asked) {
        return keep(asked.span())
                .flatMap(keep -> asked.format() == Format.JSON || asked.query().isPaged()
                        ? page(asked, keep)
                        : whole(asked, keep));
    }

    /** For good only what can never change: what was known at a time of a day that is over. An import may add to the rest. */
    private Uni<Keep> keep(HistorySpan span) {
        long last = span.asOf().orElse(span.to() - 1);
        Keep settled = span.asOf().isPresent() ? Keep.FOR_GOOD : Keep.FOR_A_MINUTE;
        return finished.contain(span.series().asset(), last).map(isOver -> isOver ? settled : Keep.FOR_A_SECOND);
    }

    private Uni<Response> page(HistoryAsked asked, Keep keep) {
        int limit = asked.query().limit().orElse(HistoryQuery.USUAL_LIMIT);
        return points.source(asked.query(), asked.span())
                .flatMap(source -> source.read(asked.span().from(), limit + 1)
                        .emitOn(HistoryLines.writer(limit))
                        .map(read -> answer(page(asked, read, limit, source.tellsAll()), keep)));
    }

    private HistoryPage page(HistoryAsked asked, List<HistoryPoint> read, int limit, boolean tellsAll) {
        HistorySpan span = asked.span();
        if (read.size() <= limit) {
            return new HistoryPage(asked, read, span.asOf(), tellsAll, Optional.empty());
        }
        long now = clock.millis();
        boolean isOpen = span.to() > now - OPEN.toMillis();
        Optional<Long> asOf = span.asOf().or(() -> isOpen ? Optional.of(now) : Optional.empty());
        HistoryCursor next = new HistoryCursor(
                asked.query().question(),
                span.series(),
                read.get(limit).time(),
                span.to(),
                asOf,
                HistoryCursor.expiryAt(now));
        return new HistoryPage(asked, read.subList(0, limit), asOf, tellsAll, Optional.of(next.text(seal)));
    }

    private static Response answer(HistoryPage page, Keep settled) {
        // A page that outlives the cursor on it would lead nowhere.
        Keep keep = page.next().isPresent() && settled == Keep.FOR_GOOD ? Keep.FOR_A_MINUTE : settled;
        Response.ResponseBuilder answer = answer(page.asked(), keep).entity(page.body());
        page.next()
                .ifPresent(next ->
                        answer.header(HttpHeaders.LINK, '<' + page.asked().next(next) + ">; rel=\"next\""));
        return answer.build();
    }

    private static Response.ResponseBuilder answer(HistoryAsked asked, Keep keep) {
        return Response.ok()
                .type(asked.format().contentType())
                .header(HttpHeaders.CACHE_CONTROL, keep.header())
                .header(SERIES_HEADER, asked.span().series().toString())
                .header(UNIT_HEADER, asked.unit());
    }

    private Uni<Response> whole(HistoryAsked asked, Keep keep) {
        HistorySpan span = asked.span();
        // One state of knowledge from the first point to the last, whatever is revised meanwhile.
        HistorySpan pinned = new HistorySpan(
                span.series(), span.from(), span.to(), Optional.of(span.asOf().orElse(clock.millis())));
        return points.source(asked.query(), pinned).flatMap(source -> {
            HistoryLines lines = new HistoryLines(source, span.from(), asked.format());
            return lines.begin()
                    .map(beginning -> lines.isRead()
                            ? answer(asked, keep).entity(beginning).build()
                            : unfinished(asked, keep, lines, beginning));
        });
    }

    /** Its bytes are not known yet, so it has a tag only where the question alone tells them. */
    private static Response unfinished(HistoryAsked asked, Keep keep, HistoryLines lines, byte[] beginning) {
        Response.ResponseBuilder answer = answer(asked, keep).entity(lines.from(beginning));
        if (keep == Keep.FOR_GOOD) {
            answer.header(
                    HttpHeaders.ETAG,
                    Tag.ofQuestion(String.join(
                            " ",
                            EDITION,
                            asked.query().resolution().code(),
                            asked.span().toString(),
                            Boolean.toString(asked.query().full()),
                            asked.format().code())));
        }
        return answer.build();
    }
}
