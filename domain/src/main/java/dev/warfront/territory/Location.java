package dev.warfront.territory;

/// A point of the world in metres: x east, y north, both -500 000..500 000, z up, -1 000..10 000.
public record Location(double x, double y, double z) {
    public static final double EDGE_M = 500_000;
    public static final double DEPTH_M = -1_000;
    public static final double HEIGHT_M = 10_000;

    public Location {
        if (!(Math.abs(x) <= EDGE_M && Math.abs(y) <= EDGE_M && z >= DEPTH_M && z <= HEIGHT_M)) {
            throw new IllegalArgumentException("(%s, %s, %s) is outside the world".formatted(x, y, z));
        }
    }

    /// Planar distance in metres; height does not count.
    public double distanceTo(Location other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
