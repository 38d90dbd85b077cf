package io.basiswatch.k8s;

import java.util.List;
import java.util.Map;

/** A rule that manifests keep, or findings that say where they do not. */
@FunctionalInterface
interface Check {
    void examine(Manifests manifests, Findings findings);

    /** What all checks find, each finding with the name of its check in front. */
    static List<String> findings(Manifests manifests) {
        Findings findings = new Findings();
        for (Check check : all()) {
            findings.enter(check.getClass().getSimpleName());
            check.examine(manifests, findings);
        }
        return findings.texts();
    }

    private static List<Check> all() {
        Map<String, ServiceFacts> services = ServiceFacts.all();
        return List.of(
                new SchemaCheck(),
                new PodSecurityCheck(),
                new WorkloadCheck(),
                new ReferenceCheck(),
                new ConfigurationCheck(services),
                new AvailabilityCheck(services),
                new NetworkCheck(services));
    }
}
