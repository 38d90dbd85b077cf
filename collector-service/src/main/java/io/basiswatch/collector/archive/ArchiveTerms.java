package io.basiswatch.collector.archive;

import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What the volumes of an instrument are counted in, in the archives that its venue publishes.
 *
 * <p>A venue that counts contracts says so in its own folder, by an implementation annotated {@code @AutoService}. Of a
 * spot market nobody need say it: it counts its base currency.
 */
public interface ArchiveTerms {

    /** Whose archives these terms are of. */
    List<Venue> venues();

    /** The symbol and the size of one unit in the archives; empty where the venue trades no such instrument. */
    Optional<Terms> of(Instrument instrument);

    /** What the venue's folder says of {@code instrument}, or the rule for spot markets where it says nothing. */
    static Optional<Terms> find(Instrument instrument) {
        return ServiceLoader.load(ArchiveTerms.class, ArchiveTerms.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(terms -> terms.venues().contains(instrument.venue()))
                .findFirst()
                .map(terms -> terms.of(instrument))
                .orElseGet(() -> spot(instrument));
    }

    private static Optional<Terms> spot(Instrument instrument) {
        return instrument.isSpot()
                ? Optional.of(new Terms(instrument, instrument.base() + '-' + instrument.quote(), 1))
                : Optional.empty();
    }
}
