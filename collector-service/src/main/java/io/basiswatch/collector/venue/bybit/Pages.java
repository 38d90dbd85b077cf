package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Terms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Answers that come in pages: each names the next one by a cursor, the last one none. Only all pages together say what is
 * listed no more.
 */
final class Pages {
    private static final String CURSOR = "&cursor=";
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._~%-]+");

    private final Map<String, Round> rounds = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();

    /** What the pages of one question have held since the first. */
    private static final class Round {
        private final List<Terms> listed = new ArrayList<>();
        private final Set<String> asked = new HashSet<>();
    }

    /**
     * Takes a page, and asks for the next one if there is one.
     *
     * @param address where the page came from
     * @param listed what it lists
     * @param next the cursor of the next page; empty on the last one
     * @return everything that the question lists, once its pages have all come since the first
     */
    Optional<List<Terms>> add(String address, List<Terms> listed, String next) {
        String question = question(address);
        boolean isFirst = question.equals(address);
        if (isFirst) {
            rounds.put(question, new Round());
        }
        Optional<Round> round = Optional.ofNullable(rounds.get(question));
        round.ifPresent(known -> known.listed.addAll(listed));
        if (next.isEmpty()) {
            rounds.remove(question);
            return round.map(known -> known.listed);
        }
        // A cursor that comes again would be asked for without end.
        if (round.isPresent() && round.get().asked.add(next)) {
            requests.add(new Request.Ask(question.substring(pathStart(question)) + CURSOR + encoded(next)));
        }
        return Optional.empty();
    }

    /** The address of the first page. */
    static String question(String address) {
        int cursor = address.indexOf(CURSOR);
        return cursor < 0 ? address : address.substring(0, cursor);
    }

    private static int pathStart(String address) {
        return Math.max(0, address.indexOf("/v5/"));
    }

    /** The venue writes cursors as they must be sent; whatever else they may hold is encoded. */
    private static String encoded(String cursor) {
        return SAFE.matcher(cursor).matches() ? cursor : URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }

    void requests(Consumer<Request> to) {
        requests.forEach(to);
        requests.clear();
    }
}
