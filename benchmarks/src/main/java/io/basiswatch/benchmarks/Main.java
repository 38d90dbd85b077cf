package io.basiswatch.benchmarks;

import io.basiswatch.benchmarks.compare.Comparison;
import io.basiswatch.benchmarks.rest.RestBenchmark;
import io.basiswatch.benchmarks.stack.EndToEnd;
import io.basiswatch.benchmarks.stack.RedisBenchmark;
import io.basiswatch.benchmarks.stack.Stack;
import io.basiswatch.benchmarks.streams.FanOut;
import io.basiswatch.benchmarks.streams.Proxies;
import io.basiswatch.benchmarks.streams.SeveralGateways;
import io.basiswatch.benchmarks.streams.real.RealClients;
import io.basiswatch.benchmarks.streams.server.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The entry of {@code benchmarks/run}: {@code SCENARIO… [--quick] --commit C --out DIR VENUE=FILE… [--kafka … --redis …]}. */
final class Main {
    private static final List<String> SCENARIOS = List.of(
            "01-decode",
            "02-codec",
            "03-engine",
            "04-end-to-end",
            "05-compare",
            "06-windows",
            "07-catalogue",
            "08-redis",
            "09-fanout",
            "10-gateways",
            "11-proxies",
            "12-rest",
            "13-clients");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        List<String> scenarios = new ArrayList<>();
        List<String> captures = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--quick") || argument.equals("--alone")) {
                options.put(argument.substring(2), "true");
            } else if (argument.startsWith("--") && i + 1 < arguments.length) {
                options.put(argument.substring(2), arguments[++i]);
            } else if (argument.contains("=")) {
                captures.add(argument);
            } else if (SCENARIOS.contains(argument)) {
                scenarios.add(argument);
            } else {
                System.err.println("benchmarks: not a scenario: '" + argument + "', there are " + SCENARIOS);
                System.exit(2);
            }
        }
        for (String scenario : scenarios) {
            run(scenario, String.join(",", captures), options);
        }
    }

    private static void run(String scenario, String captures, Map<String, String> options) throws Exception {
        System.out.println("== " + scenario);
        Report report = new Report(scenario, options.getOrDefault("commit", "unknown"), Clock.systemUTC());
        MicroBenchmarks micro = new MicroBenchmarks(captures, options.containsKey("quick"));
        switch (scenario) {
            case "01-decode" -> micro.decode(report);
            case "02-codec" -> micro.codec(report);
            case "03-engine" -> micro.engine(report);
            case "06-windows" -> micro.windows(report);
            case "07-catalogue" -> micro.catalogue(report);
            case "05-compare" -> new Comparison(options.containsKey("quick")).measure(Captures.parse(captures), report);
            case "08-redis" -> new RedisBenchmark(stack(options), options.containsKey("quick")).measure(report);
            case "09-fanout" -> fanOut(options).measure(report);
            case "10-gateways" ->
                new SeveralGateways(
                                folder(),
                                gateway(options),
                                number("clients", 3_000, options),
                                seconds("max-age", 20, options))
                        .measure(report);
            case "11-proxies" ->
                new Proxies(folder(), gateway(options), seconds("busy", 20, options), seconds("quiet", 660, options))
                        .measure(report);
            case "13-clients" ->
                new RealClients(folder(), gateway(options), Path.of(options.getOrDefault("clients", "stream-clients")))
                        .measure(report);
            case "12-rest" -> new RestBenchmark(options.containsKey("quick"), Clock.systemUTC()).measure(report);
            default -> new EndToEnd(stack(options), options.containsKey("quick")).measure(captures, report);
        }
        System.out.println("written: "
                + report.write(Path.of(options.getOrDefault("out", "results"))).getFileName());
    }

    private static FanOut fanOut(Map<String, String> options) throws IOException {
        return new FanOut(
                folder(),
                gateway(options),
                options.containsKey("only") ? List.of(options.get("only").split(",")) : List.of(),
                options.containsKey("alone"),
                options.containsKey("quick"));
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("basiswatch-streams");
    }

    private static Gateway.Setup gateway(Map<String, String> options) {
        return new Gateway.Setup(
                Path.of(options.getOrDefault("gateway", "gateway-service/target/quarkus-app/quarkus-run.jar")),
                words(options.getOrDefault("java-options", "-Xmx256m -XX:+UseSerialGC")),
                Gateway.WITHOUT_QUOTAS);
    }

    private static int number(String name, int otherwise, Map<String, String> options) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
    }

    private static Duration seconds(String name, int otherwise, Map<String, String> options) {
        return Duration.ofSeconds(number(name, otherwise, options));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
    }

    private static Stack stack(Map<String, String> options) throws IOException {
        return new Stack(
                options.getOrDefault("url", "http://localhost:8080"),
                options.getOrDefault("key", ""),
                options.getOrDefault("kafka", "localhost:9092"),
                options.getOrDefault("redis", "localhost:6379"));
    }
}
