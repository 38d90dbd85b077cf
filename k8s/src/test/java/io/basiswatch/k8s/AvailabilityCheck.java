package io.basiswatch.k8s;

import static io.basiswatch.k8s.Manifests.containers;
import static io.basiswatch.k8s.Manifests.elements;
import static io.basiswatch.k8s.Manifests.kind;
import static io.basiswatch.k8s.Manifests.name;
import static io.basiswatch.k8s.Manifests.podSpec;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.k8s.Manifests.Variable;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Pods can always be drained, have the time to end in order, spread over nodes, and are scaled by one hand only. */
final class AvailabilityCheck implements Check {
    /** What a process may still need when all its own waits are over. */
    private static final Duration RESERVE = Duration.ofSeconds(10);

    /** Partitions of {@code market.events}: an indicator pod more than that would idle. */
    private static final int PARTITIONS = 12;

    private final Map<String, ServiceFacts> services;

    AvailabilityCheck(Map<String, ServiceFacts> services) {
        this.services = services;
    }

    @Override
    public void examine(Manifests manifests, Findings findings) {
        manifests
                .workloads()
                .filter(workload -> services.containsKey(name(workload)))
                .forEach(workload -> {
                    examineBudget(workload, manifests, findings);
                    examineGrace(workload, manifests, findings);
                    examineSpread(workload, findings);
                    examineReplicas(workload, manifests, findings);
                });
        manifests
                .ofKind("PodDisruptionBudget")
                .forEach(budget -> findings.require(
                        manifests.selectedBy(budget.at("/spec/selector")).count() == 1,
                        "the budget " + name(budget) + " is not for one workload"));
        manifests.ofKind("HorizontalPodAutoscaler").forEach(scaler -> examineScaler(scaler, manifests, findings));
    }

    private static void examineBudget(JsonNode workload, Manifests manifests, Findings findings) {
        var budgets = manifests
                .ofKind("PodDisruptionBudget")
                .filter(budget ->
                        manifests.selectedBy(budget.at("/spec/selector")).anyMatch(workload::equals))
                .toList();
        findings.require(budgets.size() == 1, name(workload) + " has " + budgets.size() + " budgets");
        long replicas = leastReplicas(workload, manifests);
        budgets.forEach(budget -> findings.require(
                evictable(budget.path("spec"), replicas) > 0,
                "the budget of " + name(workload) + " lets none of " + replicas + " pods go"));
    }

    /** How many of {@code replicas} healthy pods may be evicted at once. */
    private static long evictable(JsonNode budget, long replicas) {
        if (budget.has("maxUnavailable")) {
            return count(budget.get("maxUnavailable"), replicas);
        }
        return replicas - count(budget.path("minAvailable"), replicas);
    }

    /** Kubernetes rounds shares up, for both kinds of budget. */
    private static long count(JsonNode number, long replicas) {
        String text = number.asText();
        return text.endsWith("%")
                ? (long) Math.ceil(Integer.parseInt(text.substring(0, text.length() - 1)) * replicas / 100.0)
                : number.asLong();
    }

    private static long leastReplicas(JsonNode workload, Manifests manifests) {
        return scaler(workload, manifests)
                .map(scaler -> scaler.at("/spec/minReplicas").asLong(1))
                .orElse(workload.at("/spec/replicas").asLong(1));
    }

    private static Optional<JsonNode> scaler(JsonNode workload, Manifests manifests) {
        return manifests
                .ofKind("HorizontalPodAutoscaler")
                .filter(scaler ->
                        scaler.at("/spec/scaleTargetRef/name").asText().equals(name(workload)))
                .map(JsonNode.class::cast)
                .findFirst();
    }

