package io.basiswatch.k8s;

import static io.basiswatch.k8s.Manifests.containers;
import static io.basiswatch.k8s.Manifests.elements;
import static io.basiswatch.k8s.Manifests.name;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.k8s.Manifests.Variable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything is denied but the named flows, every address that a service is told is a named flow, and no other is. */
final class NetworkCheck implements Check {
    /** A host in another namespace, and its port: {@code kafka.data:9092}. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[a-z:]+//)?[a-z0-9-]+\\.(?<namespace>[a-z0-9-]+):(?<port>\\d+)(?:/.*)?");

    /** A Service of ours, and its port: {@code http://indicator:8082}. */
    private static final Pattern OURS = Pattern.compile("http://(?<service>[a-z0-9-]+):(?<port>\\d+)");

    private static final Pattern URL = Pattern.compile("(?:https|wss)://[^\\s,}]+");

    /** Where venues listen, the ones that are not collected yet included. */
    private static final Set<String> VENUE_PORTS = Set.of("Internet:443", "Internet:8443", "Internet:9443");

    private static final List<String> PRIVATE =
            List.of("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16");

    private final Map<String, ServiceFacts> services;

    NetworkCheck(Map<String, ServiceFacts> services) {
        this.services = services;
    }

    @Override
    public void examine(Manifests manifests, Findings findings) {
        findings.require(
                manifests.ofKind("NetworkPolicy").anyMatch(NetworkCheck::deniesAll), "nothing is denied by default");
        manifests
                .workloads()
                .filter(workload -> services.containsKey(name(workload)))
                .forEach(workload -> {
                    Set<String> allowed = new TreeSet<>();
                    egress(workload, manifests).forEach(rule -> flows(rule).forEach(allowed::add));
                    Set<String> needed = needed(workload, manifests);
                    findings.require(
                            allowed.equals(needed), name(workload) + " may reach " + allowed + ", needs " + needed);
                    examineInternet(workload, manifests, findings);
                    examineIngress(workload, manifests, findings);
                });
    }

    private static boolean deniesAll(JsonNode policy) {
        JsonNode spec = policy.path("spec");
        return spec.path("podSelector").isObject()
                && spec.path("podSelector").isEmpty()
                && elements(spec.path("policyTypes")).count() == 2
                && !spec.has("ingress")
                && !spec.has("egress");
    }

    private static Stream<JsonNode> policies(JsonNode workload, Manifests manifests) {
        return manifests
                .ofKind("NetworkPolicy")
                .filter(policy ->
                        manifests.selectedBy(policy.at("/spec/podSelector")).anyMatch(workload::equals))
                .map(JsonNode.class::cast);
    }

    private static Stream<JsonNode> egress(JsonNode workload, Manifests manifests) {
        return policies(workload, manifests).flatMap(policy -> elements(policy.at("/spec/egress")));
    }

    /** The flows that a rule allows, as {@code namespace:port}; the Internet is a namespace here, and so is a pod of ours. */
    private static Stream<String> flows(JsonNode rule) {
        if (!rule.has("to") || !rule.has("ports")) {
            return Stream.of("anywhere");
        }
        return elements(rule.path("to"))
                .map(NetworkCheck::peer)
                .flatMap(peer -> elements(rule.path("ports"))
                        .map(port -> peer + ':' + port.path("port").asText()));
    }

    private static String peer(JsonNode peer) {
        if (peer.has("ipBlock")) {
            return "Internet";
        }
        return peer.has("namespaceSelector")
                ? peer.at("/namespaceSelector/matchLabels")
                        .path("kubernetes.io/metadata.name")
                        .asText("anywhere")
                : peer.at("/podSelector/matchLabels")
                        .path("app.kubernetes.io/name")
                        .asText("anywhere");
    }

    /** The flows that follow from what the service is told, the resolving of names included. */
    private Set<String> needed(JsonNode workload, Manifests manifests) {
        Set<String> needed = new TreeSet<>(Set.of("kube-system:53"));
        containers(workload)
                .flatMap(manifests::environment)
                .map(Variable::value)
                .forEach(value -> {
                    Matcher address = ADDRESS.matcher(value.replaceFirst("^jdbc:", ""));
                    if (address.matches()) {
                        needed.add(address.group("namespace") + ':' + address.group("port"));
                    }
                    Matcher ours = OURS.matcher(value);
                    if (ours.matches()) {
                        needed.add(ours.group("service") + ':' + ours.group("port"));
                    }
                });
        services.get(name(workload)).properties().values().stream()
                .flatMap(value -> URL.matcher(value.toString()).results())
                .map(url -> URI.create(url.group()).getPort())
                .forEach(port -> needed.add("Internet:" + (port < 0 ? 443 : port)));
        if (needed.contains("Internet:443")) {
            needed.addAll(VENUE_PORTS);
        }
        return needed;
    }

    private static void examineInternet(JsonNode workload, Manifests manifests, Findings findings) {
        egress(workload, manifests)
                .flatMap(rule -> elements(rule.path("to")))
                .map(peer -> peer.path("ipBlock"))
                .filter(block -> block.path("cidr").asText().equals("0.0.0.0/0"))
                .forEach(block -> {
                    List<String> except =
                            elements(block.path("except")).map(JsonNode::asText).toList();
                    findings.require(
                            except.containsAll(PRIVATE), name(workload) + " may reach into the cluster: " + except);
                });
    }

    private static void examineIngress(JsonNode workload, Manifests manifests, Findings findings) {
        Set<String> open = new TreeSet<>();
        policies(workload, manifests)
                .flatMap(policy -> elements(policy.at("/spec/ingress")))
                .forEach(rule -> {
                    findings.require(
                            rule.has("from") && rule.has("ports"), name(workload) + " is open to everybody: " + rule);
                    elements(rule.path("ports"))
                            .forEach(port -> open.add(port.path("port").asText()));
                });
        Set<String> ports = new TreeSet<>();
        containers(workload)
                .flatMap(container -> elements(container.path("ports")))
                .forEach(port -> ports.add(port.path("name").asText()));
        findings.require(open.equals(ports), name(workload) + " lets in " + open + ", listens at " + ports);
    }
}
