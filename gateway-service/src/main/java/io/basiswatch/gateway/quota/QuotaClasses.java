package io.basiswatch.gateway.quota;

import io.basiswatch.gateway.access.Caller;
import io.basiswatch.gateway.quota.QuotaConfig.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Finds the limits of a caller's class; a class that nobody has configured has those of the default one. */
@ApplicationScoped
class QuotaClasses {
    private static final Logger LOG = Logger.getLogger(QuotaClasses.class);

    private final Map<String, Limits> classes;
    private final Limits usual;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    QuotaClasses(QuotaConfig config) {
        this.classes = Map.copyOf(config.classes());
        this.usual = classes.get(Caller.DEFAULT_CLASS);
        if (usual == null) {
            throw new IllegalStateException("gateway.quotas." + Caller.DEFAULT_CLASS + " is not configured");
        }
    }

    Limits of(Caller caller) {
        Limits limits = classes.get(caller.quotaClass());
        if (limits != null) {
            return limits;
        }
        if (unknown.add(caller.quotaClass())) {
            LOG.warnf(
                    "quota class %s is not configured, its keys have the %s one",
                    caller.quotaClass(), Caller.DEFAULT_CLASS);
        }
        return usual;
    }
}