    private void examineGrace(JsonNode workload, Manifests manifests, Findings findings) {
        JsonNode pod = podSpec(workload);
        Duration grace =
                Duration.ofSeconds(pod.path("terminationGracePeriodSeconds").asLong(30));
        containers(workload).forEach(container -> {
            Duration preStop = Duration.ofSeconds(
                    container.at("/lifecycle/preStop/sleep/seconds").asLong());
            Duration needed =
                    preStop.plus(shutdown(name(workload), container, manifests)).plus(RESERVE);
            findings.require(
                    grace.compareTo(needed) >= 0,
                    name(workload) + " is killed after " + grace + " but needs " + needed);
            findings.require(
                    preStop.isPositive() || !hasPort(container, "http"),
                    name(workload) + " stops while it is still being sent requests");
        });
    }

    private static boolean hasPort(JsonNode container, String port) {
        return elements(container.path("ports"))
                .anyMatch(each -> each.path("name").asText().equals(port));
    }

    /**
     * What Quarkus waits for: its delay, during which it is not ready, and its timeout for what is under way; and a collector
     * for others to take over.
     */
    private Duration shutdown(String name, JsonNode container, Manifests manifests) {
        return setting("quarkus.shutdown.delay", name, container, manifests)
                .plus(setting("quarkus.shutdown.timeout", name, container, manifests))
                .plus(setting("collector.shards.hand-over", name, container, manifests));
    }

    private Duration setting(String key, String name, JsonNode container, Manifests manifests) {
        String text = manifests
                .environment(container)
                .filter(variable ->
                        variable.name().equals(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")))
                .map(Variable::value)
                .findFirst()
                .orElse(services.get(name).property(key, ""));
        return ServiceFacts.duration(text);
    }

    private static void examineSpread(JsonNode workload, Findings findings) {
        JsonNode labels = workload.at("/spec/selector/matchLabels");
        for (String key : new String[] {"topology.kubernetes.io/zone", "kubernetes.io/hostname"}) {
            Stream<JsonNode> spread = elements(podSpec(workload).path("topologySpreadConstraints"))
                    .filter(each -> each.path("topologyKey").asText().equals(key))
                    .filter(each -> each.at("/labelSelector/matchLabels").equals(labels));
            findings.require(spread.count() == 1, name(workload) + " is not spread by " + key);
        }
    }

    private static void examineReplicas(JsonNode workload, Manifests manifests, Findings findings) {
        String what = name(workload);
        long replicas = workload.at("/spec/replicas").asLong(1);
        findings.require(
                scaler(workload, manifests).isEmpty() || !workload.at("/spec").has("replicas"),
                what + " says how many, and so does its autoscaler");
        findings.require(
                !what.equals("collector") || replicas >= 2 && kind(workload).equals("StatefulSet"),
                "collectors need names that stay, and somebody to hand over to");
        findings.require(!what.equals("indicator") || replicas <= PARTITIONS, "more indicator pods than partitions");
        if (kind(workload).equals("Deployment")) {
            JsonNode rolling = workload.at("/spec/strategy/rollingUpdate");
            findings.require(
                    rolling.path("maxUnavailable").asText().equals("0")
                            && rolling.path("maxSurge").asInt() > 0,
                    what + " takes pods away before others are ready");
        }
    }

    private static void examineScaler(JsonNode scaler, Manifests manifests, Findings findings) {
        String what = "the autoscaler " + name(scaler);
        JsonNode target = scaler.at("/spec/scaleTargetRef");
        Optional<JsonNode> scaled = manifests
                .find(target.path("kind").asText(), target.path("name").asText())
                .filter(found -> found.path("apiVersion").equals(target.path("apiVersion")))
                .map(JsonNode.class::cast);
        findings.require(scaled.isPresent(), what + " scales nothing: " + target);
        long least = scaler.at("/spec/minReplicas").asLong(1);
        findings.require(least >= 2, what + " goes down to " + least);
        findings.require(scaler.at("/spec/maxReplicas").asLong() > least, what + " cannot scale");
        elements(scaler.at("/spec/metrics")).forEach(metric -> {
            String resource = metric.at("/resource/name").asText();
            findings.require(
                    scaled.stream()
                            .flatMap(Manifests::containers)
                            .allMatch(container ->
                                    container.at("/resources/requests").has(resource)),
                    what + " looks at " + resource + ", of which nothing is requested");
        });
    }
}
