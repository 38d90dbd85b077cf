package io.basiswatch.gateway.problem;

import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths that there are and the methods that each takes, by the contract: a router that finds no method for a path says
 * no more than that there is nothing.
 */
@Singleton
class KnownPaths {
    private static final String CONTRACT = "META-INF/openapi.yaml";
    private static final Pattern PATH = Pattern.compile("^  \"?(/[^\":]*)\"?:\\s*$");
    private static final Pattern METHOD = Pattern.compile("^    (get|put|post|delete|patch):\\s*$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

    private final Map<Pattern, String> methods = new LinkedHashMap<>();

    KnownPaths() {
        Map<String, List<String>> contract = new LinkedHashMap<>();
        try (BufferedReader lines = open()) {
            String path = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher found = PATH.matcher(line);
                if (found.matches()) {
                    path = found.group(1);
                }
                Matcher method = METHOD.matcher(line);
                if (method.matches() && !path.isEmpty()) {
                    contract.computeIfAbsent(path, each -> new ArrayList<>())
                            .add(method.group(1).toUpperCase());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        contract.forEach((path, taken) -> methods.put(pattern(path), allowed(taken)));
    }

    private static BufferedReader open() throws IOException {
        InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(CONTRACT);
        if (stream == null) {
            throw new IOException(CONTRACT + " is not in the class path");
        }
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static Pattern pattern(String path) {
        StringBuilder pattern = new StringBuilder();
        for (String fixed : PLACEHOLDER.split(path, -1)) {
            pattern.append(pattern.isEmpty() ? "" : "[^/]+").append(Pattern.quote(fixed));
        }
        return Pattern.compile(pattern.toString());
    }

    private static String allowed(List<String> taken) {
        String listed = String.join(", ", taken).replace("GET", "GET, HEAD");
        return listed + ", OPTIONS";
    }

    /** What the field Allow says of the path; empty where there is no such path. */
    Optional<String> allowed(String path) {
        return methods.entrySet().stream()
                .filter(each -> each.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
