package io.basiswatch.k8s;

import java.util.ArrayList;
import java.util.List;

/** What the checks have found so far. */
final class Findings {
    private final List<String> texts = new ArrayList<>();
    private String check = "";

    /** Names the check that what follows comes from. */
    void enter(String name) {
        check = name;
    }

    void add(String text) {
        texts.add(check + ": " + text);
    }

    void require(boolean kept, String otherwise) {
        if (!kept) {
            add(otherwise);
        }
    }

    List<String> texts() {
        return List.copyOf(texts);
    }
}
