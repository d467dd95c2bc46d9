package dev.warfront.territory;

/// How far from a point land is wanted.
public sealed interface Vicinity {
    /// The most that is answered.
    int MOST = 100;

    /// All within a distance, at most {@link #MOST}.
    ///
    /// @param radiusM 1..20 000 metres
    record Within(double radiusM) implements Vicinity {
        public static final Within DEFAULT = new Within(2_000);
        public static final double RADIUS_MIN_M = 1;
        public static final double RADIUS_MAX_M = 20_000;

        public Within {
            if (!(radiusM >= RADIUS_MIN_M && radiusM <= RADIUS_MAX_M)) {
                throw new IllegalArgumentException("radius " + radiusM + " is not in 1..20 000 m");
            }
        }
    }

    /// The nearest ones, however far.
    ///
    /// @param k 1..50
    record Nearest(int k) implements Vicinity {
        public static final int K_MAX = 50;

        public Nearest {
            if (k < 1 || k > K_MAX) {
                throw new IllegalArgumentException("k " + k + " is not in 1.." + K_MAX);
            }
        }
    }
}
