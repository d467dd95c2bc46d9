package dev.warfront.territory;

import dev.warfront.guild.Regions;
import dev.warfront.kernel.DomainService;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The regions of the authored world. Source: docs/rules/territory.md, the authored world.
@DomainService
public final class WorldRegions implements Regions {
    private final List<Region> regions;

    public WorldRegions(AuthoredTerritory.Source source) {
        regions = source.territories().stream()
                .collect(Collectors.groupingBy(AuthoredTerritory::region, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> new Region(each.getKey(), each.getValue().intValue()))
                .toList();
    }

    /// A part of the world.
    ///
    /// @param id its name in the world's files
    /// @param territories how many lie in it
    public record Region(String id, int territories) {}

    /// By id.
    public List<Region> all() {
        return regions;
    }

    @Override
    public boolean isKnown(String region) {
        return regions.stream().anyMatch(one -> one.id().equals(region));
    }
}
