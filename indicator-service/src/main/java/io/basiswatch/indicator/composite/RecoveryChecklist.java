package io.basiswatch.indicator.composite;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Input;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import io.basiswatch.model.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** How many of the conditions are met that a recovery from futures below spot is told by, and how far off the others are. */
@AutoService(Indicator.class)
public final class RecoveryChecklist implements Indicator {
    static final String ID = "recovery_checklist";

    private static final Definition DEFINITION = new Definition(
                    ID,
                    1,
                    "Recovery checklist",
                    "How many signs of a recovery are there after futures fell below spot. A sign of which nothing is known is told as"
                            + " unknown, and is neither met nor missed.",
                    Unit.COUNT,
                    "the items that are met: " + String.join("; ", texts()),
                    Arrays.stream(Fact.values())
                            .map(fact -> fact.indicator() + " of closed "
                                    + (fact.resolution() == Resolution.DAY ? "days" : "minutes"))
                            .distinct()
                            .toList(),
                    "a minute, from what was closed before it began: the UTC day before, and the minute before, or one up to 5 minutes"
                            + " earlier; partial while an item is unknown",
                    List.of(
                            "perp: by the basis of perpetuals",
                            "dated: by that of dated futures, where it is known",
                            "all: by that of both, where it is known"),
                    List.of(
                            new Band(OptionalDouble.empty(), "none", "None — no sign of a recovery is there."),
                            new Band(OptionalDouble.of(1), "some", "Some — signs of a recovery are there."),
                            new Band(
                                    OptionalDouble.of(Item.values().length),
                                    "all",
                                    "All signs of a recovery are there.")),
                    attributes(),
                    "signs of a recovery as in market articles of November 2025; thresholds of this project where those name none")
            .shownIn(View.RECOVERY_CHECKLIST);

    private static List<String> texts() {
        return Arrays.stream(Item.values())
                .map(item -> item.code() + ": " + item.text())
                .toList();
    }

    private static List<Definition.Attribute> attributes() {
        List<Definition.Attribute> attributes = new ArrayList<>();
        for (Item item : Item.values()) {
            String code = item.code();
            attributes.add(new Definition.Attribute(code + "_met", "whether " + item.text() + "; where it is known"));
            attributes.add(new Definition.Attribute(code + "_known", "whether it is known"));
            attributes.add(new Definition.Attribute(code + "_value", "what is compared; where it is known"));
            attributes.add(new Definition.Attribute(code + "_threshold", "what it is compared with"));
            attributes.add(new Definition.Attribute(
                    code + "_distance", "how far it is beyond, negative where it falls short"));
            attributes.add(new Definition.Attribute(
                    code + "_since",
                    item.resolution() == Resolution.DAY
                            ? "first day of its present answer, within 60 days"
                            : "first minute of its present answer, within 24 hours"));
        }
        for (Item.Set set : Item.Set.values()) {
            String code = set.name().toLowerCase(Locale.ROOT);
            List<String> items = Arrays.stream(Item.values())
                    .filter(item -> item.set() == set)
                    .map(Item::code)
                    .toList();
            attributes.add(new Definition.Attribute(code + "_met", "how many of " + items + " are met"));
            attributes.add(new Definition.Attribute(code + "_known", "how many of them are known"));
            attributes.add(new Definition.Attribute(code + "_total", "how many they are"));
        }
        attributes.add(new Definition.Attribute("known", "how many items are known"));
        attributes.add(new Definition.Attribute("recovery_started", "whether the seven-day basis is above 0 percent"));
        attributes.add(
                new Definition.Attribute("recovery_confirmed", "whether the seven-day basis is above 0.5 percent"));
        return attributes;
    }

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public List<LookBack> looksBackOn() {
        return Arrays.stream(Fact.values())
                .map(fact -> new LookBack(
                        fact.indicator(),
                        fact.resolution(),
                        Duration.ofSeconds(
                                fact.resolution().seconds() * (ChecklistState.memory(fact.resolution()) + 2))))
                .distinct()
                .toList();
    }

    @Override
    public State start(String asset) {
        return new ChecklistState(asset, DEFINITION);
    }

    @Override
    public String silence() {
        return "nothing known of any item";
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(met((fact, back) -> receipt.find(fact.kind(back))
                .map(Input::value)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty())));
    }

    /** How many items are met. */
    static int met(Facts facts) {
        return (int) Arrays.stream(Item.values())
                .filter(item -> item.read(facts).met().orElse(false))
                .count();
    }
}
