package io.basiswatch.indicator.composite;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What is known of the items of the checklist for one asset. */
final class ChecklistState implements Indicator.State {
    /** By which basis; the first one is told in any case. */
    private static final List<String> SCOPES = List.of("perp", "dated", "all");

    private static final int MINUTES = 24 * 60;
    private static final int DAYS = 60;
    /** A minute without a value is stood for by one of so many before it. */
    private static final int TOLERANCE = 5;
    /** The furthest back that an item reads a fact. */
    private static final int DEEPEST = 3;

    private static final double CONFIRMED = 0.5;

    private final String asset;
    private final Definition definition;
    private final Map<Series, SeenLine> lines = new HashMap<>();
    private final Map<String, Map<Fact, Source>> sources = new TreeMap<>();

    /** Which series a fact is of, by name and by values. */
    private record Source(String name, SeenLine line) {}

    ChecklistState(String asset, Definition definition) {
        this.asset = asset;
        this.definition = definition;
        for (String scope : SCOPES) {
            Map<Fact, Source> ofScope = new EnumMap<>(Fact.class);
            for (Fact fact : Fact.values()) {
                Series series = fact.series(asset, scope);
                SeenLine line = lines.computeIfAbsent(
                        series, key -> new SeenLine(fact.resolution(), memory(fact.resolution())));
                ofScope.put(fact, new Source(series.toString(), line));
            }
            sources.put(scope, ofScope);
        }
    }

    /** How many intervals are looked back on. */
    static int memory(Resolution resolution) {
        return resolution == Resolution.DAY ? DAYS + DEEPEST : MINUTES + TOLERANCE;
    }

    @Override
    public void closed(ClosedValue value) {
        SeenLine line = lines.get(value.series());
        if (line != null) {
            line.put(value);
        }
    }

    @Override
    public void values(Evaluation at) {
        Map<Item, String> since = new EnumMap<>(Item.class);
        for (String scope : SCOPES) {
            Scope facts = new Scope(at, sources.get(scope));
            boolean isFirst = scope.equals(SCOPES.getFirst());
            if (isFirst || facts.of(Fact.WEEK, 0).isPresent()) {
                new Page(facts, at.draft(Series.of(asset, definition.id(), scope), definition.unit()), since).publish();
            }
        }
    }

    /** The facts of one scope as of the beginning of a minute. */
    private static final class Scope implements Facts {
        private final Evaluation at;
        private final Map<Fact, Source> sources;

        Scope(Evaluation at, Map<Fact, Source> sources) {
            this.at = at;
            this.sources = sources;
        }

        /** The start of the interval {@code back} before the last one that was over when the minute began. */
        long time(Resolution resolution, int back) {
            return resolution.floor(at.time()) - (back + 1) * resolution.micros();
        }

        @Override
        public OptionalDouble of(Fact fact, int back) {
            SeenLine line = sources.get(fact).line();
            int tolerance = fact.resolution() == Resolution.MINUTE ? TOLERANCE : 0;
            OptionalDouble found = OptionalDouble.empty();
            for (int more = 0; more <= tolerance && found.isEmpty(); more++) {
                found = line.at(time(fact.resolution(), back + more), at.to());
            }
            return found;
        }
    }

    /** One value while its items are entered. */
    private static final class Page {
        private final Scope facts;
        private final ValueDraft draft;
        private final Map<Item, String> since;
        private final List<String> unknown = new ArrayList<>();

        /** {@code since} holds what was found for an earlier scope: minutes are the same in all of them. */
        Page(Scope facts, ValueDraft draft, Map<Item, String> since) {
            this.facts = facts;
            this.draft = draft;
            this.since = since;
        }

        void publish() {
            if (!enterInputs()) {
                return;
            }
            for (Item item : Item.values()) {
                enter(item, item.read(facts));
            }
            Arrays.stream(Item.Set.values()).forEach(this::enter);
            facts.of(Fact.WEEK, 0)
                    .ifPresent(week -> draft.attribute("recovery_started", week > 0)
                            .attribute("recovery_confirmed", week > CONFIRMED));
            draft.attribute("known", (long) (Item.values().length - unknown.size()));
            if (unknown.size() == Item.values().length) {
                draft.absent("no item is known");
                return;
            }
            if (!unknown.isEmpty()) {
                draft.remark(Quality.PARTIAL, "unknown: " + String.join(", ", unknown));
            }
            draft.publish(RecoveryChecklist.met(facts));
        }

        /** Whether there is any. */
        private boolean enterInputs() {
            boolean any = false;
            for (Fact fact : Fact.values()) {
                for (int back = 0; back <= depth(fact); back++) {
                    OptionalDouble value = facts.of(fact, back);
                    if (value.isPresent()) {
                        long end = facts.time(fact.resolution(), back)
                                + fact.resolution().micros();
                        draft.input(new Input(
                                facts.sources.get(fact).name(), fact.kind(back), value.getAsDouble(), end, end, 1, ""));
                        any = true;
                    }
                }
            }
            return any;
        }

        private static int depth(Fact fact) {
            return switch (fact) {
                case WEEK -> 1;
                case IMBALANCE -> DEEPEST;
                default -> 0;
            };
        }

        private void enter(Item item, Reading reading) {
            String code = item.code();
            draft.attribute(code + "_known", reading.met().isPresent())
                    .attribute(code + "_threshold", reading.threshold());
            reading.value().ifPresent(value -> draft.attribute(code + "_value", value));
            reading.distance().ifPresent(distance -> draft.attribute(code + "_distance", distance));
            if (reading.met().isEmpty()) {
                unknown.add(code);
                return;
            }
            draft.attribute(code + "_met", reading.met().get());
            String found = item.resolution() == Resolution.DAY
                    ? since(item, reading.met())
                    : since.computeIfAbsent(item, each -> since(each, reading.met()));
            if (!found.isEmpty()) {
                draft.attribute(code + "_since", found);
            }
        }

        private void enter(Item.Set set) {
            List<Optional<Boolean>> answers = Arrays.stream(Item.values())
                    .filter(item -> item.set() == set)
                    .map(item -> item.read(facts).met())
                    .toList();
            String code = set.name().toLowerCase(Locale.ROOT);
            draft.attribute(
                            code + "_met",
                            answers.stream().filter(met -> met.orElse(false)).count())
                    .attribute(
                            code + "_known",
                            answers.stream().filter(Optional::isPresent).count())
                    .attribute(code + "_total", (long) answers.size());
        }

        /** The interval in which the answer became what it is; empty where that is longer ago than is looked at. */
        private String since(Item item, Optional<Boolean> answer) {
            int oldest = item.resolution() == Resolution.DAY ? DAYS : MINUTES;
            int first = 0;
            for (int back = 1; back < oldest; back++) {
                Optional<Boolean> earlier = item.read(facts.before(back)).met();
                if (earlier.equals(answer)) {
                    first = back;
                } else if (earlier.isPresent()) {
                    return time(item.resolution(), first);
                }
            }
            return "";
        }

        private String time(Resolution resolution, int back) {
            Instant time = Instant.ofEpochSecond(facts.time(resolution, back) / 1_000_000);
            return resolution == Resolution.DAY ? time.toString().substring(0, 10) : time.toString();
        }
    }
}
