package io.basiswatch.indicator.window;

import java.util.Arrays;

/** Slots in ascending order, taken off at both ends. */
final class SlotDeque {
    private long[] slots = new long[8];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    long first() {
        return slots[head];
    }

    long last() {
        return slots[head + size - 1 & slots.length - 1];
    }

    void addLast(long slot) {
        if (size == slots.length) {
            long[] more = Arrays.copyOfRange(slots, head, head + 2 * size);
            System.arraycopy(slots, 0, more, size - head, head);
            slots = more;
            head = 0;
        }
        slots[head + size & slots.length - 1] = slot;
        size++;
    }

    void removeFirst() {
        head = head + 1 & slots.length - 1;
        size--;
    }

    void removeLast() {
        size--;
    }
}
