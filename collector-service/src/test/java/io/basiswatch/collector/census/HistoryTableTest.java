package io.basiswatch.collector.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table of what each venue tells of the past, made of what the feeds say of themselves. */
class HistoryTableTest {
    private static final Path PAGE = Path.of("..", "docs", "history.md");
    private static final String BEGIN = "<!-- table: made by HistoryTableTest -->\n";
    private static final String END = "<!-- end of table -->\n";
    private static final long ALL_DAYS = 1_000;

    @Test
    void thePageSaysWhatTheFeedsSay() throws IOException {
        // Given
        StringBuilder table =
                new StringBuilder("\n| venue | trades | minutes | hours | days | funding | open interest |\n");
        table.append("|---|---|---|---|---|---|---|\n");

        // When
        VenueFeeds.all().forEach(feed -> {
            List<Past> pasts = pasts(feed);
            table.append("| ").append(feed.venue().id()).append(" |");
            for (Past.Kind kind : Past.Kind.values()) {
                table.append(' ').append(cell(pasts, kind)).append(" |");
            }
            table.append('\n');
        });

        // Then
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        String made = page.substring(0, from) + table + "\n" + page.substring(to);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, made);
        } else {
            assertThat(page).isEqualTo(made);
        }
    }

    private static List<Past> pasts(VenueFeed feed) {
        Venue venue = feed.venue();
        List<InstrumentListed> listed = new ArrayList<>();
        for (String quote : List.of("USDT", "USD", "USDC")) {
            listed.add(listed(Instrument.spot(venue, "BTC", quote), "BTC" + quote));
            listed.add(listed(Instrument.perpetual(venue, "BTC", quote), "BTC-" + quote + "-PERP"));
        }
        return feed.past(new VenueSettings("wss://ws", "https://rest", Map.of()), listed);
    }

    private static InstrumentListed listed(Instrument instrument, String symbol) {
        return new InstrumentListed(instrument, new Stamp(0, 0, Stamp.NO_SEQUENCE, Origin.LIVE), symbol, 1);
    }

    private static String cell(List<Past> pasts, Past.Kind kind) {
        Optional<Past> first =
                pasts.stream().filter(past -> past.kind() == kind).findFirst();
        return first.map(past -> past.rows() + ", " + reach(past.reach()) + ", " + way(past))
                .orElse("–");
    }

    private static String reach(Duration reach) {
        if (reach.toDays() >= ALL_DAYS) {
            return "all";
        }
        return reach.toDays() >= 2 ? reach.toDays() + " d" : reach.toHours() + " h";
    }

    private static String way(Past past) {
        if (past.step().isPositive()) {
            return "windows";
        }
        return past.holds() == Past.Holds.OLDEST ? "forward" : "back";
    }
}
