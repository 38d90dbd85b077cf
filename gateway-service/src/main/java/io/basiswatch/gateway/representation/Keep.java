package io.basiswatch.gateway.representation;

/** For how long a client may use an answer again without asking. Answers are of one key, so none is for shared caches. */
public enum Keep {
    /** Nothing can change it any more. */
    FOR_GOOD("private, max-age=31536000, immutable"),
    /** Only an import of older data can change it. */
    FOR_A_MINUTE("private, max-age=60, stale-while-revalidate=600"),
    /** The next value changes it. */
    FOR_A_SECOND("private, max-age=1, stale-while-revalidate=5"),
    /** It seldom changes, but whoever uses it again has to ask. */
    WHILE_UNCHANGED("private, no-cache"),
    /** Not at all, such as where the URL may hold a key. */
    NOT_AT_ALL("no-store");

    private final String header;

    Keep(String header) {
        this.header = header;
    }

    /** As {@code Cache-Control} has it. */
    public String header() {
        return header;
    }
}
