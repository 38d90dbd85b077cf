package io.basiswatch.k8s;

import static io.basiswatch.k8s.Manifests.containers;
import static io.basiswatch.k8s.Manifests.elements;
import static io.basiswatch.k8s.Manifests.name;
import static io.basiswatch.k8s.Manifests.podSpec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * The restricted Pod Security Standard, field by field, and a little more: a read-only root file system and a numeric
 * user.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>
 */
final class PodSecurityCheck implements Check {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final List<String> MODES = List.of("enforce", "audit", "warn");

    @Override
    public void examine(Manifests manifests, Findings findings) {
        manifests.ofKind("Namespace").forEach(namespace -> {
            for (String mode : MODES) {
                JsonNode level = namespace.at("/metadata/labels").path("pod-security.kubernetes.io/" + mode);
                findings.require(
                        level.asText().equals("restricted"), name(namespace) + " does not " + mode + " restricted");
            }
        });
        manifests.workloads().forEach(workload -> {
            examinePod(name(workload), podSpec(workload), findings);
            containers(workload)
                    .forEach(container -> examineContainer(
                            name(workload) + '/' + container.path("name").asText(), container, findings));
        });
    }

    private static void examinePod(String what, JsonNode pod, Findings findings) {
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            findings.require(!pod.path(shared).asBoolean(), what + " shares " + shared);
        }
        JsonNode security = pod.path("securityContext");
        findings.require(security.path("runAsNonRoot").asBoolean(), what + " may run as root");
        findings.require(security.path("runAsUser").asInt() > 0, what + " has no numeric user other than root");
        findings.require(
                security.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
                what + " has no default seccomp profile");
        findings.require(security.path("sysctls").isEmpty(), what + " sets sysctls");
        elements(pod.path("volumes"))
                .forEach(volume -> volume.fieldNames()
                        .forEachRemaining(field -> findings.require(
                                field.equals("name") || VOLUMES.contains(field),
                                what + " mounts a volume of type " + field)));
        findings.require(
                pod.path("automountServiceAccountToken").isBoolean()
                        && !pod.path("automountServiceAccountToken").asBoolean(),
                what + " mounts a token");
    }

    private static void examineContainer(String what, JsonNode container, Findings findings) {
        JsonNode security = container.path("securityContext");
        findings.require(
                security.path("allowPrivilegeEscalation").isBoolean()
                        && !security.path("allowPrivilegeEscalation").asBoolean(),
                what + " may escalate privileges");
        findings.require(!security.path("privileged").asBoolean(), what + " is privileged");
        findings.require(security.path("runAsNonRoot").asBoolean(true), what + " may run as root");
        findings.require(security.path("runAsUser").asInt(1) > 0, what + " runs as root");
        findings.require(security.path("readOnlyRootFilesystem").asBoolean(), what + " may write its root file system");
        findings.require(
                elements(security.at("/capabilities/drop"))
                        .anyMatch(each -> each.asText().equals("ALL")),
                what + " does not drop all capabilities");
        findings.require(
                elements(security.at("/capabilities/add"))
                        .allMatch(each -> each.asText().equals("NET_BIND_SERVICE")),
                what + " adds capabilities");
        findings.require(
                Set.of("", "RuntimeDefault", "Localhost")
                        .contains(security.at("/seccompProfile/type").asText()),
                what + " has no seccomp profile");
        findings.require(security.path("procMount").asText("Default").equals("Default"), what + " unmasks /proc");
        elements(container.path("ports"))
                .forEach(port ->
                        findings.require(port.path("hostPort").asInt() == 0, what + " takes a port of its node"));
    }
}
