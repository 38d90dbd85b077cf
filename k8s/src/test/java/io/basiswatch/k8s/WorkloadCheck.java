package io.basiswatch.k8s;

import static io.basiswatch.k8s.Manifests.containers;
import static io.basiswatch.k8s.Manifests.elements;
import static io.basiswatch.k8s.Manifests.name;
import static io.basiswatch.k8s.Manifests.podSpec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** What every workload has: a pinned image, three different probes, reserved memory, a place to write, an account. */
final class WorkloadCheck implements Check {
    private static final Pattern PINNED = Pattern.compile("[^@]+@sha256:[0-9a-f]{64}");

    @Override
    public void examine(Manifests manifests, Findings findings) {
        manifests.workloads().forEach(workload -> {
            String what = name(workload);
            JsonNode pod = podSpec(workload);
            findings.require(
                    workload.at("/spec/selector/matchLabels").properties().stream()
                            .allMatch(label -> workload.at("/spec/template/metadata/labels")
                                    .path(label.getKey())
                                    .equals(label.getValue())),
                    what + " does not select its own pods");
            findings.require(workload.at("/spec/minReadySeconds").asInt() > 0, what + " has no minReadySeconds");
            findings.require(
                    !pod.path("enableServiceLinks").asBoolean(true), what + " gets variables of other services");
            String account = pod.path("serviceAccountName").asText("default");
            findings.require(!account.equals("default"), what + " uses the default service account");
            containers(workload).forEach(container -> examine(what, container, pod, findings));
        });
    }

    private static void examine(String what, JsonNode container, JsonNode pod, Findings findings) {
        String image = container.path("image").asText();
        findings.require(PINNED.matcher(image).matches(), what + ": image " + image + " is not pinned by a digest");

        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            findings.require(container.has(probe), what + " has no " + probe);
        }
        findings.require(
                !container.at("/livenessProbe/httpGet").equals(container.at("/readinessProbe/httpGet")),
                what + " is restarted for not being ready");

        JsonNode requests = container.at("/resources/requests");
        JsonNode limits = container.at("/resources/limits");
        for (String resource : List.of("cpu", "memory", "ephemeral-storage")) {
            findings.require(requests.has(resource), what + " requests no " + resource);
        }
        findings.require(
                limits.path("memory").equals(requests.path("memory")), what + " has not all its memory reserved");
        findings.require(!limits.has("cpu"), what + " has a CPU limit, which shows as late values");
        findings.require(limits.has("ephemeral-storage"), what + " may fill the node's disk");

        boolean writesTo = elements(container.path("volumeMounts"))
                .filter(mount -> mount.path("mountPath").asText().equals("/tmp"))
                .flatMap(mount -> elements(pod.path("volumes"))
                        .filter(volume -> volume.path("name").equals(mount.path("name"))))
                .anyMatch(volume -> volume.at("/emptyDir").has("sizeLimit"));
        findings.require(writesTo, what + " has no bounded /tmp");
    }
}
