package io.basiswatch.indicator.window;

import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Quantiles of the numbers in a {@link RollingWindow}, and the rank of a number among them. O(log n) for putting a number and for
 * asking, n being how many there are; a change costs no more than a new one.
 *
 * <p>The numbers are kept in a treap: a search tree by number that is a heap by a hash of the place, and so stays flat whatever
 * the numbers are.
 */
public final class RollingQuantile extends RollingWindow {
    private static final int NONE = -1;
    /** A share times a count may come out a little above the whole number that is meant. */
    private static final double ROUNDING = 1e-9;

    private int[] lower = {};
    private int[] higher = {};
    private int[] sizes = {};
    private int root = NONE;
    private int splitLow;
    private int splitHigh;

    /** The last {@code slots} slots of {@code step} each. */
    public RollingQuantile(Duration step, int slots) {
        super(step, slots);
    }

    /**
     * The least number that at least the share {@code share} of the numbers does not exceed (nearest rank: always one of them);
     * the lowest one for 0. Empty where no slot has a number.
     */
    public OptionalDouble quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("not a share: " + share);
        }
        if (count() == 0) {
            return OptionalDouble.empty();
        }
        int rank = Math.clamp((int) Math.ceil(share * count() - ROUNDING), 1, count());
        return OptionalDouble.of(kept(node(rank)));
    }

    /** Which share of the numbers is not above {@code value}, 0 to 1; empty where no slot has a number. */
    public OptionalDouble rank(double value) {
        return count() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) countUpTo(value) / count());
    }

    /** How many numbers are below {@code value}. */
    public int countBelow(double value) {
        return count(value, false);
    }

    /** How many numbers are not above {@code value}. */
    public int countUpTo(double value) {
        return count(value, true);
    }

    private int count(double value, boolean withEqual) {
        int below = 0;
        int node = root;
        while (node != NONE) {
            if (kept(node) < value || withEqual && kept(node) == value) {
                below += size(lower[node]) + 1;
                node = higher[node];
            } else {
                node = lower[node];
            }
        }
        return below;
    }

    private int node(int rank) {
        int node = root;
        int missing = rank;
        while (true) {
            int below = size(lower[node]);
            if (missing == below + 1) {
                return node;
            }
            if (missing <= below) {
                node = lower[node];
            } else {
                missing -= below + 1;
                node = higher[node];
            }
        }
    }

    @Override
    void enter(long slot, double value) {
        int node = place(slot);
        lower[node] = NONE;
        higher[node] = NONE;
        sizes[node] = 1;
        root = insert(root, node, value);
    }

    @Override
    void leave(long slot, double value) {
        root = remove(root, place(slot), value);
    }

    @Override
    void replaced() {
        lower = new int[places()];
        higher = new int[places()];
        sizes = new int[places()];
        Arrays.fill(lower, NONE);
        Arrays.fill(higher, NONE);
        root = NONE;
        for (int place = 0; place < places(); place++) {
            if (!Double.isNaN(kept(place))) {
                sizes[place] = 1;
                root = insert(root, place, kept(place));
            }
        }
    }

    private int size(int node) {
        return node == NONE ? 0 : sizes[node];
    }

    private void resize(int node) {
        sizes[node] = size(lower[node]) + 1 + size(higher[node]);
    }

    /** Whether {@code node}, of {@code value}, stands before {@code other}; equal numbers stand in the order of their places. */
    private boolean isBefore(int node, double value, int other) {
        int order = Double.compare(value, kept(other));
        return order < 0 || order == 0 && node < other;
    }

    private static int priority(int node) {
        int hash = (node + 1) * 0x9E37_79B9;
        hash = (hash ^ hash >>> 16) * 0x85EB_CA6B;
        return hash ^ hash >>> 13;
    }

    private int insert(int tree, int node, double value) {
        if (tree == NONE) {
            return node;
        }
        if (priority(node) > priority(tree)) {
            split(tree, node, value);
            lower[node] = splitLow;
            higher[node] = splitHigh;
            resize(node);
            return node;
        }
        if (isBefore(node, value, tree)) {
            lower[tree] = insert(lower[tree], node, value);
        } else {
            higher[tree] = insert(higher[tree], node, value);
        }
        sizes[tree]++;
        return tree;
    }

    /** Parts {@code tree} into what stands before {@code node} and what stands after it. */
    private void split(int tree, int node, double value) {
        if (tree == NONE) {
            splitLow = NONE;
            splitHigh = NONE;
        } else if (isBefore(node, value, tree)) {
            split(lower[tree], node, value);
            lower[tree] = splitHigh;
            resize(tree);
            splitHigh = tree;
        } else {
            split(higher[tree], node, value);
            higher[tree] = splitLow;
            resize(tree);
            splitLow = tree;
        }
    }

    private int remove(int tree, int node, double value) {
        if (tree == node) {
            return merge(lower[node], higher[node]);
        }
        if (isBefore(node, value, tree)) {
            lower[tree] = remove(lower[tree], node, value);
        } else {
            higher[tree] = remove(higher[tree], node, value);
        }
        sizes[tree]--;
        return tree;
    }

    /** One tree of two, of which {@code first} stands before {@code second}. */
    private int merge(int first, int second) {
        if (first == NONE || second == NONE) {
            return first == NONE ? second : first;
        }
        if (priority(first) > priority(second)) {
            higher[first] = merge(higher[first], second);
            resize(first);
            return first;
        }
        lower[second] = merge(first, lower[second]);
        resize(second);
        return second;
    }
}
