package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.SymbolTable.Meaning;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Venue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SymbolTableTest {
    private static final Terms BTC = terms("BTC", "BTCUSD");
    private static final Terms ETH = terms("ETH", "ETHUSD");

    private final SymbolTable table = new SymbolTable("BTC"::equals, SymbolTableTest::rule);
    private final FrameEvents events = new FrameEvents();
    private final List<MarketEvent> out = new ArrayList<>();

    private static Terms terms(String base, String symbol) {
        return new Terms(Instrument.perpetual(Venue.of("test"), base, "USD"), symbol, 10);
    }

    private static Meaning rule(String symbol) {
        return switch (symbol) {
            case "BTCUSD" -> new Meaning.Known(BTC);
            case "ETHUSD" -> new Meaning.Known(ETH);
            case "BTC-CALL" -> Meaning.UNUSED;
            default -> Meaning.UNKNOWN;
        };
    }

    @BeforeEach
    void begin() {
        events.begin(new Frame(Frame.Source.REST, "test", "", new byte[0], 1_000_000, Origin.LIVE));
    }

    @Test
    void followsTheRuleBeforeMetadataCame() {
        assertThat(table.find("BTCUSD", events)).contains(BTC);
        assertThat(events.handOn(out::add)).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void tellsTheUnwantedFromTheUnknown() {
        // When
        boolean found = table.find("ETHUSD", events).isPresent()
                || table.find("BTC-CALL", events).isPresent();
        Outcome unwanted = events.handOn(out::add);
        boolean foundUnknown = table.find("BTCUSDH27", events).isPresent();
        // Then
        assertThat(found || foundUnknown).isFalse();
        assertThat(unwanted).isEqualTo(Outcome.UNUSED);
        assertThat(events.handOn(out::add)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void prefersMetadataToTheRule() {
        // Given
        Terms listed = new Terms(BTC.instrument(), "BTCUSD", 100);
        // When
        table.list(listed, events);
        // Then
        assertThat(table.find("BTCUSD", events)).contains(listed);
    }

    @Test
    void delistsWhatAWholeAnswerLacksAndOnlyThat() {
        // Given
        Terms other = terms("BTC", "BTCPERP");
        table.listAll("question", List.of(BTC, other), events);
        table.listAll("another question", List.of(), events);
        // When
        table.listAll("question", List.of(other), events);
        events.handOn(out::add);
        // Then
        assertThat(out)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("InstrumentListed", "InstrumentListed", "InstrumentListed", "InstrumentDelisted");
        assertThat(table.find("BTCUSD", events)).isEmpty();
    }

    @Test
    void wantsNoBaseThatIsNoCurrencyCode() {
        // Given
        SymbolTable all = new SymbolTable(asset -> true, SymbolTableTest::rule);
        // When // Then
        assertThat(all.wants("$WIF", "USDT", Contract.SPOT)).isFalse();
        assertThat(all.wants("WIF", "USDT", Contract.SPOT)).isTrue();
    }

    @Test
    void wantsTheReferencePairsOfStablecoinsAlways() {
        assertThat(table.wants("USDC", "USDT", Contract.SPOT)).isTrue();
        assertThat(table.wants("USDC", "USDT", Contract.PERPETUAL)).isFalse();
    }

    private List<Long> listed(Terms terms, long receivedTime) {
        events.begin(new Frame(Frame.Source.REST, "test", "", new byte[0], receivedTime, Origin.LIVE));
        table.list(terms, events);
        out.clear();
        events.handOn(out::add);
        return out.stream().map(MarketEvent::eventTime).toList();
    }

    @Test
    void datesTermsBackToTheListingWhenTheyAreTheFirstWeHear() {
        // Given
        Terms first = new Terms(BTC.instrument(), "BTCUSD", 100, 400);
        Terms changed = new Terms(BTC.instrument(), "BTCUSD", 10, 400);
        // When // Then
        assertThat(listed(first, 1_000_000)).containsExactly(400_000L);
        assertThat(listed(first, 2_000_000)).as("said again").containsExactly(400_000L);
        assertThat(listed(changed, 3_000_000)).as("changed").containsExactly(3_000_000L);
        assertThat(listed(changed, 4_000_000)).as("said again").containsExactly(3_000_000L);
    }

    @Test
    void datesNothingBackAfterADelisting() {
        // Given
        Terms terms = new Terms(BTC.instrument(), "BTCUSD", 100, 400);
        listed(terms, 1_000_000);
        table.delist("BTCUSD", events);
        // When // Then
        assertThat(listed(terms, 2_000_000)).containsExactly(2_000_000L);
    }

    @Test
    void believesNoListingInTheFuture() {
        assertThat(listed(new Terms(BTC.instrument(), "BTCUSD", 100, 5_000), 1_000_000))
                .containsExactly(1_000_000L);
    }
}
