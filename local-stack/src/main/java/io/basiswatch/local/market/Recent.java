package io.basiswatch.local.market;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** The last few things that were asked for by a number. */
final class Recent<T> {
    private final Map<Long, T> kept;

    Recent(int many) {
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, T> eldest) {
                return size() > many;
            }
        };
    }

    T get(long number, LongFunction<T> make) {
        T known = kept.get(number);
        if (known == null) {
            known = make.apply(number);
            kept.put(number, known);
        }
        return known;
    }
}
