package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.representation.Format;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A question for a history of which it is known what is meant.
 *
 * @param query as it was asked
 * @param span of which series and of which times
 * @param unit in which its values are
 * @param format in which they are wanted
 * @param uri under which they were asked for
 */
record HistoryAsked(HistoryQuery query, HistorySpan span, String unit, Format format, URI uri) {
    /** Where the page after this one is to be had, relative to this gateway. */
    String next(String cursor) {
        String rest = Arrays.stream(uri.getRawQuery().split("&"))
                .filter(parameter -> !parameter.isEmpty() && !parameter.startsWith("cursor="))
                .collect(Collectors.joining("&"));
        return uri.getRawPath() + '?' + rest + "&cursor=" + cursor;
    }
}
