package io.basiswatch.indicator;

import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The catalogue as a page of Markdown: a table of each family, and everything that each definition says. */
final class CataloguePage {
    private static final String HEAD = """
        # Indicators

        Every indicator with its unit, formula, inputs, window, dimensions, bands and attributes. This page is made of the
        definitions in the code by `CataloguePageTest` (`-Ddocs.write=true` writes it); the API serves the same at
        `/v1/indicators`. A changed formula is a new version or another id, never a silent edit. What a value carries so that
        it can be computed again: [receipts.md](receipts.md).

        A live value is of a second (`1s`). How a closed minute comes from it stands in the column *minute*, how hours and days
        come from minutes in the column *hour, day*; *recomputed* is the formula over the hour's or day's values of its inputs.
        """;

    private CataloguePage() {}

    static String of(List<Indicator> indicators) {
        Map<String, List<Indicator>> families = indicators.stream()
                .sorted(Comparator.comparing(indicator -> indicator.definition().id()))
                .collect(Collectors.groupingBy(CataloguePage::family, TreeMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>(List.of(HEAD));
        families.forEach((family, members) -> overview(family, members, lines));
        families.forEach((family, members) -> {
            lines.add("## " + title(family));
            lines.add("");
            members.forEach(member -> detail(member, lines));
        });
        return String.join("\n", lines).stripTrailing() + "\n";
    }

    private static String family(Indicator indicator) {
        String name = indicator.getClass().getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String title(String family) {
        return Character.toUpperCase(family.charAt(0)) + family.substring(1);
    }

    private static void overview(String family, List<Indicator> members, List<String> lines) {
        lines.add("**" + title(family) + "**");
        lines.add("");
        lines.add("| id | what | unit | minute | hour, day |");
        lines.add("|---|---|---|---|---|");
        for (Indicator member : members) {
            Definition definition = member.definition();
            lines.add("| [`%s`](#%s) | %s | %s | %s | %s |"
                    .formatted(
                            definition.id(),
                            definition.id(),
                            cell(definition.name()),
                            definition.unit().code(),
                            minute(member),
                            interval(member)));
        }
        lines.add("");
    }

    private static String minute(Indicator member) {
        if (member.days().isPresent()) {
            return "none";
        }
        return switch (member.minuteRule()) {
            case MEAN -> "mean of its seconds";
            case MEDIAN -> "median of every tenth second";
            case LAST -> "its last second";
            case WINDOW -> "computed over it";
            case CLOSE -> "computed at its end";
        };
    }

    private static String interval(Indicator member) {
        if (member.days().isPresent()) {
            return "days, of closed days";
        }
        return member.rollUp().name().toLowerCase(Locale.ROOT);
    }

    private static void detail(Indicator member, List<String> lines) {
        Definition definition = member.definition();
        lines.add("### " + definition.id());
        lines.add("");
        lines.add("%s (version %d). %s".formatted(definition.name(), definition.version(), definition.description()));
        lines.add("");
        lines.add("- formula: `" + definition.formula() + "`");
        lines.add("- unit: " + definition.unit().code());
        list("inputs", definition.inputs(), lines);
        lines.add("- window: " + text(definition.window()));
        list("dimensions", definition.dimensions(), lines);
        lines.add("- source: " + text(definition.source()));
        list("views", definition.views().stream().map(View::code).toList(), lines);
        bands(definition.bands(), lines);
        attributes(definition.attributes(), lines);
        lines.add("");
    }

    private static void list(String name, List<String> texts, List<String> lines) {
        if (!texts.isEmpty()) {
            lines.add(
                    "- " + name + ": " + texts.stream().map(CataloguePage::text).collect(Collectors.joining("; ")));
        }
    }

    private static void bands(List<Band> bands, List<String> lines) {
        if (!bands.isEmpty()) {
            lines.add("");
            lines.add("| from | band | text |");
            lines.add("|---|---|---|");
            bands.forEach(band -> lines.add("| %s | `%s` | %s |"
                    .formatted(
                            band.from().isPresent()
                                    ? Double.toString(band.from().getAsDouble())
                                    : "below",
                            band.code(),
                            cell(band.text()))));
        }
    }

    private static void attributes(List<Definition.Attribute> attributes, List<String> lines) {
        if (!attributes.isEmpty()) {
            lines.add("");
            lines.add("| attribute | meaning |");
            lines.add("|---|---|");
            attributes.forEach(
                    attribute -> lines.add("| `" + attribute.name() + "` | " + cell(attribute.text()) + " |"));
        }
    }

    /** What stands in angle brackets is no HTML. */
    private static String text(String text) {
        return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_");
    }

    private static String cell(String text) {
        return text(text).replace("|", "\\|");
    }
}
