package io.basiswatch.indicator.leverage;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Which company's markets a venue is one of. Reserves are those of a company ({@code binance}), open interest is that of its
 * markets ({@code binance-usdm}, {@code binance-coinm}).
 */
final class Entities {
    /** What sums of open interest are called that are not those of a venue. */
    private static final Set<String> OTHER_SUMS = Set.of("", "stable", "coin", "perp", "dated", "all");

    private Entities() {}

    /** Whether a dimension of open interest is that of a whole venue. */
    static boolean isVenue(String dimension) {
        return dimension.indexOf('.') < 0 && !OTHER_SUMS.contains(dimension);
    }

    /** The one of {@code entities} that {@code venue} belongs to: the most exact name that it begins with. */
    static Optional<String> of(String venue, Collection<String> entities) {
        return entities.stream()
                .filter(entity -> venue.equals(entity) || venue.startsWith(entity + '-'))
                .max((one, other) -> Integer.compare(one.length(), other.length()));
    }
}
