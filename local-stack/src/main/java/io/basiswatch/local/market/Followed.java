package io.basiswatch.local.market;

/**
 * A wave that from some moment on does what is done elsewhere, such as in a capture that is being played.
 *
 * @param past what holds before {@code from}
 * @param from seconds since the epoch
 * @param course what holds since, on the same scale
 */
record Followed(Wave past, long from, Course course) implements Wave {
    /** A price that comes from elsewhere. */
    interface Course {
        double at(long second);
    }

    @Override
    public double at(long second) {
        return second < from ? past.at(second) : course.at(second);
    }

    @Override
    public double displacement(int level, long start) {
        long length = 1L << level;
        return start + length < from
                ? past.displacement(level, start)
                : at(start + length / 2) - (at(start) + at(start + length)) / 2;
    }

    /** Nothing is known of what others will do. */
    @Override
    public double rest(int level, long start) {
        return start + (1L << level) < from ? past.rest(level, start) : 1;
    }
}
