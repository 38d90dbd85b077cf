package io.basiswatch.gateway.live;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.Series;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Series that a client wants: {@code futures_basis:BTC:*}. In every segment {@code *} stands for any text; a topic without
 * a dimension wants all of them, and {@code *} alone wants everything.
 *
 * <p>The name of a series, as values carry it, is a topic too, though there the asset comes first: assets are written in
 * capitals and indicators are not, so that the order is seen.
 *
 * @param text what the client sent
 * @param indicator the first segment
 * @param asset the second
 * @param dimension the third
 */
record Topic(String text, NamePattern indicator, NamePattern asset, NamePattern dimension) {
    static final int MOST = 200;

    private static final String PARAMETER = "topics";
    private static final NamePattern ANY = new NamePattern("*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_*]{1,100}");
    private static final Pattern DIMENSION = Pattern.compile("[A-Za-z0-9~._*-]{1,120}");
    private static final Pattern CAPITALS = Pattern.compile("[^a-z_]*[A-Z][^a-z_]*");
    private static final Pattern SMALL = Pattern.compile(".*[a-z_].*");

    /** @throws ProblemException that names what is wrong */
    static Topic parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length == 1 && parts[0].equals("*")) {
            return new Topic(text, ANY, ANY, ANY);
        }
        boolean wellFormed = (parts.length == 2
                        || parts.length == 3 && DIMENSION.matcher(parts[2]).matches())
                && NAME.matcher(parts[0]).matches()
                && NAME.matcher(parts[1]).matches();
        if (!wellFormed) {
            throw ProblemException.of(
                    Reason.INVALID_PARAMETER,
                    PARAMETER,
                    "A topic is <indicator>:<asset> or <indicator>:<asset>:<dimension>, where * stands for any text; '"
                            + shortened(text) + "' is none.");
        }
        boolean assetFirst = CAPITALS.matcher(parts[0]).matches()
                || !SMALL.matcher(parts[0]).matches() && SMALL.matcher(parts[1]).matches();
        NamePattern dimension = parts.length == 2 ? ANY : new NamePattern(parts[2]);
        return new Topic(
                text,
                new NamePattern(parts[assetFirst ? 1 : 0]),
                new NamePattern(parts[assetFirst ? 0 : 1]),
                dimension);
    }

    /** The topics of a list. @throws ProblemException where there are too many, or one is none */
    static List<Topic> parseAll(List<String> texts) {
        if (texts.size() > MOST) {
            throw ProblemException.of(
                    Reason.INVALID_PARAMETER, PARAMETER, "More than " + MOST + " topics: use * instead.");
        }
        return texts.stream().map(Topic::parse).distinct().toList();
    }

    boolean matches(Series series) {
        return indicator.matches(series.indicator())
                && asset.matches(series.asset())
                && dimension.matches(series.dimension());
    }

    /** Whether everything that {@code other} wants is wanted by this topic too. */
    boolean covers(Topic other) {
        return indicator.covers(other.indicator) && asset.covers(other.asset) && dimension.covers(other.dimension);
    }

    /** Refuses a topic that can match nothing, whatever comes: its indicator or its asset is not known. */
    void requireKnown(Board board) {
        unknown(board).ifPresent(what -> {
            throw ProblemException.of(
                    Reason.INVALID_PARAMETER,
                    PARAMETER,
                    "The topic '" + shortened(text) + "' can match nothing: there is no " + what + ".");
        });
    }

    private Optional<String> unknown(Board board) {
        if (!indicator.isOpen() && !board.hasIndicator(indicator.text())) {
            return Optional.of("indicator '" + shortened(indicator.text()) + "', see /v1/indicators");
        }
        if (!asset.isOpen() && !board.hasAsset(asset.text())) {
            return Optional.of("asset '" + shortened(asset.text()) + "', see /v1/assets");
        }
        return Optional.empty();
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
