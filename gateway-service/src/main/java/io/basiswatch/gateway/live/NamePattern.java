package io.basiswatch.gateway.live;

/**
 * A name in which {@code *} stands for any text, the empty one too.
 *
 * <p>Matched by hand and not as a regular expression: a client chooses the pattern, and one with many stars would keep a
 * backtracking matcher busy for hours. Here a match takes at most the product of both lengths.
 *
 * @param text what the client sent
 */
record NamePattern(String text) {
    private static final char ANY = '*';

    boolean matches(String name) {
        int at = 0;
        int pattern = 0;
        // After the last star: where its rest starts, in the pattern and in the name. Earlier stars need no second try.
        int afterStar = -1;
        int retry = 0;
        while (at < name.length()) {
            if (pattern < text.length() && text.charAt(pattern) == ANY) {
                afterStar = ++pattern;
                retry = at;
            } else if (pattern < text.length() && text.charAt(pattern) == name.charAt(at)) {
                pattern++;
                at++;
            } else if (afterStar >= 0) {
                pattern = afterStar;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (pattern < text.length() && text.charAt(pattern) == ANY) {
            pattern++;
        }
        return pattern == text.length();
    }

    /** Whether it stands for more names than one. */
    boolean isOpen() {
        return text.indexOf(ANY) >= 0;
    }

    /**
     * Whether every name that {@code other} matches is matched by this pattern too; may say no where the answer is yes.
     *
     * <p>The other pattern is taken as a name: its stars can only be matched by stars of this one, which match whatever
     * they stand for.
     */
    boolean covers(NamePattern other) {
        return matches(other.text);
    }
}
