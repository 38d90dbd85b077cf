package io.basiswatch.k8s;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Turns a kustomization into manifests, by the same program that an operator uses. */
final class Rendering {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    private Rendering() {}

    /** The base and every overlay: all that can be rendered by itself. */
    static List<String> kustomizations() {
        try (Stream<Path> overlays = Files.list(Path.of("overlays"))) {
            return Stream.concat(Stream.of("base"), overlays.map(Path::toString).sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manifests of {@code kustomization}, which nobody may change; ends the test, saying so, on a machine without kubectl. */
    static Manifests render(String kustomization) {
        requireKubectl();
        return RENDERED.computeIfAbsent(kustomization, folder -> parse(output("kubectl", "kustomize", folder)));
    }

    private static void requireKubectl() {
        if (!RENDERED.isEmpty()) {
            return;
        }
        try {
            output("kubectl", "version", "--client");
        } catch (UncheckedIOException e) {
            String notice = "NOT CHECKED: the Kubernetes manifests, because there is no kubectl on the PATH";
            System.out.println(notice);
            abort(notice);
        }
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Manifests parse(String text) {
        List<ObjectNode> objects = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            documents.forEachRemaining(document -> objects.add((ObjectNode) document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Manifests(objects);
    }
}
