package io.basiswatch.k8s;

import static io.basiswatch.k8s.Manifests.containers;
import static io.basiswatch.k8s.Manifests.elements;
import static io.basiswatch.k8s.Manifests.kind;
import static io.basiswatch.k8s.Manifests.name;
import static io.basiswatch.k8s.Manifests.podSpec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** What one object names exists in another: selectors, ports, accounts, maps; one namespace; and no Secret in git. */
final class ReferenceCheck implements Check {
    @Override
    public void examine(Manifests manifests, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (JsonNode object : manifests.objects()) {
            String what = kind(object) + ' ' + name(object);
            findings.require(seen.add(what), what + " is there twice");
            findings.require(!kind(object).equals("Secret"), what + " does not belong into git");
            findings.require(
                    kind(object).equals("Namespace")
                            || manifests
                                    .find(
                                            "Namespace",
                                            object.at("/metadata/namespace").asText())
                                    .isPresent(),
                    what + " is in no namespace of ours");
        }
        manifests.ofKind("Service").forEach(service -> examineService(service, manifests, findings));
        manifests.workloads().forEach(workload -> examineWorkload(workload, manifests, findings));
    }

    private static void examineService(JsonNode service, Manifests manifests, Findings findings) {
        var selected = manifests.selectedBy(service.at("/spec/selector")).toList();
        findings.require(
                selected.size() == 1, "Service " + name(service) + " selects " + selected.size() + " workloads");
        findings.require(
                Set.of("", "ClusterIP").contains(service.at("/spec/type").asText()),
                "Service " + name(service) + " is open to the outside");
        elements(service.at("/spec/ports"))
                .forEach(port -> selected.forEach(workload -> findings.require(
                        hasPort(workload, port.path("targetPort")),
                        "Service " + name(service) + " leads to port " + port.path("targetPort")
                                + ", which no container has")));
    }

    private static boolean hasPort(JsonNode workload, JsonNode wanted) {
        return containers(workload)
                .flatMap(container -> elements(container.path("ports")))
                .anyMatch(port -> port.path("name").equals(wanted)
                        || port.path("containerPort").equals(wanted));
    }

    private static void examineWorkload(JsonNode workload, Manifests manifests, Findings findings) {
        JsonNode pod = podSpec(workload);
        String account = pod.path("serviceAccountName").asText();
        findings.require(
                manifests.find("ServiceAccount", account).isPresent(), name(workload) + " has no account " + account);
        if (kind(workload).equals("StatefulSet")) {
            String service = workload.at("/spec/serviceName").asText();
            findings.require(
                    manifests
                            .find("Service", service)
                            .filter(found ->
                                    found.at("/spec/clusterIP").asText().equals("None"))
                            .isPresent(),
                    name(workload) + " has no headless Service " + service);
        }
        containers(workload)
                .flatMap(container -> elements(container.path("envFrom")))
                .forEach(source -> {
                    String map = source.at("/configMapRef/name").asText();
                    findings.require(
                            manifests.find("ConfigMap", map).isPresent(), name(workload) + " has no ConfigMap " + map);
                    findings.require(
                            map.matches(".+-[a-z0-9]{10}"), name(workload) + " is not rolled when " + map + " changes");
                });
    }
}
