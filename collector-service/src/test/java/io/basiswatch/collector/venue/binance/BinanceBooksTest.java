package io.basiswatch.collector.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Quote;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Books of real streams, whole and damaged: a gap is told at once, nothing older is served, and a snapshot heals. */
class BinanceBooksTest {
    private static final int DAMAGED = 60;

    /** The markets, each with a real stream: spot chains {@code U} to {@code u}, the futures {@code pu} to {@code u}. */
    enum Real {
        SPOT(
                new BinanceSpotFeed(),
                "hftbacktest-ethusdt-20240808-first2000.gz",
                "/api/v3/depth?symbol=ETHUSDT&limit=5000"),
        USDM(
                new BinanceUsdmFeed(),
                "hftbacktest-ethusdt-20240808-first2000.gz",
                "/fapi/v1/depth?symbol=ETHUSDT&limit=1000"),
        COINM(
                new BinanceCoinmFeed(),
                "hftbacktest-ethusd_perp-20240808-first2000.gz",
                "/dapi/v1/depth?symbol=ETHUSD_PERP&limit=1000");

        private final VenueFeed feed;
        private final String file;
        private final String path;

        Real(VenueFeed feed, String file, String path) {
            this.feed = feed;
            this.file = file;
            this.path = path;
        }

        DepthStage stage() {
            return new DepthStage(feed, file, path);
        }

        /** A stage whose book is live before the damage. */
        DepthStage live() {
            DepthStage stage = stage();
            stage.sendAndAnswer(0, DAMAGED);
            assertThat(gaps(stage)).isEmpty();
            assertThat(stage.decoded.requests).containsExactly(stage.question());
            return stage;
        }
    }

    private static List<FeedGap> gaps(DepthStage stage) {
        return stage.decoded.events(FeedGap.class);
    }

    private static List<DepthProfile> profiles(DepthStage stage) {
        return stage.decoded.events(DepthProfile.class);
    }

    private static void assertTold(DepthStage stage) {
        assertThat(gaps(stage)).singleElement().satisfies(gap -> {
            assertThat(gap.scope()).isEqualTo(FeedGap.Scope.DEPTH);
            assertThat(gap.stream()).isEqualTo("depth");
        });
        assertThat(stage.decoded.requests).containsExactly(stage.question(), stage.question());
    }

    /** Nothing is said of the book until the answer comes; after it the book is that of the undamaged stream. */
    private static void assertHeals(Real market, DepthStage stage, int from) {
        int silent = profiles(stage).size();
        int late = from + 20;
        for (int at = from; at < late; at++) {
            stage.send(stage.changes.get(at));
        }
        assertThat(profiles(stage)).hasSize(silent);
        stage.answer(late - 1);
        stage.sendAndAnswer(late, stage.changes.size());
        DepthStage undamaged = market.stage();
        undamaged.sendAndAnswer(0, undamaged.changes.size());
        assertThat(profiles(stage)).hasSizeGreaterThan(silent);
        assertThat(last(stage).mid()).isEqualTo(last(undamaged).mid());
        assertThat(last(stage).stamp()).isEqualTo(last(undamaged).stamp());
    }

    private static DepthProfile last(DepthStage stage) {
        return profiles(stage).getLast();
    }

    @ParameterizedTest
    @EnumSource
    void aLostChangeBreaksTheBookUntilASnapshotComes(Real market) {
        // Given
        DepthStage stage = market.live();

        // When
        stage.send(stage.changes.get(DAMAGED + 1));

        // Then
        assertTold(stage);
        assertHeals(market, stage, DAMAGED + 2);
    }

