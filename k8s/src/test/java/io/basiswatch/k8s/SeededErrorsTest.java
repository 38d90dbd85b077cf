package io.basiswatch.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks themselves are checked: each of these mistakes must be found by the check whose business it is. */
class SeededErrorsTest {
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";
    private static final String GATEWAY = "Deployment gateway";
    private static final String INDICATOR = "StatefulSet indicator";
    private static final String COLLECTOR = "StatefulSet collector";

    private final List<SeededError> errors = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("errors")
    void everySeededMistakeIsFound(SeededError error) {
        // Given
        Manifests sound = Rendering.render("base");

        // When
        List<String> findings = Check.findings(error.in(sound));

        // Then
        assertThat(findings)
                .anyMatch(finding -> finding.startsWith(error.check().getSimpleName() + ": "));
    }

    static List<SeededError> errors() {
        SeededErrorsTest seeds = new SeededErrorsTest();
        seeds.schema();
        seeds.podSecurity();
        seeds.workloads();
        seeds.references();
        seeds.configuration();
        seeds.availability();
        seeds.network();
        return seeds.errors;
    }

    private void schema() {
        put("a misspelt probe", SchemaCheck.class, GATEWAY, CONTAINER + "/livenesProbe", "{}");
        put("a misspelt field deep inside", SchemaCheck.class, GATEWAY, CONTAINER + "/livenessProbe/httpGet/prot", "1");
        put("a text where a number belongs", SchemaCheck.class, INDICATOR, "/spec/replicas", "\"two\"");
        put("a list where an object belongs", SchemaCheck.class, INDICATOR, POD + "/securityContext", "[]");
        add("a kind that is not used here", SchemaCheck.class, object("batch/v1", "Job", "once"));
        add("an old version of an API", SchemaCheck.class, object("policy/v1beta1", "PodDisruptionBudget", "old"));
    }

    private void podSecurity() {
        String security = CONTAINER + "/securityContext";
        put("root", PodSecurityCheck.class, GATEWAY, POD + "/securityContext/runAsUser", "0");
        remove("no runAsNonRoot", PodSecurityCheck.class, GATEWAY, POD + "/securityContext/runAsNonRoot");
        remove("no seccomp profile", PodSecurityCheck.class, COLLECTOR, POD + "/securityContext/seccompProfile");
        remove("privileges may grow", PodSecurityCheck.class, COLLECTOR, security + "/allowPrivilegeEscalation");
        remove("capabilities are kept", PodSecurityCheck.class, COLLECTOR, security + "/capabilities");
        put("NET_RAW", PodSecurityCheck.class, COLLECTOR, security + "/capabilities/add", "[\"NET_RAW\"]");
        put("privileged", PodSecurityCheck.class, GATEWAY, security + "/privileged", "true");
        put(
                "a root file system to write",
                PodSecurityCheck.class,
                GATEWAY,
                security + "/readOnlyRootFilesystem",
                "false");
        put("the node's network", PodSecurityCheck.class, COLLECTOR, POD + "/hostNetwork", "true");
        put("a port of the node", PodSecurityCheck.class, GATEWAY, CONTAINER + "/ports/0/hostPort", "80");
        put(
                "a folder of the node",
                PodSecurityCheck.class,
                INDICATOR,
                POD + "/volumes/0",
                "{\"name\": \"tmp\", \"hostPath\": {\"path\": \"/\"}}");
        put("a token", PodSecurityCheck.class, INDICATOR, POD + "/automountServiceAccountToken", "true");
        put(
                "a namespace that lets anything in",
                PodSecurityCheck.class,
                "Namespace basiswatch",
                "/metadata/labels/pod-security.kubernetes.io~1enforce",
                "\"privileged\"");
    }

    private void workloads() {
        put(
                "the tag latest",
                WorkloadCheck.class,
                GATEWAY,
                CONTAINER + "/image",
                "\"basiswatch/gateway-service:latest\"");
        put(
                "a tag, no digest",
                WorkloadCheck.class,
                GATEWAY,
                CONTAINER + "/image",
                "\"basiswatch/gateway-service:1.0\"");
        remove("no liveness probe", WorkloadCheck.class, INDICATOR, CONTAINER + "/livenessProbe");
        remove("no memory reserved", WorkloadCheck.class, INDICATOR, CONTAINER + "/resources/requests/memory");
        put(
                "more memory than reserved",
                WorkloadCheck.class,
                INDICATOR,
                CONTAINER + "/resources/limits/memory",
                "\"8Gi\"");
        put("a CPU limit", WorkloadCheck.class, GATEWAY, CONTAINER + "/resources/limits/cpu", "\"1\"");
        remove("nowhere to write", WorkloadCheck.class, GATEWAY, CONTAINER + "/volumeMounts");
        remove("an unbounded /tmp", WorkloadCheck.class, GATEWAY, POD + "/volumes/0/emptyDir/sizeLimit");
        remove("variables of other services", WorkloadCheck.class, COLLECTOR, POD + "/enableServiceLinks");
        remove("the default account", WorkloadCheck.class, COLLECTOR, POD + "/serviceAccountName");
        put(
                "a selector of other pods",
                WorkloadCheck.class,
                GATEWAY,
                "/spec/selector/matchLabels/app.kubernetes.io~1name",
                "\"gatway\"");
    }

