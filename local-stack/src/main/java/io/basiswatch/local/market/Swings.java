package io.basiswatch.local.market;

/**
 * A random walk by midpoint displacement: a Brownian bridge between grid points that lie 2^top seconds apart, whose own values
 * are noise about 0. It never drifts away, however long it runs, and has no end.
 */
final class Swings implements Wave {
    private static final int CLUSTER = 17;
    private static final double CLUSTERING = 0.35;

    private final long seed;
    private final int top;
    private final double ends;
    private final double[] scales;
    private final double[] rests;
    private final boolean clustered;
    private final double middle;
    private long lastBlock = Long.MIN_VALUE;
    private double lastCluster;

    private Swings(long seed, int top, double ends, double[] scales, boolean clustered) {
        this(seed, top, ends, scales, clustered, 0);
    }

    private Swings(long seed, int top, double ends, double[] scales, boolean clustered, double middle) {
        this.seed = seed;
        this.top = top;
        this.ends = ends;
        this.scales = scales;
        this.rests = new double[scales.length];
        this.clustered = clustered;
        this.middle = middle;
        double rest = 0;
        for (int level = 1; level < scales.length; level++) {
            rest += scales[level] * Hash.REACH;
            rests[level] = rest;
        }
    }

    /**
     * The price of an asset over years.
     *
     * @param perYear the standard deviation of a year; days differ in it
     */
    static Swings ofAsset(long seed, double perYear) {
        double perSecond = perYear / Math.sqrt(365.25 * 86_400);
        return new Swings(seed, 28, 0.4, scales(28, level -> perSecond * Math.sqrt(1L << level) / 2), true);
    }

    /**
     * A deviation that comes back to 0.
     *
     * @param top its grid points are 2^top seconds apart
     * @param ends their standard deviation
     * @param within the displacement of an interval of that length; that of shorter ones falls with the root of it, and what is
     *     slow goes straight within 2^12 seconds
     */
    static Swings about0(long seed, int top, double ends, double within) {
        int finest = top > COARSE ? COARSE : 0;
        Scale scale = level -> level > finest ? within * Math.pow(2, (level - top) / 2.0) : 0;
        return new Swings(seed, top, ends, scales(top, scale), false);
    }

    /** The same about {@code value}. */
    Swings about(double value) {
        return new Swings(seed, top, ends, scales, clustered, value);
    }

    private interface Scale {
        double of(int level);
    }

    private static double[] scales(int top, Scale scale) {
        double[] scales = new double[top + 1];
        for (int level = 1; level <= top; level++) {
            scales[level] = scale.of(level);
        }
        return scales;
    }

    @Override
    public double at(long second) {
        long start = second >> top << top;
        double left = end(start);
        if (start == second) {
            return left;
        }
        double right = end(start + (1L << top));
        for (int level = top; level > 0; level--) {
            long half = start + (1L << level - 1);
            double value = (left + right) / 2 + displacement(level, start);
            if (second == half) {
                return value;
            }
            if (second < half) {
                right = value;
            } else {
                left = value;
                start = half;
            }
        }
        return left;
    }

    private double end(long start) {
        return middle + ends * Hash.even(Hash.of(seed, -1, start >> top));
    }

    @Override
    public double displacement(int level, long start) {
        double scale = scales[level];
        return scale == 0 ? 0 : scale * cluster(level, start) * Hash.even(Hash.of(seed, level, start >> level));
    }

    @Override
    public double rest(int level, long start) {
        return rests[level] * cluster(level, start);
    }

    /** Restless days follow each other no more than chance has it, but the hours of one day are alike. */
    private double cluster(int level, long start) {
        return clustered && level < CLUSTER ? Math.exp(CLUSTERING * Hash.even(Hash.of(seed, -2, start >> CLUSTER))) : 1;
    }
}
