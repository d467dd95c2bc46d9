package dev.warfront.war;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// All numbers a war obeys. It keeps those of its declaration until it is ENDED, so that a changed
/// configuration never alters a running war.
public record WarRules(Map<Class<? extends WarRule>, WarRule> sections) {
    public WarRules {
        sections = Map.copyOf(sections);
    }

    /// Rules of these parts.
    ///
    /// @param parts one of each type
    public static WarRules of(Collection<? extends WarRule> parts) {
        var sections = new HashMap<Class<? extends WarRule>, WarRule>();
        for (var part : parts) {
            if (sections.put(part.getClass(), part) != null) {
                throw new IllegalArgumentException("two sections of " + part.getClass());
            }
        }
        return new WarRules(sections);
    }

    /// The numbers of wars themselves.
    public WarSettings own() {
        return section(WarSettings.class);
    }

    /// The numbers that another context has a war keep.
    public <T extends WarRule> T section(Class<T> type) {
        var found = sections.get(type);
        if (found == null) {
            throw new IllegalStateException("wars keep no " + type.getName());
        }
        return type.cast(found);
    }
}
