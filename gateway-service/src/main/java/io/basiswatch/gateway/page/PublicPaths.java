package io.basiswatch.gateway.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything that is served without a key, spelt exactly so. What is not on this list is not public. */
@ApplicationScoped
public class PublicPaths {
    /** The contract, in the spellings that the framework serves. */
    static final Set<String> OPENAPI = Set.of("/openapi", "/openapi.json", "/openapi.yaml", "/openapi.yml");

    private final Set<String> paths = new TreeSet<>(OPENAPI);

    PublicPaths() {
        paths.addAll(StaticFile.ALL.stream().map(StaticFile::path).collect(Collectors.toSet()));
    }

    /** {@code path} as it was sent, not decoded and not normalised. */
    public boolean contains(String path) {
        return path != null && paths.contains(path);
    }

    /** The list, for the test that tries them all. */
    public Set<String> all() {
        return Set.copyOf(paths);
    }
}
