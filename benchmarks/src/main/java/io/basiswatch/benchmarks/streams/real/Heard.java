package io.basiswatch.benchmarks.streams.real;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one client has got, as its lines tell.
 *
 * @param hellos how often it was greeted: once for each connection
 * @param snapshots values of a snapshot
 * @param updates marked updates
 * @param resumed how often it went on where it was
 * @param resets how often it had to start anew
 * @param missing numbers between the first and the last that did not come
 * @param duplicates ids that came twice
 * @param lastNumber of its last update; 0 where none came
 * @param strange lines that no client should print: what has gone wrong
 */
record Heard(
        long hellos,
        long snapshots,
        long updates,
        long resumed,
        long resets,
        long missing,
        long duplicates,
        long lastNumber,
        List<String> strange) {
    static Heard of(List<String> lines) {
        long[] counts = new long[5];
        List<String> strange = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        long duplicates = 0;
        long first = 0;
        long last = 0;
        for (String line : lines) {
            String[] parts = line.split("\t");
            switch (parts[0]) {
                case "hello" -> counts[0]++;
                case "snapshot" -> counts[1]++;
                case "resumed" -> counts[3]++;
                case "reset" -> counts[4]++;
                case "update" -> {
                    counts[2]++;
                    duplicates += ids.add(parts[1]) ? 0 : 1;
                    last = Long.parseLong(parts[2]);
                    first = first == 0 ? last : first;
                }
                default -> strange.add(line);
            }
        }
        long missing = counts[2] == 0 ? 0 : last - first + 1 - (counts[2] - duplicates);
        return new Heard(counts[0], counts[1], counts[2], counts[3], counts[4], missing, duplicates, last, strange);
    }
}
