package dev.warfront.guild;

import dev.warfront.guild.GuildRefusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a founder chooses for a clan. Surrounding blanks do not count.
///
/// @param name 3..50 characters, unique among all clans by its key
/// @param tag 2..10 letters or digits, unique among all clans by its key
/// @param region 2..32 of a..z, 0..9 and hyphens, one of the {@link Regions}; clans of one region may fight each other
public record ClanRegistration(String name, String tag, String region) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} '’.,&!:#+_-]{3,50}");
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}]{2,10}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{1,31}");

    public ClanRegistration {
        name = name.strip();
        tag = tag.strip();
        region = region.strip().toLowerCase(Locale.ROOT);
    }

    /// What is wrong with it; empty when a clan can be founded on it.
    public List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        if (!NAME.matcher(name).matches() || nameKey().isEmpty()) {
            violations.add(new Violation("name", "must be 3..50 letters, digits, blanks or simple punctuation"));
        }
        if (!TAG.matcher(tag).matches() || tagKey().isEmpty()) {
            violations.add(new Violation("tag", "must be 2..10 letters or digits"));
        }
        if (!REGION.matcher(region).matches()) {
            violations.add(new Violation("region", "must be 2..32 of a..z, 0..9 and hyphens"));
        }
        return List.copyOf(violations);
    }

    /// Names with the same key look alike.
    public String nameKey() {
        return NameKey.of(name);
    }

    /// Tags with the same key look alike.
    public String tagKey() {
        return NameKey.of(tag);
    }
}
