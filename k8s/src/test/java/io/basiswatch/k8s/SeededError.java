package io.basiswatch.k8s;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A mistake that somebody could make in the manifests.
 *
 * @param mistake what is wrong, for people
 * @param check which check must say so
 * @param object kind and name of the object it is made in
 * @param pointer where in the object
 * @param value what is put there, as JSON; empty where something is taken away
 */
record SeededError(String mistake, Class<? extends Check> check, String object, String pointer, String value) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code whole} with this mistake in it. */
    Manifests in(Manifests whole) {
        Manifests damaged = whole.copy();
        String[] parts = object.split(" ");
        if (pointer.isEmpty()) {
            List<ObjectNode> objects = new ArrayList<>(damaged.objects());
            if (value.isEmpty()) {
                objects.remove(damaged.get(parts[0], parts[1]));
            } else {
                objects.add((ObjectNode) json());
            }
            return new Manifests(objects);
        }
        put(damaged.get(parts[0], parts[1]));
        return damaged;
    }

    private void put(ObjectNode target) {
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = target.at(place.head());
        String field = place.last().getMatchingProperty();
        switch (parent) {
            case ObjectNode node when value.isEmpty() -> requireThere(node.remove(field));
            case ObjectNode node -> node.set(field, json());
            case ArrayNode node when value.isEmpty() -> requireThere(node.remove(Integer.parseInt(field)));
            case ArrayNode node -> node.set(Integer.parseInt(field), json());
            default -> throw new IllegalArgumentException("nothing at " + pointer + " of " + object);
        }
    }

    private void requireThere(JsonNode removed) {
        if (removed == null) {
            throw new IllegalArgumentException("nothing at " + pointer + " of " + object);
        }
    }

    private JsonNode json() {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value, e);
        }
    }

    @Override
    public String toString() {
        return mistake;
    }
}
