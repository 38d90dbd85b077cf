package io.basiswatch.indicator.leverage;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.interest.OpenInterestBase;
import io.basiswatch.indicator.window.KnownLater;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The change of open interest, in the asset, from so many hours ago to now: of each venue, and of all venues that were known
 * then and are known now. A venue that falls silent is no reduction of anything.
 */
final class InterestChange implements Indicator.State {
    static final String SILENCE = "no open interest told within 60 s";

    private static final long HOUR = Resolution.HOUR.micros();
    private static final String THEN = "hour";

    private final Series own;
    private final int hours;
    private final String before;
    private final Map<String, HourLine> venues = new TreeMap<>();
    private final Map<String, HourLine> markets = new TreeMap<>();
    private final KnownLater ofThePast = new KnownLater();

    /**
     * @param hours how long ago
     * @param before the same, for people
     */
    InterestChange(String asset, String id, int hours, String before) {
        this.own = Series.of(asset, id);
        this.hours = hours;
        this.before = before;
    }

    /** What both lengths have in common. */
    interface Over extends Indicator {
        /** How long ago. */
        int hours();

        /** The same, for people. */
        String before();

        @Override
        default MinuteRule minuteRule() {
            return MinuteRule.CLOSE;
        }

        @Override
        default List<String> builtOn() {
            return List.of(OpenInterestBase.ID);
        }

        @Override
        default List<LookBack> looksBackOn() {
            return List.of(new LookBack(OpenInterestBase.ID, Resolution.HOUR, Duration.ofHours(hours() + 3L)));
        }

        @Override
        default State start(String asset) {
            return new InterestChange(asset, definition().id(), hours(), before());
        }

        @Override
        default String silence() {
            return SILENCE;
        }

        @Override
        default OptionalDouble recompute(Receipt receipt) {
            return InterestChange.recompute(receipt);
        }
    }

    /** Says what the change over {@code length} is. */
    static Definition definition(String id, String length, int hours) {
        return new Definition(
                id,
                1,
                "Change of open interest in " + length,
                "By how many percent the open interest has grown within " + length
                        + ", counted in the asset: a change of the" + " price alone does not change it.",
                Unit.PERCENT,
                "(Σ now / Σ then − 1) × 100 over the same venues",
                List.of(
                        OpenInterestBase.ID + " of each venue in the closed minute (now)",
                        OpenInterestBase.ID + " of each venue at the end of the whole hour that was over " + hours
                                + " h before the minute's end (then); where the venue was not heard then, that of its"
                                + " markets as asked for afterwards, if there is one of each that is open now"),
                "from " + hours
                        + " h before the minute's end, or up to an hour more, to the closed minute; absent where"
                        + " nothing is known of then; nothing is filled forward",
                List.of("none: all venues that are known then and now", "<venue>: one venue"),
                List.of(),
                List.of(
                        new Definition.Attribute("open_interest", "Σ now, in the asset"),
                        new Definition.Attribute("open_interest_before", "Σ then, in the asset"),
                        new Definition.Attribute("venues", "the venues in the sums, by name")),
                "change in the asset, because a change in dollars mixes in the price");
    }

    @Override
    public void closed(ClosedValue value) {
        if (value.isOfCandles()) {
            ofThePast.put(value);
        } else if (Entities.isVenue(value.series().dimension())) {
            venues.computeIfAbsent(value.series().dimension(), venue -> new HourLine(value.series(), hours))
                    .put(value);
        }
    }

    private void putPast(ClosedValue value) {
        markets.computeIfAbsent(value.series().toString(), market -> new HourLine(value.series(), hours))
                .put(value);
    }

