package io.basiswatch.collector.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.model.Candle;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of venues and kinds of event, made of what the feeds say of themselves. */
class VenueTableTest {
    private static final Path PAGE = Path.of("..", "docs", "venues.md");

    private static final Map<Class<? extends MarketEvent>, String> KINDS = kinds();

    private static final String HEAD = """
            # What is collected, from where

            Made by `VenueTableTest` from what each venue's feed says of itself; it fails where this page is out of date
            (`-Ddocs.write=true` writes it). A dash: the venue does not offer it, or offers it only to those who log in.

            """;

    private static Map<Class<? extends MarketEvent>, String> kinds() {
        Map<Class<? extends MarketEvent>, String> kinds = new LinkedHashMap<>();
        kinds.put(InstrumentListed.class, "instruments");
        kinds.put(InstrumentDelisted.class, "delistings");
        kinds.put(Trade.class, "trades");
        kinds.put(Quote.class, "quotes");
        kinds.put(DepthProfile.class, "order book");
        kinds.put(MarkPrice.class, "mark price");
        kinds.put(IndexPrice.class, "index price");
        kinds.put(FundingRate.class, "funding");
        kinds.put(OpenInterest.class, "open interest");
        kinds.put(Liquidation.class, "liquidations");
        kinds.put(LongShortRatio.class, "traders' positions");
        kinds.put(Candle.class, "candles");
        return kinds;
    }

    @Test
    void thePageSaysWhatTheFeedsSay() throws Exception {
        // Given
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| venue | ").append(String.join(" | ", KINDS.values())).append(" |\n");
        page.append("|---|").append("---|".repeat(KINDS.size())).append('\n');
        List<String> notes = new ArrayList<>();

        // When
        for (VenueFeed feed : VenueFeeds.all()) {
            page.append("| ").append(feed.venue().id()).append(" |");
            KINDS.keySet()
                    .forEach(kind -> page.append(' ').append(cell(feed, kind)).append(" |"));
            page.append('\n');
            notes.addAll(notes(feed));
        }
        page.append("\n## Remarks\n\n").append(String.join("\n", notes)).append('\n');

        // Then
        assertThat(VenueFeeds.all())
                .allSatisfy(feed -> assertThat(feed.offers())
                        .as(feed.venue() + " offers")
                        .extracting(Offer::event)
                        .isSubsetOf(KINDS.keySet())
                        .contains(Trade.class, Quote.class));
        Docs.hold(PAGE, page.toString());
    }

    private static String cell(VenueFeed feed, Class<? extends MarketEvent> kind) {
        String streams = feed.offers().stream()
                .filter(offer -> offer.event() == kind)
                .map(offer -> '`' + offer.stream() + '`')
                .distinct()
                .collect(Collectors.joining(", "));
        return streams.isEmpty() ? "–" : streams;
    }

    private static List<String> notes(VenueFeed feed) {
        return feed.offers().stream()
                .filter(offer -> !offer.note().isEmpty())
                .map(offer -> "- " + feed.venue().id() + ", " + KINDS.get(offer.event()) + " (`" + offer.stream()
                        + "`): " + offer.note())
                .toList();
    }
}
