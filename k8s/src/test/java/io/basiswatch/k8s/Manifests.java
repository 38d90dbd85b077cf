package io.basiswatch.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * All objects of one rendered kustomization.
 *
 * @param objects as trees, in the order of rendering
 */
record Manifests(List<ObjectNode> objects) {
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob");

    /** A copy that can be damaged without harm to this one. */
    Manifests copy() {
        return new Manifests(objects.stream().map(ObjectNode::deepCopy).toList());
    }

    Stream<ObjectNode> ofKind(String kind) {
        return objects.stream().filter(object -> kind(object).equals(kind));
    }

    Stream<ObjectNode> workloads() {
        return objects.stream().filter(object -> WORKLOADS.contains(kind(object)));
    }

    Optional<ObjectNode> find(String kind, String name) {
        return ofKind(kind).filter(object -> name(object).equals(name)).findFirst();
    }

    /** The one object that the test is about; its name may carry the hash that kustomize appends. */
    ObjectNode get(String kind, String name) {
        return ofKind(kind)
                .filter(object -> name(object).equals(name) || name(object).matches(name + "-[a-z0-9]{10}"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + name));
    }

    /** The workload of the service called {@code name}. */
    ObjectNode workload(String name) {
        return workloads()
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no workload " + name));
    }

    /** The workloads that {@code selector}, a podSelector or the selector of a Service, picks. */
    Stream<ObjectNode> selectedBy(JsonNode selector) {
        JsonNode labels = selector.has("matchLabels") ? selector.get("matchLabels") : selector;
        return workloads()
                .filter(workload -> labels.properties().stream()
                        .allMatch(label -> workload.at("/spec/template/metadata/labels")
                                .path(label.getKey())
                                .equals(label.getValue())));
    }

    /** What is set for the container, by name: from its ConfigMap, then its own list, values as text. */
    Stream<Variable> environment(JsonNode container) {
        Stream<Variable> shared = elements(container.path("envFrom"))
                .flatMap(source ->
                        find("ConfigMap", source.at("/configMapRef/name").asText()).stream())
                .flatMap(map -> map.path("data").properties().stream())
                .map(entry -> new Variable(entry.getKey(), entry.getValue().asText(), false));
        Stream<Variable> own = elements(container.path("env"))
                .map(entry -> new Variable(
                        entry.path("name").asText(),
                        entry.path("value").asText(),
                        entry.at("/valueFrom").has("secretKeyRef")));
        return Stream.concat(shared, own).sorted(Comparator.comparing(Variable::name));
    }

    /**
     * An environment variable of a container.
     *
     * @param name as the process sees it
     * @param value empty where it comes from elsewhere
     * @param secret whether it is read from a Secret
     */
    record Variable(String name, String value, boolean secret) {}

    static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static JsonNode podSpec(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    /** Every container that runs in the workload's pods, those that run before the others too. */
    static Stream<JsonNode> containers(JsonNode workload) {
        JsonNode pod = podSpec(workload);
        return Stream.concat(elements(pod.path("initContainers")), elements(pod.path("containers")));
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
