package io.basiswatch.k8s;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service says about itself: its {@code application.properties}, and the table of variables in
 * {@code ARCHITECTURE.md}.
 *
 * @param name of the service, as manifests call it
 * @param properties the service's own defaults
 * @param variables the variables that it reads, as patterns
 */
record ServiceFacts(String name, Properties properties, List<Pattern> variables) {
    private static final Pattern ROW = Pattern.compile("\\| (?<names>`[A-Z].*?) \\| (?<services>[^|]+) \\|.*");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^:}]+:([^}]*)}");

    /** Read by Quarkus or the JVM itself, so no service documents them. */
    private static final List<Pattern> EVERYWHERE =
            List.of(Pattern.compile("QUARKUS_SHUTDOWN_(DELAY|TIMEOUT)"), Pattern.compile("JAVA_TOOL_OPTIONS"));

    static Map<String, ServiceFacts> all() {
        Map<String, ServiceFacts> all = new LinkedHashMap<>();
        for (String name : List.of("collector", "indicator", "gateway")) {
            all.put(name, of(name));
        }
        return all;
    }

    private static ServiceFacts of(String name) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(
                Path.of("..", name + "-service", "src/main/resources/application.properties"))) {
            properties.load(text);
            return new ServiceFacts(name, properties, variables(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Pattern> variables(String service) throws IOException {
        List<Pattern> variables = new ArrayList<>(EVERYWHERE);
        for (String line : Files.readAllLines(Path.of("..", "ARCHITECTURE.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()
                    && (row.group("services").equals("all")
                            || row.group("services").contains(service))) {
                variables.addAll(patterns(row.group("names")));
            }
        }
        return List.copyOf(variables);
    }

    /** {@code `A__<X>__B`, `…__C`} stands for {@code A__<X>__B} and {@code A__<X>__C}. */
    private static List<Pattern> patterns(String names) {
        List<Pattern> patterns = new ArrayList<>();
        String prefix = "";
        for (MatchResult quoted : QUOTED.matcher(names).results().toList()) {
            String written = quoted.group(1);
            String whole = written.startsWith("…") ? prefix + written.substring(1) : written;
            prefix = whole.contains("__") ? whole.substring(0, whole.lastIndexOf("__")) : "";
            patterns.add(variable(whole));
        }
        return patterns;
    }

    private static Pattern variable(String written) {
        String expression = written.replaceAll("<[A-Z]+>", "[A-Z0-9_]+");
        if (!expression.replace("[A-Z0-9_]+", "").matches("[A-Z0-9_]+")) {
            throw new IllegalStateException("ARCHITECTURE.md: `" + written
                    + "` is no name of a variable; only <NAME> stands for something else, and … for the name before");
        }
        return Pattern.compile(expression);
    }

    boolean reads(String variable) {
        return variables.stream().anyMatch(pattern -> pattern.matcher(variable).matches());
    }

    /** The service's default of a property, without the {@code ${VARIABLE:…}} around it. */
    String property(String key, String otherwise) {
        String value = properties.getProperty(key, otherwise);
        Matcher expression = EXPRESSION.matcher(value);
        return expression.matches() ? expression.group(1) : value;
    }

    int httpPort() {
        return Integer.parseInt(property("quarkus.http.port", "8080"));
    }

    int managementPort() {
        return Integer.parseInt(property("quarkus.management.port", "9000"));
    }

    /** Where Quarkus answers the probe {@code kind}, which is {@code live}, {@code ready} or {@code started}. */
    String healthPath(String kind) {
        String root = property("quarkus.management.root-path", "/q");
        String health = property("quarkus.smallrye-health.root-path", "health");
        String base = health.startsWith("/") ? health : root + '/' + health;
        String key = Map.of("live", "liveness-path", "ready", "readiness-path", "started", "startup-path")
                .get(kind);
        return base + '/' + property("quarkus.smallrye-health." + key, kind);
    }

    /** A time as Quarkus writes it: {@code 20}, {@code 20s}, {@code PT20S}. */
    static Duration duration(String text) {
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        if (text.chars().allMatch(Character::isDigit)) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        if (text.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        return Duration.parse(Character.isDigit(text.charAt(0)) ? "PT" + text : text);
    }
}
