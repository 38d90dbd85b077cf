package io.basiswatch.indicator.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.DayFeed;
import io.basiswatch.indicator.Verification;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.wire.ValueJson;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventStudyTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final String BASIS = "BTC:futures_spot_basis_sma_7d:binance-usdm~binance-spot.USDT";
    private static final String INDEX = "BTC:spot_index:usdt";
    private static final String EPISODE = "BTC:neg_basis_sma7_episode:binance-usdm~binance-spot.USDT";
    private static final String STUDY = "BTC:event_study:binance-usdm~binance-spot.USDT";
    private static final double EXACT = 1e-12;

    private static LocalDate day(int number) {
        return FIRST.plusDays(number);
    }

    /** Six episodes of ten days, the first opening on day 50, 50 days apart. */
    private static boolean isBelow(int day) {
        return day >= 50 && day < 350 && day % 50 < 10;
    }

    /** Rises by one percent in the thirty days after each close that follows an opening, and stands still else. */
    private static double price(int day) {
        int episodes = Math.max(0, (day - 51) / 50 + (day >= 51 ? 1 : 0));
        int since = day >= 51 ? (day - 51) % 50 : 0;
        double whole = Math.pow(1.01, Math.min(6, episodes) - (episodes > 0 && episodes <= 6 ? 1 : 0));
        return episodes > 0 && episodes <= 6 ? 100 * whole * (1 + 0.01 * Math.min(30, since) / 30) : 100 * whole;
    }

    private static DayFeed made(int days) {
        DayFeed feed = new DayFeed();
        for (int day = 0; day < days; day++) {
            feed.tell(INDEX, day(day), price(day));
            feed.tell(BASIS, day(day), isBelow(day) ? -0.01 : 0.01);
        }
        return feed;
    }

    @Test
    void findsTheEpisodesThatWereMadeAndWhatFollowedEach() {
        // Given a year and a half with six episodes, each followed by one percent in thirty days
        DayFeed feed = made(500);

        // When the study is read at the end
        IndicatorValue study = feed.on(STUDY, day(499));

        // Then all six are there, with that return, beside that of any day
        assertThat(study.value()).hasValue(6);
        assertThat(study.attributes()).containsEntry("n_30d", 6L).containsEntry("n_90d", 6L);
        assertThat((double) study.attributes().get("mean_30d_pct")).isCloseTo(1, within(EXACT));
        assertThat((double) study.attributes().get("median_30d_pct")).isCloseTo(1, within(EXACT));
        assertThat((double) study.attributes().get("ci_low_30d_pct")).isCloseTo(1, within(EXACT));
        assertThat((double) study.attributes().get("base_mean_30d_pct")).isBetween(0.1, 0.6);
        assertThat(study.attributes()).containsEntry("base_n_30d", 500L - 30);
        assertThat(study.quality()).isEqualTo(Quality.OK);
    }

    @Test
    void tellsAnEpisodeDayByDay() {
        // Given the same
        DayFeed feed = made(500);

        // When its first days are read
        // Then each says what was known by then
        assertThat(feed.on(EPISODE, day(49)).value()).hasValue(0);
        assertThat(feed.on(EPISODE, day(49)).attributes()).doesNotContainKey("opened");
        assertThat(feed.on(EPISODE, day(50)).value()).hasValue(1);
        assertThat(feed.on(EPISODE, day(50)).attributes())
                .containsEntry("opened", day(50).toString())
                .containsEntry("is_open", true)
                .containsEntry("opening_known", true)
                .doesNotContainKeys("ended", "return_1d_pct");
        assertThat(feed.on(EPISODE, day(59)).value()).hasValue(10);
        assertThat(feed.on(EPISODE, day(61)).value()).as("two closes above").hasValue(12);
        assertThat(feed.on(EPISODE, day(62)).value()).as("three closes above").hasValue(0);
        assertThat(feed.on(EPISODE, day(62)).attributes())
                .containsEntry("ended", day(62).toString())
                .containsEntry("last_negative", day(59).toString());
    }

    @Test
    void tellsAReturnFromTheDayOnOnWhichItIsOver() {
        // Given the same
        DayFeed feed = made(500);

        // When the return of thirty days is looked for
        // Then it is there from the thirtieth day after the first close on, and once as that which became known
        assertThat(feed.on(EPISODE, day(80)).attributes()).doesNotContainKeys("return_30d_pct", "settled_30d_pct");
        assertThat(feed.on(EPISODE, day(81)).attributes())
                .containsKeys("return_30d_pct", "mae_30d_pct", "range_21d_pct")
                .containsEntry("settled_30d_opened", day(50).toString())
                .containsKeys("settled_mae_30d_pct", "settled_range_21d_pct");
        assertThat(feed.on(EPISODE, day(82)).attributes())
                .containsKey("return_30d_pct")
                .doesNotContainKey("settled_30d_pct");
        assertThat(feed.on(EPISODE, day(141)).attributes())
                .as("told of an episode that is not the newest any more")
                .containsEntry("opened", day(100).toString())
                .containsEntry("settled_90d_opened", day(50).toString());
        assertThat(feed.on(STUDY, day(80)).attributes()).containsEntry("n_30d", 0L);
        assertThat(feed.on(STUDY, day(81)).attributes()).containsEntry("n_30d", 1L);
    }

    @Test
    void hasAnIntervalFromFiveEpisodesOn() {
        // Given the same
        DayFeed feed = made(500);

        // When four and five outcomes are known
        // Then only the latter have an interval
        assertThat(feed.on(STUDY, day(200 + 31)).attributes())
                .containsEntry("n_30d", 4L)
                .doesNotContainKey("ci_low_30d_pct");
        assertThat(feed.on(STUDY, day(250 + 31)).attributes())
                .containsEntry("n_30d", 5L)
                .containsKeys("ci_low_30d_pct", "ci_high_30d_pct");
    }

    /** A random walk with random signs. */
    private static DayFeed random(long seed, int days) {
        Random random = new Random(seed);
        DayFeed feed = new DayFeed();
        double price = 100;
        double basis = 0.01;
        for (int day = 0; day < days; day++) {
            price *= Math.exp(random.nextGaussian() / 30);
            basis = 0.9 * basis + random.nextGaussian() / 200;
            if (random.nextInt(20) > 0) {
                feed.tell(INDEX, day(day), price);
            }
            if (random.nextInt(30) > 0) {
                feed.tell(BASIS, day(day), basis);
            }
        }
        return feed;
    }

    @Test
    void neverChangesADayBecauseOfLaterDays() {
        for (long seed = 1; seed <= 3; seed++) {
            // Given random days with holes, some of them told, and then the others
            Map<String, String> early = contents(random(seed, 260));

            // When everything is told
            Map<String, String> late = contents(random(seed, 400));

            // Then of the early days every character is the same
            assertThat(early).isNotEmpty();
            assertThat(late).containsAllEntriesOf(early).hasSizeGreaterThan(early.size());
        }
    }

    @Test
    void tellsACorrectionAsSomethingThatBecameKnownLater() {
        // Given a study, and a price of a month before that is corrected
        DayFeed feed = made(120);
        IndicatorValue before = feed.on(STUDY, day(100));
        feed.correct(INDEX, day(51), 50, day(119));

        // When the study of an early day is read
        IndicatorValue after = feed.on(STUDY, day(100));

        // Then whoever reads it as it was known then finds what was said then
        assertThat(after.attributes().get("mean_30d_pct"))
                .isNotEqualTo(before.attributes().get("mean_30d_pct"));
        assertThat(after.knownAt()).isGreaterThan(before.knownAt());
        assertThat(feed.made()).contains(before);
        assertThat(feed.on(STUDY, day(50)).knownAt()).isLessThan(after.knownAt());
    }

    /** The newest of each day as it is written, by series and day. */
    private static Map<String, String> contents(DayFeed feed) {
        Map<String, String> contents = new HashMap<>();
        for (IndicatorValue value : of(feed)) {
            contents.put(value.series() + "@" + value.time(), ValueJson.write(value));
        }
        return contents;
    }

    private static List<IndicatorValue> of(DayFeed feed) {
        return feed.made().stream()
                .filter(value -> value.series().indicator().equals(NegativeBasisEpisode.ID)
                        || value.series().indicator().equals(EventStudy.ID))
                .toList();
    }

    @Test
    void isComputedAgainFromItsReceipt() {
        // Given random days
        DayFeed feed = random(7, 300);

        // When the last values are checked by what they refer to
        // Then each holds
        assertThat(of(feed)).hasSizeGreaterThan(400);
        for (LocalDate day : List.of(day(100), day(250), day(297), day(298))) {
            for (String series : List.of(EPISODE, STUDY)) {
                if (feed.has(series, day)) {
                    assertThat(feed.verify(feed.on(series, day)).outcome()).isEqualTo(Verification.Outcome.HOLDS);
                }
            }
        }
    }

    @Test
    void isMadeOfDaysOfCandlesAlike() {
        // Given the same days, told by candles
        DayFeed feed = new DayFeed();
        for (int day = 0; day < 200; day++) {
            feed.tellCandle(BASIS, day(day), isBelow(day) ? -0.01 : 0.01);
            feed.tellCandle(INDEX, day(day), price(day));
        }

        // When the last is read
        IndicatorValue study = feed.on(STUDY, day(199));

        // Then it is that of trades, and says what it was made of
        assertThat(study.value()).hasValue(3);
        assertThat(study.derivedFrom()).isEqualTo(IndicatorValue.CANDLE);
        assertThat(study.attributes().get("mean_30d_pct"))
                .isEqualTo(made(200).on(STUDY, day(199)).attributes().get("mean_30d_pct"));
    }

    @Test
    void saysThatPricesAreMissing() {
        // Given a basis without an index
        DayFeed feed = new DayFeed();
        for (int day = 0; day < 70; day++) {
            feed.tell(BASIS, day(day), isBelow(day) ? -0.01 : 0.01);
        }

        // When the study is read
        IndicatorValue study = feed.on(STUDY, day(69));

        // Then the episode is counted and no outcome is invented
        assertThat(study.value()).hasValue(1);
        assertThat(study.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(study.reasons()).anyMatch(reason -> reason.contains("spot_index"));
        assertThat(study.attributes()).containsEntry("n_1d", 0L).doesNotContainKey("mean_1d_pct");
    }
}
