package io.basiswatch.model.wire;

import io.basiswatch.model.Instrument;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Instruments and their names, remembered: every record of the log names its instruments, and they are always the same.
 *
 * <p>Bounded, because names come from outside; beyond the bound nothing is remembered and all goes on.
 */
final class InstrumentNames {
    private static final int LIMIT = 20_000;
    private static final Map<Instrument, String> NAMES = new ConcurrentHashMap<>();
    private static final Map<String, Instrument> INSTRUMENTS = new ConcurrentHashMap<>();

    private InstrumentNames() {}

    static String of(Instrument instrument) {
        String known = NAMES.get(instrument);
        if (known != null) {
            return known;
        }
        String name = instrument.toString();
        if (NAMES.size() < LIMIT) {
            NAMES.put(instrument, name);
        }
        return name;
    }

    /**
     * @throws IllegalArgumentException where {@code name} is not the name of an instrument
     */
    static Instrument parse(String name) {
        Instrument known = INSTRUMENTS.get(name);
        if (known != null) {
            return known;
        }
        Instrument instrument = Instrument.parse(name);
        if (INSTRUMENTS.size() < LIMIT) {
            INSTRUMENTS.put(name, instrument);
        }
        return instrument;
    }
}
