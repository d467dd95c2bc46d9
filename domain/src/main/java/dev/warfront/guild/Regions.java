package dev.warfront.guild;

/// The regions of the world: each clan belongs to one. Answered by territory.
public interface Regions {
    /// Whether the world has such a region, which is known from the start of the program on. Asks nobody.
    boolean isKnown(String region);
}
