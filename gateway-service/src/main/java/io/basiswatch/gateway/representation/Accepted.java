package io.basiswatch.gateway.representation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a header such as {@code Accept} or {@code Accept-Encoding} takes, and how gladly (RFC 9110, 12.5).
 *
 * <p>Parameters other than {@code q} are passed over: a client that takes {@code text/csv;header=present} takes CSV. So is an
 * entry that cannot be read.
 *
 * @param entries in the order in which they were sent
 */
record Accepted(List<Entry> entries) {
    /**
     * One entry.
     *
     * @param name in small letters: a media type, a range of them or a coding
     * @param quality from 0, not at all, to 1
     */
    record Entry(String name, double quality) {}

    /** Of a header that was sent; several of one name are joined by commas. */
    static Accepted parse(String header) {
        List<Entry> entries = new ArrayList<>();
        for (String part : header.split(",")) {
            String[] pieces = part.split(";", -1);
            String name = pieces[0].strip().toLowerCase(Locale.ROOT);
            double quality = quality(pieces);
            if (!name.isEmpty() && !Double.isNaN(quality)) {
                entries.add(new Entry(name, quality));
            }
        }
        return new Accepted(List.copyOf(entries));
    }

    private static double quality(String[] pieces) {
        for (int i = 1; i < pieces.length; i++) {
            String piece = pieces[i].strip().toLowerCase(Locale.ROOT);
            if (piece.startsWith("q=")) {
                return piece.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")
                        ? Double.parseDouble(piece.substring(2))
                        : Double.NaN;
            }
        }
        return 1;
    }

    /** How gladly a media type is taken: what the most specific entry says that holds for it; 0 where none does. */
    double ofMediaType(String type) {
        String range = type.substring(0, type.indexOf('/') + 1) + '*';
        for (String name : List.of(type, range, "*/*")) {
            double quality = of(name);
            if (!Double.isNaN(quality)) {
                return quality;
            }
        }
        return 0;
    }

    /** Whether a coding is taken; one that is not named is not, unless all are. */
    boolean takesCoding(String coding) {
        double named = of(coding);
        double quality = Double.isNaN(named) ? of("*") : named;
        return quality > 0;
    }

    private double of(String name) {
        return entries.stream()
                .filter(entry -> entry.name.equals(name))
                .mapToDouble(Entry::quality)
                .max()
                .orElse(Double.NaN);
    }
}