    /**
     * What was open at a venue at the end of an hour: as it was heard; or where nothing was heard, as its markets tell it
     * afterwards, if all that are in {@code now} do.
     */
    private List<ClosedValue> then(IndicatorValue now, long hour) {
        Optional<ClosedValue> heard =
                Optional.ofNullable(venues.get(now.series().dimension())).flatMap(line -> line.at(hour));
        if (heard.isPresent()) {
            return List.of(heard.get());
        }
        List<ClosedValue> told = new ArrayList<>();
        for (Input market : now.inputs()) {
            Optional.ofNullable(markets.get(market.source()))
                    .flatMap(line -> line.at(hour))
                    .ifPresent(told::add);
        }
        return told.size() == now.inputs().size() ? told : List.of();
    }

    @Override
    public void values(Evaluation at) {
        ofThePast.admit(at.instant(), this::putPast);
        List<IndicatorValue> now = at.values(OpenInterestBase.ID, own.asset()).stream()
                .filter(value -> Entities.isVenue(value.series().dimension()))
                .sorted(Comparator.comparing(value -> value.series().dimension()))
                .toList();
        if (now.isEmpty()) {
            return;
        }
        long then = Resolution.HOUR.floor(at.time() + Resolution.MINUTE.micros() - hours * HOUR) - HOUR;
        Change all = new Change(at.draft(own, Unit.PERCENT));
        for (IndicatorValue value : now) {
            String venue = value.series().dimension();
            List<ClosedValue> hour = then(value, then);
            Change one = new Change(at.draft(Series.of(own.asset(), own.indicator(), venue), Unit.PERCENT));
            if (!hour.isEmpty()) {
                one.add(venue, value, hour);
                all.add(venue, value, hour);
            } else {
                all.draft.remark(Quality.PARTIAL, unknown() + ": " + venue);
            }
            one.publish();
        }
        venues.forEach((venue, line) -> {
            boolean isSilent =
                    now.stream().noneMatch(value -> value.series().dimension().equals(venue));
            if (isSilent && line.at(then).isPresent()) {
                all.draft.remark(Quality.PARTIAL, "missing: " + venue);
            }
        });
        all.publish();
    }

    private String unknown() {
        return "nothing is known of " + before + " before";
    }

    private static double percent(double now, double then) {
        return (now / then - 1) * 100;
    }

    /** What the receipt gives: its inputs stand venue by venue, now and then; then may be told by the venue's markets. */
    static OptionalDouble recompute(Receipt receipt) {
        List<Input> now = receipt.used("value");
        List<Input> then = receipt.used(THEN);
        if (now.isEmpty() || then.size() < now.size()) {
            throw new NoSuchElementException(now.size() + " values of now and " + then.size() + " of then");
        }
        return OptionalDouble.of(percent(sum(now), sum(then)));
    }

    private static double sum(List<Input> inputs) {
        double sum = 0;
        for (Input input : inputs) {
            sum += input.value();
        }
        return sum;
    }

    /** One value in the making. */
    private final class Change {
        private final ValueDraft draft;
        private final StringBuilder names = new StringBuilder();
        private double now;
        private double then;

        Change(ValueDraft draft) {
            this.draft = draft;
        }

        void add(String venue, IndicatorValue value, List<ClosedValue> parts) {
            draft.uses(value, 1);
            for (ClosedValue hour : parts) {
                long end = hour.time() + HOUR;
                draft.input(new Input(hour.series().toString(), THEN, hour.value(), end, end, 1, ""));
                if (hour.quality() != Quality.OK) {
                    draft.remark(
                            Quality.PARTIAL,
                            before + " before: " + hour.quality().code() + ": " + venue);
                }
                then += hour.value();
            }
            names.append(names.isEmpty() ? "" : ",").append(venue);
            now += value.value().orElseThrow();
        }

        void publish() {
            if (names.isEmpty()) {
                draft.absent(unknown());
                return;
            }
            draft.attribute("open_interest", now)
                    .attribute("open_interest_before", then)
                    .attribute("venues", names.toString());
            if (then > 0) {
                draft.publish(percent(now, then));
            } else {
                draft.absent("nothing was open " + before + " before");
            }
        }
    }
}
