package io.basiswatch.collector.book;

/**
 * Levels by a key that rises towards the best one: a hash table finds a level, links lead from each to the next worse and
 * the next better one. All of it in primitive arrays that are used again.
 *
 * <p>What makes a change cheap however many levels there are: nearly every row of a message is about a price that was there
 * before, and the table finds it without a search, wherever it is. So a level that goes stays in its place with
 * quantity 0; empty places are swept out when they are the majority. Where a new price belongs is searched among the places
 * that are in order since the last sweep, and from there on by the links.
 *
 * <p>Place 0 is none. An array with one place per tick is faster still, but needs a tick size and a bounded range of
 * prices, and venues change the one and leave the other.
 */
final class SortedLevels {
    private static final int NONE = LevelPlaces.NONE;
    private static final int FIRST_CAPACITY = 64;
    private static final int NOT_WORTH_SWEEPING = 64;

    private final boolean keepsText;
    private LevelPlaces places;
    /** Where a sweep writes to; then the two change roles. */
    private LevelPlaces spare;

    private int used;
    private int size;
    private int best;
    private int worst;
    private double bestKey;
    private double worstKey;
    private int sorted;

    /**
     * No levels.
     *
     * @param keepsText whether to keep prices and quantities as printed too
     */
    SortedLevels(boolean keepsText) {
        this.keepsText = keepsText;
        this.places = new LevelPlaces(FIRST_CAPACITY, keepsText);
        this.spare = places;
        clear(0);
    }

    int size() {
        return size;
    }

    /** The place of the best level; {@link #end} if there is none. */
    int best() {
        return best;
    }

    /** The place of the worst level; {@link #end} if there is none. */
    int worst() {
        return worst;
    }

    /** The place of the level after the one at {@code place}; {@link #end} if there is none. */
    int worse(int place) {
        return places.nextWorse(place);
    }

    /** No place. */
    int end() {
        return NONE;
    }

    double key(int place) {
        return places.keys[place];
    }

    /** What rests at a place. */
    double quantity(int place) {
        return places.quantities[place];
    }

    /** What rests at a key; 0 where nothing does. */
    double quantityOf(double key) {
        return places.quantities[places.slots[places.slot(key)]];
    }

    long printedPrice(int place) {
        return keepsText ? places.printedPrices[place] : PrintedNumber.NONE;
    }

    long printedQuantity(int place) {
        return keepsText ? places.printedQuantities[place] : PrintedNumber.NONE;
    }

    /** Sets a level to what a row says; quantity 0 removes it, and removing a level that is not known is no error. */
    void put(double key, LevelRows rows, int row) {
        double quantity = rows.quantity(row);
        int slot = places.slot(key);
        int place = places.slots[slot];
        if (place == NONE) {
            if (quantity == 0) {
                return;
            }
            place = insert(key, slot);
        }
        double before = places.quantities[place];
        places.quantities[place] = quantity;
        if (keepsText) {
            places.printedPrices[place] = rows.printedPrice(row);
            places.printedQuantities[place] = rows.printedQuantity(row);
        }
        size += count(quantity) - count(before);
        if (key >= bestKey || key <= worstKey) {
            findEnds(place);
        }
        if (used - size > size + NOT_WORTH_SWEEPING) {
            sweep(places.capacity());
        }
    }

    private static int count(double quantity) {
        return quantity == 0 ? 0 : 1;
    }

    /** A level at an end came or went. */
    private void findEnds(int place) {
        double key = places.keys[place];
        boolean isThere = places.quantities[place] != 0;
        if (key >= bestKey) {
            setBest(isThere ? place : places.nextWorse(place));
        }
        if (key <= worstKey || best == NONE) {
            setWorst(isThere ? place : places.nextBetter(place));
        }
    }

    private void setBest(int place) {
        best = place;
        bestKey = place == NONE ? Double.NEGATIVE_INFINITY : places.keys[place];
    }

    private void setWorst(int place) {
        worst = place;
        worstKey = place == NONE ? Double.POSITIVE_INFINITY : places.keys[place];
    }

    /** A new place, linked where its key belongs. */
    private int insert(double key, int slot) {
        if (used + 1 == places.capacity()) {
            sweep(2 * places.capacity());
            return insert(key, places.slot(key));
        }
        int place = ++used;
        int worseOne = sortedBelow(key);
        int betterOne = places.better[worseOne];
        while (betterOne != NONE && places.keys[betterOne] < key) {
            worseOne = betterOne;
            betterOne = places.better[betterOne];
        }
        places.link(place, worseOne, betterOne);
        places.keys[place] = key;
        places.quantities[place] = 0;
        places.slots[slot] = place;
        if (betterOne == NONE && sorted == place - 1) {
            sorted = place;
        }
        return place;
    }

    /** The last of the first places, which are in order since the last sweep, whose key is below {@code key}. */
    private int sortedBelow(double key) {
        int low = NONE;
        int high = sorted + 1;
        if (sorted > 0 && places.keys[sorted] < key) {
            return sorted;
        }
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (places.keys[middle] < key) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Forgets the worst levels beyond {@code depth}. */
    void trim(int depth) {
        while (size > depth) {
            size--;
            places.quantities[worst] = 0;
            setWorst(places.nextBetter(worst));
        }
    }

    /** Takes the empty places out. */
    private void sweep(int capacity) {
        LevelPlaces from = places;
        LevelPlaces to = spare == places || spare.capacity() < capacity ? new LevelPlaces(capacity, keepsText) : spare;
        int place = worst;
        int last = worst == NONE ? NONE : best;
        reset(to);
        spare = from;
        while (place != NONE) {
            int copy = insert(from.keys[place], to.slot(from.keys[place]));
            to.quantities[copy] = from.quantities[place];
            if (keepsText) {
                to.printedPrices[copy] = from.printedPrices[place];
                to.printedQuantities[copy] = from.printedQuantities[place];
            }
            size++;
            place = place == last ? NONE : from.nextBetter(place);
        }
        if (used > 0) {
            setWorst(1);
            setBest(used);
        }
    }

    private void reset(LevelPlaces to) {
        places = to;
        to.clear();
        used = 0;
        size = 0;
        sorted = 0;
        setBest(NONE);
        setWorst(NONE);
    }

    /** Forgets everything and makes room for {@code levels}. */
    void clear(int levels) {
        boolean fits = 2 * levels < places.capacity();
        reset(fits ? places : new LevelPlaces(Integer.highestOneBit(levels) * 4, keepsText));
    }
}
