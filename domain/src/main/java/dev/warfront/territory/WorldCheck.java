package dev.warfront.territory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What must hold for a world as a whole. Source: docs/rules/territory.md, the authored world.
public final class WorldCheck {
    private static final int CAPITAL_NEIGHBOURS_MIN = 2;

    private WorldCheck() {}

    /// A fault of the world.
    ///
    /// @param code stable: TER-…
    /// @param index of the territory in the list, from 0
    /// @param field of the territory that is at fault
    /// @param detail what is wrong
    public record Finding(String code, int index, String field, String detail) {}

    /// All faults, in order of the territories; empty when the world can be loaded.
    public static List<Finding> findings(List<AuthoredTerritory> world) {
        var byKey = new HashMap<String, AuthoredTerritory>();
        world.forEach(territory -> byKey.putIfAbsent(territory.key(), territory));
        var findings = new ArrayList<Finding>();
        var keys = new HashSet<String>();
        var names = new HashSet<String>();
        var reached = world.isEmpty() ? Set.<String>of() : reachedFrom(world.getFirst(), byKey);
        for (var index = 0; index < world.size(); index++) {
            var territory = world.get(index);
            if (!keys.add(territory.key())) {
                findings.add(new Finding("TER-011", index, "id", "\"%s\" is used twice".formatted(territory.key())));
            }
            if (!names.add(territory.name())) {
                findings.add(new Finding("TER-012", index, "name", "\"%s\" is used twice".formatted(territory.name())));
            }
            findings.addAll(neighbourFindings(territory, index, byKey));
            if (!reached.contains(territory.key())) {
                findings.add(new Finding(
                        "TER-002",
                        index,
                        "neighbours",
                        "\"%s\" cannot be reached from \"%s\""
                                .formatted(territory.key(), world.getFirst().key())));
            }
        }
        return findings;
    }

    private static List<Finding> neighbourFindings(
            AuthoredTerritory territory, int index, Map<String, AuthoredTerritory> byKey) {
        var findings = new ArrayList<Finding>();
        for (var key : new TreeSet<>(territory.neighbours())) {
            var neighbour = byKey.get(key);
            if (key.equals(territory.key())) {
                findings.add(finding("TER-014", index, "\"%s\" borders on itself".formatted(key)));
            } else if (neighbour == null) {
                findings.add(finding("TER-013", index, "there is no territory \"%s\"".formatted(key)));
            } else if (!neighbour.neighbours().contains(territory.key())) {
                findings.add(finding(
                        "TER-001", index, "\"%s\" does not name \"%s\" in turn".formatted(key, territory.key())));
            }
        }
        if (territory.type() == TerritoryType.CAPITAL && territory.neighbours().size() < CAPITAL_NEIGHBOURS_MIN) {
            findings.add(finding("TER-005", index, "a capital borders on two territories or more"));
        }
        return findings;
    }

    private static Finding finding(String code, int index, String detail) {
        return new Finding(code, index, "neighbours", detail);
    }

    private static Set<String> reachedFrom(AuthoredTerritory start, Map<String, AuthoredTerritory> byKey) {
        var reached = new HashSet<>(Set.of(start.key()));
        var open = new ArrayDeque<>(Set.of(start));
        while (!open.isEmpty()) {
            for (var key : open.remove().neighbours()) {
                var neighbour = byKey.get(key);
                if (neighbour != null && reached.add(key)) {
                    open.add(neighbour);
                }
            }
        }
        return reached;
    }
}