    @ParameterizedTest
    @EnumSource
    void twoChangesInTheWrongOrderBreakTheBook(Real market) {
        // Given
        DepthStage stage = market.live();

        // When
        stage.send(stage.changes.get(DAMAGED + 1));
        stage.send(stage.changes.get(DAMAGED));

        // Then
        assertTold(stage);
        assertHeals(market, stage, DAMAGED + 2);
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatedChangeHarmsNothing(Real market) {
        // Given
        DepthStage stage = market.live();

        // When
        stage.send(stage.changes.get(DAMAGED - 1));
        stage.sendAndAnswer(DAMAGED, stage.changes.size());

        // Then
        assertThat(gaps(stage)).isEmpty();
        assertThat(stage.decoded.requests).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aChangeThatCannotBeReadIsMissedByTheNextOne(Real market) {
        // Given: cut in the middle, and a price that is none
        for (boolean cut : new boolean[] {true, false}) {
            DepthStage stage = market.live();
            Frame whole = stage.changes.get(DAMAGED);
            String text = DepthStage.text(whole);

            // When
            stage.send(DepthStage.with(
                    whole, cut ? text.substring(0, text.length() / 2) : text.replaceFirst("\\[\"2", "[\"x2")));
            int refused = stage.decoded.rejected.size();
            List<FeedGap> before = gaps(stage);
            stage.send(stage.changes.get(DAMAGED + 1));

            // Then
            assertThat(refused).isEqualTo(1);
            assertThat(before).isEmpty();
            assertTold(stage);
            assertHeals(market, stage, DAMAGED + 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void numbersThatBeginAnewBreakTheBook(Real market) {
        // Given
        DepthStage stage = market.live();
        Frame next = stage.changes.get(DAMAGED);

        // When
        stage.send(DepthStage.with(next, DepthStage.text(next).replaceAll("\"(U|u|pu)\":\\d+", "\"$1\":1")));

        // Then
        assertTold(stage);
        assertHeals(market, stage, DAMAGED);
    }

    @ParameterizedTest
    @EnumSource
    void aLateSnapshotIsCaughtUpWithTheChangesThatWereKept(Real market) {
        // Given
        DepthStage stage = market.stage();
        for (int at = 0; at < 50; at++) {
            stage.send(stage.changes.get(at));
        }

        // When: it is of the tenth change, and comes with the fiftieth
        stage.answer(10);
        stage.sendAndAnswer(50, stage.changes.size());

        // Then
        assertThat(gaps(stage)).isEmpty();
        assertThat(stage.decoded.requests).hasSize(1);
        assertThat(profiles(stage)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotFromBeforeTheFirstChangeIsAskedForAgain(Real market) {
        // Given: the stream begins with the tenth change
        DepthStage stage = market.stage();
        for (int at = 10; at < 20; at++) {
            stage.send(stage.changes.get(at));
        }

        // When
        stage.answer(3);
        List<DepthProfile> early = profiles(stage);
        stage.sendAndAnswer(20, stage.changes.size());

        // Then
        assertThat(early).isEmpty();
        assertThat(gaps(stage)).isEmpty();
        assertThat(stage.decoded.requests).containsExactly(stage.question(), stage.question());
        assertThat(profiles(stage)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotThatComesTwiceOrUnaskedHarmsNothing(Real market) {
        // Given
        DepthStage stage = market.live();
        long now = stage.changes.get(DAMAGED).receivedTime();

        // When
        stage.snapshot(DAMAGED - 1, now);
        stage.snapshot(DAMAGED - 30, now);
        stage.sendAndAnswer(DAMAGED, stage.changes.size());

        // Then
        assertThat(gaps(stage)).isEmpty();
        assertThat(stage.decoded.requests).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aNewConnectionNeedsANewSnapshot(Real market) {
        // Given
        DepthStage stage = market.live();
        int before = profiles(stage).size();

        // When: whoever noticed tells the gap
        Frame last = stage.changes.get(DAMAGED - 1);
        stage.decoded.closed(last.connection(), last.receivedTime());
        for (int at = DAMAGED; at < DAMAGED + 20; at++) {
            stage.send(stage.changes.get(at));
        }

        // Then
        assertThat(profiles(stage)).hasSize(before);
        assertThat(stage.decoded.requests).containsExactly(stage.question(), stage.question());
        assertHeals(market, stage, DAMAGED + 20);
    }

    @Test
    void booksOfSeveralSymbolsAreKeptApart() {
        // Given: ten books by perpetual and dated contract, their snapshots by REST
        List<Frame> frames = BinanceFrames.of(Decoding.shared("binance-coinm", "cryptofeed-2021-07-22.ndjson.gz"));

        // When
        Decoded decoded = new Decoded(new BinanceCoinmFeed()).takeAll(frames);

        // Then
        assertThat(decoded.events(FeedGap.class)).isEmpty();
        assertThat(decoded.requests).hasSize(10).doesNotHaveDuplicates();
        assertThat(decoded.events(DepthProfile.class).stream()
                        .map(DepthProfile::instrument)
                        .distinct())
                .hasSize(10);
        // One was taken after a message that the snapshot was ahead of.
        assertThat(tops(decoded)).isEqualTo("31 tops equal, 1 differ");
    }

    @Test
    void anAnswerThatDoesNotSayItsSymbolIsForTheOnlyBookThatWaits() {
        // Given: the book of ETHUSDT is live, that of BTCUSDT waits for its snapshot
        Decoding decoding = Decoding.of(new BinanceSpotFeed(), "")
                .push(spotChange("ETHUSDT", 10, 11))
                .answer("", snapshot(10))
                .push(spotChange("ETHUSDT", 12, 12))
                .push(spotChange("BTCUSDT", 50, 51));

        // When
        decoding.answer("", snapshot(50)).push(spotChange("BTCUSDT", 52, 52));

        // Then
        assertThat(decoding.events(DepthProfile.class))
                .extracting(profile -> profile.instrument().base())
                .containsExactly("ETH", "BTC");
        assertThat(decoding.events(FeedGap.class)).isEmpty();
    }

    private static String spotChange(String symbol, long first, long last) {
        return "{\"e\":\"depthUpdate\",\"E\":1723161256303,\"s\":\"" + symbol + "\",\"U\":" + first + ",\"u\":" + last
                + ",\"b\":[[\"99\",\"1\"]],\"a\":[]}";
    }

    private static String snapshot(long last) {
        return "{\"lastUpdateId\":" + last + ",\"bids\":[[\"98\",\"1\"]],\"asks\":[[\"101\",\"1\"]]}";
    }

    @Test
    void theBooksOfWholeCapturesNeverBreakAndShowTheTopsThatTheVenueQuotes() {
        // When
        Decoded spot = whole(new BinanceSpotFeed(), "hftbacktest-ethusdt-20240808.gz");
        Decoded usdm = whole(new BinanceUsdmFeed(), "hftbacktest-ethusdt-20240808.gz");
        Decoded coinm = whole(new BinanceCoinmFeed(), "hftbacktest-ethusd_perp-20240808.gz");

        // Then
        assertThat(List.of(tops(spot), tops(usdm), tops(coinm)))
                .containsExactly("66 tops equal, 0 differ", "43 tops equal, 0 differ", "28 tops equal, 0 differ");
    }

    private static Decoded whole(VenueFeed feed, String file) {
        Decoded decoded = new Decoded(feed)
                .takeAll(BinanceFrames.of(Decoding.shared(feed.venue().id(), file)));
        assertThat(decoded.events(FeedGap.class)).isEmpty();
        assertThat(decoded.requests).hasSize(1);
        assertThat(decoded.events(DepthProfile.class))
                .hasSizeGreaterThan(340)
                .allMatch(profile -> profile.spreadBps() > 0);
        return decoded;
    }

    /** Where a quote is of the very update after which a profile was taken, both must show the same middle. */
    private static String tops(Decoded decoded) {
        Map<String, Double> mids = new HashMap<>();
        decoded.events(Quote.class)
                .forEach(quote ->
                        mids.put(quote.instrument() + " " + quote.stamp().sequence(), quote.mid()));
        int equal = 0;
        int different = 0;
        for (DepthProfile profile : decoded.events(DepthProfile.class)) {
            Double mid = mids.get(profile.instrument() + " " + profile.stamp().sequence());
            if (mid != null) {
                equal += mid == profile.mid() ? 1 : 0;
                different += mid == profile.mid() ? 0 : 1;
            }
        }
        return equal + " tops equal, " + different + " differ";
    }
}
