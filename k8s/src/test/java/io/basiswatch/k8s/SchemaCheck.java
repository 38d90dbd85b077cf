package io.basiswatch.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;

/**
 * Every object has a kind that we mean to use, values of the right types, and no field that Kubernetes does not know.
 *
 * <p>The API server drops a misspelt field without a word, so a misspelt probe is no probe. The model keeps such fields
 * apart as additional properties: one is a finding, at any depth.
 */
final class SchemaCheck implements Check {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class));

    @Override
    public void examine(Manifests manifests, Findings findings) {
        manifests.objects().forEach(object -> examine(object, findings));
    }

    private static void examine(JsonNode object, Findings findings) {
        String kind = object.path("apiVersion").asText() + '/' + Manifests.kind(object);
        String what = Manifests.kind(object) + ' ' + Manifests.name(object);
        Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) {
            findings.add(what + ": " + kind + " is not a kind that is used here");
            return;
        }
        try {
            requireNothingUnknown(JSON.treeToValue(object, type), what, findings);
        } catch (JsonProcessingException e) {
            findings.add(what + ": " + e.getOriginalMessage());
        }
    }

    private static void requireNothingUnknown(Object value, String where, Findings findings) {
        switch (value) {
            case null -> {}
            case Collection<?> many -> many.forEach(each -> requireNothingUnknown(each, where, findings));
            case Map<?, ?> many ->
                many.forEach((key, each) -> requireNothingUnknown(each, where + '.' + key, findings));
            default -> {
                if (value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model.")) {
                    properties(value, where, findings);
                }
            }
        }
    }

    private static void properties(Object bean, String where, Findings findings) {
        for (Method getter : bean.getClass().getMethods()) {
            if (!getter.getName().startsWith("get") || getter.getParameterCount() > 0 || getter.isBridge()) {
                continue;
            }
            Object value = read(getter, bean);
            if (getter.getName().equals("getAdditionalProperties")) {
                ((Map<?, ?>) value).keySet().forEach(key -> findings.add(where + ": unknown field " + key));
            } else {
                requireNothingUnknown(value, where + '.' + field(getter), findings);
            }
        }
    }

    private static String field(Method getter) {
        return Character.toLowerCase(getter.getName().charAt(3))
                + getter.getName().substring(4);
    }

    private static Object read(Method getter, Object bean) {
        try {
            return getter.invoke(bean);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(getter.toString(), e);
        }
    }
}
