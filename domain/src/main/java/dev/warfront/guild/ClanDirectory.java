package dev.warfront.guild;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The clans as everybody looks for them; may be a moment old. Disbanded ones are not shown.
public interface ClanDirectory {
    /// A page at a time, in the order of the keys that the filter is about.
    Mono<Page<Clan>> list(Filter filter, PageRequest page);

    /// Which of a clan's keys is looked through, and gives the order. Source: docs/rules/guild.md, founding.
    enum Key {
        NAME,
        TAG
    }

    /// Which clans are wanted.
    ///
    /// @param prefix how their keys begin; empty where all are wanted
    /// @param region null where all are wanted
    record Filter(Key key, String prefix, @Nullable String region) {
        /// All of a region.
        public static Filter all(@Nullable String region) {
            return new Filter(Key.NAME, "", region);
        }

        /// Those whose name looks as if it began so. Of a text without letters and digits it is all of them.
        public static Filter named(String beginning, @Nullable String region) {
            return new Filter(Key.NAME, NameKey.of(beginning), region);
        }

        /// Those whose tag looks as if it began so. Of a text without letters and digits it is all of them.
        public static Filter tagged(String beginning, @Nullable String region) {
            return new Filter(Key.TAG, NameKey.of(beginning), region);
        }
    }
}