    private void references() {
        put(
                "a Service that selects nothing",
                ReferenceCheck.class,
                "Service gateway",
                "/spec/selector",
                "{\"app\": \"x\"}");
        put(
                "a Service port to nowhere",
                ReferenceCheck.class,
                "Service gateway",
                "/spec/ports/0/targetPort",
                "\"web\"");
        put("a Service for the world", ReferenceCheck.class, "Service gateway", "/spec/type", "\"NodePort\"");
        remove("an account that does not exist", ReferenceCheck.class, "ServiceAccount gateway", "");
        remove("a map that does not exist", ReferenceCheck.class, "ConfigMap gateway", "");
        put("a set without its Service", ReferenceCheck.class, INDICATOR, "/spec/serviceName", "\"indicators\"");
        put("another namespace", ReferenceCheck.class, "Service gateway", "/metadata/namespace", "\"default\"");
        add("a Secret in git", ReferenceCheck.class, object("v1", "Secret", "gateway-keys"));
    }

    private void configuration() {
        put("another port", ConfigurationCheck.class, COLLECTOR, CONTAINER + "/ports/0/containerPort", "9090");
        put(
                "a probe that asks for nothing",
                ConfigurationCheck.class,
                GATEWAY,
                CONTAINER + "/readinessProbe/httpGet/path",
                "\"/health\"");
        put(
                "a probe at the public port",
                ConfigurationCheck.class,
                GATEWAY,
                CONTAINER + "/livenessProbe/httpGet/port",
                "\"http\"");
        put("a misspelt variable", ConfigurationCheck.class, "ConfigMap collector", "/data/COLECTOR_ASSETS", "\"BTC\"");
        put(
                "another service's variable",
                ConfigurationCheck.class,
                "ConfigMap gateway",
                "/data/COLLECTOR_ASSETS",
                "\"BTC\"");
        remove(
                "no address of the log",
                ConfigurationCheck.class,
                "ConfigMap indicator",
                "/data/KAFKA_BOOTSTRAP_SERVERS");
        remove("no pepper", ConfigurationCheck.class, GATEWAY, CONTAINER + "/env/2");
        put(
                "a password in a map",
                ConfigurationCheck.class,
                "ConfigMap indicator",
                "/data/QUARKUS_DATASOURCE_PASSWORD",
                "\"not-in-git\"");
        put(
                "credentials in an address",
                ConfigurationCheck.class,
                "ConfigMap gateway",
                "/data/QUARKUS_REDIS_HOSTS",
                "\"redis://me:not-in-git@redis.data:6379\"");
    }

    private void availability() {
        put(
                "a budget that blocks every drain",
                AvailabilityCheck.class,
                "PodDisruptionBudget gateway",
                "/spec/minAvailable",
                "\"100%\"");
        remove("no budget", AvailabilityCheck.class, "PodDisruptionBudget indicator", "");
        put("too little time to end", AvailabilityCheck.class, GATEWAY, POD + "/terminationGracePeriodSeconds", "30");
        put(
                "a longer wait in the map",
                AvailabilityCheck.class,
                "ConfigMap gateway",
                "/data/QUARKUS_SHUTDOWN_TIMEOUT",
                "\"60s\"");
        remove("no moment for endpoints", AvailabilityCheck.class, GATEWAY, CONTAINER + "/lifecycle");
        remove("all on one node", AvailabilityCheck.class, INDICATOR, POD + "/topologySpreadConstraints/1");
        put("two hands on replicas", AvailabilityCheck.class, GATEWAY, "/spec/replicas", "3");
        put("a lone collector", AvailabilityCheck.class, COLLECTOR, "/spec/replicas", "1");
        put("no time to hand over", AvailabilityCheck.class, COLLECTOR, POD + "/terminationGracePeriodSeconds", "30");
        put("more pods than partitions", AvailabilityCheck.class, INDICATOR, "/spec/replicas", "13");
        put("pods go first", AvailabilityCheck.class, GATEWAY, "/spec/strategy/rollingUpdate/maxUnavailable", "1");
        put(
                "an autoscaler of nothing",
                AvailabilityCheck.class,
                "HorizontalPodAutoscaler gateway",
                "/spec/scaleTargetRef/kind",
                "\"StatefulSet\"");
        remove("a share of no request", AvailabilityCheck.class, GATEWAY, CONTAINER + "/resources/requests/cpu");
    }

    private void network() {
        remove("nothing denied", NetworkCheck.class, "NetworkPolicy default-deny", "");
        remove("no names resolved", NetworkCheck.class, "NetworkPolicy dns", "");
        remove("no way to Redis", NetworkCheck.class, "NetworkPolicy gateway", "/spec/egress/0/ports/0");
        remove("no way to who verifies", NetworkCheck.class, "NetworkPolicy gateway", "/spec/egress/1");
        remove("everybody may have verified", NetworkCheck.class, "NetworkPolicy indicator", "/spec/ingress/0/from");
        put("the gateway in the Internet", NetworkCheck.class, "NetworkPolicy gateway", "/spec/egress/0", "{}");
        put(
                "a port that nobody needs",
                NetworkCheck.class,
                "NetworkPolicy indicator",
                "/spec/egress/0/ports/0/port",
                "22");
        remove(
                "the cluster open to a collector",
                NetworkCheck.class,
                "NetworkPolicy collector",
                "/spec/egress/0/to/0/ipBlock/except");
        remove("everybody may come in", NetworkCheck.class, "NetworkPolicy gateway", "/spec/ingress/0/from");
        remove("nobody may scrape", NetworkCheck.class, "NetworkPolicy metrics", "");
    }

    private void put(String mistake, Class<? extends Check> check, String object, String pointer, String value) {
        errors.add(new SeededError(mistake, check, object, pointer, value));
    }

    private void remove(String mistake, Class<? extends Check> check, String object, String pointer) {
        put(mistake, check, object, pointer, "");
    }

    private void add(String mistake, Class<? extends Check> check, String object) {
        put(mistake, check, "", "", object);
    }

    private static String object(String version, String kind, String name) {
        return """
                {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "%s", "namespace": "basiswatch"}}""".formatted(version, kind, name);
    }
}
