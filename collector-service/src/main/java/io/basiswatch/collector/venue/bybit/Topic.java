package io.basiswatch.collector.venue.bybit;

/**
 * What a message is about: {@code orderbook.1000.BTCUSDT}, {@code publicTrade.BTCUSDT}.
 *
 * @param channel the first part
 * @param levels how deep a book it is; 0 for anything else
 * @param symbol the last part; empty where there is none
 * @param word the venue's word for the stream: the topic without the symbol
 */
record Topic(Channel channel, int levels, String symbol, String word) {
    private static final int MAX_DIGITS = 4;

    static Topic parse(String topic) {
        int dot = topic.indexOf('.');
        String first = dot < 0 ? topic : topic.substring(0, dot);
        String rest = dot < 0 ? "" : topic.substring(dot + 1);
        Channel channel = Channel.of(first);
        return channel == Channel.BOOK ? book(rest) : new Topic(channel, 0, rest, channel.word());
    }

    /** {@code 1000.BTCUSDT}. */
    private static Topic book(String rest) {
        int dot = rest.indexOf('.');
        String digits = dot < 0 ? "" : rest.substring(0, dot);
        boolean isDepth = digits.length() <= MAX_DIGITS && digits.matches("[1-9]\\d*");
        return isDepth
                ? new Topic(
                        Channel.BOOK,
                        Integer.parseInt(digits),
                        rest.substring(dot + 1),
                        Channel.BOOK.word() + '.' + digits)
                : new Topic(Channel.UNKNOWN, 0, "", "");
    }

    /** Whether every message holds all that the topic tells of a book. */
    boolean isTop() {
        return levels == 1;
    }
}
