package dev.warfront.territory.yaml;

import dev.warfront.territory.AuthoredTerritory;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.WorldCheck;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/// Reads files of territories and notes everything that is wrong with them. Form: docs/rules/territory.md, the
/// authored world.
final class WorldFiles {
    private static final Set<String> FILE_KEYS = Set.of("region", "territories");
    private static final Set<String> KEYS =
            Set.of("id", "name", "type", "location", "radius", "resource", "yield", "window", "neighbours");
    private static final Set<String> LOCATION_KEYS = Set.of("x", "y", "z");
    private static final Pattern ID = Pattern.compile("(?=.{3,100}$)[a-z0-9-]+(\\.[a-z0-9-]+)+");
    private static final Pattern NAME = Pattern.compile("\\S.{1,58}\\S");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{2,32}");
    private static final Pattern WINDOW = Pattern.compile("([01]\\d|2[0-3]):(00|15|30|45)");
    private static final double RADIUS_MAX_M = 5_000;
    private static final int YIELD_MAX = 10_000;
    private static final String WINDOW_DEFAULT = "18:00";

    private final List<BadWorld.Fault> faults = new ArrayList<>();
    private final List<Authored> read = new ArrayList<>();
    private boolean complete = true;

    /// A territory, and where in which file its fields stand.
    private record Authored(AuthoredTerritory territory, MappingFields fields) {}

    private enum Resource {
        ORE,
        ENERGY,
        DATA,
        MIXED
    }

    /// Reads one file more.
    ///
    /// @param file how faults call it
    void read(String file, String text) {
        try {
            var root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                readFile(file, new MappingFields(file, mapping, FILE_KEYS, faults));
            } else {
                complete = false;
                faults.add(new BadWorld.Fault(file, 1, 1, "WLD-005", "the file must be a mapping"));
            }
        } catch (MarkedYAMLException syntax) {
            complete = false;
            faults.add(BadWorld.Fault.at(file, syntax.getProblemMark(), "WLD-001", syntax.getProblem()));
        }
    }

    /// The world of all files that were read.
    ///
    /// Fails with {@link BadWorld} when there is any fault.
    List<AuthoredTerritory> world() {
        var world = read.stream().map(Authored::territory).toList();
        if (world.isEmpty() && faults.isEmpty()) {
            faults.add(new BadWorld.Fault("world", 1, 1, "WLD-007", "there are no territories"));
        }
        // A territory that could not be read at all would make its neighbours look wrong.
        if (complete) {
            WorldCheck.findings(world).forEach(this::note);
        }
        if (!faults.isEmpty()) {
            throw new BadWorld(faults);
        }
        return world;
    }

    private void note(WorldCheck.Finding finding) {
        var fields = read.get(finding.index()).fields();
        fields.note(fields.placeOf(finding.field()), finding.code(), finding.detail());
    }

    private void readFile(String file, MappingFields fields) {
        var region = fields.text("region", REGION, "must be 2..32 of a..z, 0..9 and hyphens");
        var items = fields.items("territories");
        complete &= items.isPresent();
        for (var item : items.orElse(List.of())) {
            complete &= readTerritory(file, item, region.orElse("unknown"), fields);
        }
    }

    /// False when what others say about it cannot be checked.
    private boolean readTerritory(String file, Node item, String region, MappingFields parent) {
        if (!(item instanceof MappingNode mapping)) {
            parent.note(item.getStartMark(), "WLD-005", "a territory must be a mapping");
            return false;
        }
        var fields = new MappingFields(file, mapping, KEYS, faults);
        var id = fields.text("id", ID, "must be dotted words of a..z, 0..9 and hyphens");
        var name = fields.text("name", NAME, "must be 3..60 characters");
        var type = fields.choice("type", TerritoryType.class);
        var location = location(fields);
        var radius = fields.number("radius", 1, RADIUS_MAX_M, "WLD-006");
        var resource = fields.choice("resource", Resource.class);
        var baseYield = baseYield(fields, type.orElse(TerritoryType.RESOURCE));
        var window = window(fields);
        var neighbours = fields.texts("neighbours");
        if (id.isEmpty() || neighbours.isEmpty()) {
            return false;
        }
        // What is missing has been noted; the rest is still checked.
        var territory = new AuthoredTerritory(
                id.get(),
                name.orElse(id.get()),
                type.orElse(TerritoryType.RESOURCE),
                region,
                location.orElse(new Location(0, 0, 0)),
                radius.orElse(1.0),
                resource.orElse(Resource.MIXED).name(),
                baseYield,
                window,
                Set.copyOf(neighbours.get()));
        read.add(new Authored(territory, fields));
        return true;
    }

    private static Optional<Location> location(MappingFields fields) {
        return fields.fields("location", LOCATION_KEYS).flatMap(location -> {
            var x = location.number("x", -Location.EDGE_M, Location.EDGE_M, "TER-003");
            var y = location.number("y", -Location.EDGE_M, Location.EDGE_M, "TER-003");
            var z = location.number("z", Location.DEPTH_M, Location.HEIGHT_M, "TER-003");
            return x.isPresent() && y.isPresent() && z.isPresent()
                    ? Optional.of(new Location(x.get(), y.get(), z.get()))
                    : Optional.empty();
        });
    }

    private static int baseYield(MappingFields fields, TerritoryType type) {
        var usual = switch (type) {
            case RESOURCE -> 100;
            case STRATEGIC -> 40;
            case CAPITAL -> 60;
        };
        return fields.has("yield")
                ? fields.number("yield", 0, YIELD_MAX, "WLD-006")
                        .map(Double::intValue)
                        .orElse(usual)
                : usual;
    }

    /// Minute of the day.
    private static int window(MappingFields fields) {
        var start = fields.has("window")
                ? fields.text("window", WINDOW, "must be a quarter of an hour as \"18:15\"")
                        .orElse(WINDOW_DEFAULT)
                : WINDOW_DEFAULT;
        return Integer.parseInt(start.substring(0, 2), 10) * 60 + Integer.parseInt(start.substring(3), 10);
    }
}
