package io.basiswatch.k8s;

import static io.basiswatch.k8s.Manifests.containers;
import static io.basiswatch.k8s.Manifests.elements;
import static io.basiswatch.k8s.Manifests.name;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.k8s.Manifests.Variable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Ports, probe paths and variables are those of the services, and what is secret comes from a Secret. */
final class ConfigurationCheck implements Check {
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|PEPPER|TOKEN|USERNAME|SECRET).*");
    private static final Pattern CREDENTIALS = Pattern.compile("[a-z]+://[^/]*:[^/]*@.*");
    private static final Map<String, String> PROBES =
            Map.of("startupProbe", "started", "livenessProbe", "live", "readinessProbe", "ready");

    /** Without these a service does not start, or talks to its own pod. */
    private static final Map<String, Set<String>> REQUIRED = Map.of(
            "collector", Set.of("KAFKA_BOOTSTRAP_SERVERS", "COLLECTOR_ID"),
            "indicator",
                    Set.of(
                            "KAFKA_BOOTSTRAP_SERVERS",
                            "QUARKUS_REDIS_HOSTS",
                            "QUARKUS_DATASOURCE_JDBC_URL",
                            "QUARKUS_DATASOURCE_USERNAME",
                            "QUARKUS_DATASOURCE_PASSWORD"),
            "gateway",
                    Set.of(
                            "QUARKUS_REDIS_HOSTS",
                            "QUARKUS_DATASOURCE_REACTIVE_URL",
                            "QUARKUS_DATASOURCE_JDBC_URL",
                            "QUARKUS_DATASOURCE_USERNAME",
                            "QUARKUS_DATASOURCE_PASSWORD",
                            "GATEWAY_INDICATOR_URL",
                            "GATEWAY_KEY_PEPPER"));

    private final Map<String, ServiceFacts> services;

    ConfigurationCheck(Map<String, ServiceFacts> services) {
        this.services = services;
    }

    @Override
    public void examine(Manifests manifests, Findings findings) {
        services.values().forEach(service -> {
            List<JsonNode> containers =
                    containers(manifests.workload(service.name())).toList();
            findings.require(containers.size() == 1, service.name() + " has " + containers.size() + " containers");
            containers.forEach(container -> {
                examinePorts(container, service, findings);
                examineProbes(container, service, findings);
                examineVariables(manifests.environment(container).toList(), service, findings);
            });
        });
        manifests
                .workloads()
                .forEach(workload -> findings.require(
                        services.containsKey(name(workload)), name(workload) + " is no service of ours"));
    }

    private static void examinePorts(JsonNode container, ServiceFacts service, Findings findings) {
        Map<String, Integer> ports = elements(container.path("ports"))
                .collect(Collectors.toMap(
                        port -> port.path("name").asText(),
                        port -> port.path("containerPort").asInt()));
        findings.require(
                ports.getOrDefault("management", 0) == service.managementPort(),
                service.name() + " answers probes at " + service.managementPort() + ", not at " + ports);
        findings.require(
                !ports.containsKey("http") || ports.get("http") == service.httpPort(),
                service.name() + " listens at " + service.httpPort() + ", not at " + ports);
        findings.require(
                service.property("quarkus.management.enabled", "false").equals("true"),
                service.name() + " has no management port");
    }

    private static void examineProbes(JsonNode container, ServiceFacts service, Findings findings) {
        PROBES.forEach((probe, kind) -> {
            JsonNode request = container.path(probe).path("httpGet");
            findings.require(
                    request.path("path").asText().equals(service.healthPath(kind)),
                    service.name() + ": " + probe + " asks for " + request.path("path"));
            findings.require(
                    request.path("port").asText().equals("management"),
                    service.name() + ": " + probe + " asks at port " + request.path("port"));
        });
    }

    private static void examineVariables(List<Variable> variables, ServiceFacts service, Findings findings) {
        Set<String> names = variables.stream().map(Variable::name).collect(Collectors.toSet());
        REQUIRED.get(service.name())
                .forEach(needed -> findings.require(names.contains(needed), service.name() + " is not told " + needed));
        findings.require(names.size() == variables.size(), service.name() + " is told something twice");
        for (Variable variable : variables) {
            String what = service.name() + ": " + variable.name();
            findings.require(service.reads(variable.name()), what + " is read by nobody");
            findings.require(
                    variable.secret() == SECRET.matcher(variable.name()).matches(),
                    what + (variable.secret() ? " needs no Secret" : " is not read from a Secret"));
            findings.require(!CREDENTIALS.matcher(variable.value()).matches(), what + " holds credentials");
        }
    }
}
