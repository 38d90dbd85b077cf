package io.basiswatch.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The base and every overlay, as an operator would apply them. */
class ManifestsTest {
    static List<String> kustomizations() {
        return Rendering.kustomizations();
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void everyCheckPassesOnEveryKustomization(String kustomization) {
        // Given
        Manifests manifests = Rendering.render(kustomization);

        // When
        List<String> findings = Check.findings(manifests);

        // Then
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void everyKustomizationHoldsTheThreeServicesWithAllThatBelongsToThem(String kustomization) {
        // Given
        Manifests manifests = Rendering.render(kustomization);

        // When
        List<String> kinds = manifests.objects().stream()
                .map(Manifests::kind)
                .distinct()
                .sorted()
                .toList();

        // Then
        assertThat(manifests.workloads().map(Manifests::name))
                .containsExactlyInAnyOrder("collector", "indicator", "gateway");
        assertThat(kinds)
                .containsExactly(
                        "ConfigMap",
                        "Deployment",
                        "HorizontalPodAutoscaler",
                        "Namespace",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "Service",
                        "ServiceAccount",
                        "StatefulSet");
    }

    @Test
    void anOverlayIsRenderedBesideTheBase() {
        // When
        List<String> kustomizations = Rendering.kustomizations();

        // Then
        assertThat(kustomizations).contains("base", "overlays/production");
    }
}
