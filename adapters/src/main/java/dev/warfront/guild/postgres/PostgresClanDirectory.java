package dev.warfront.guild.postgres;

import static dev.warfront.guild.postgres.GuildRows.CLAN;

import dev.warfront.guild.Clan;
import dev.warfront.guild.ClanDirectory;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.postgres.Conditions;
import dev.warfront.kernel.postgres.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The clans of `guilds`, by their keys: all comparisons are of bytes, as in the indexes.
@Component
final class PostgresClanDirectory implements ClanDirectory {
    /// Behind all that a key may have.
    private static final String LAST = "chr(1114111)";

    private final DatabaseClient database;

    PostgresClanDirectory(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Page<Clan>> list(ClanDirectory.Filter filter, PageRequest page) {
        return Cursor.page(
                page,
                1,
                cursor -> {
                    var wanted = wanted(filter, cursor);
                    return database.sql(CLAN + " where " + wanted.sql() + " order by " + column(filter.key())
                                    + " limit :limit")
                            .bindValues(wanted.values())
                            .bind("limit", page.limit() + 1)
                            .map(GuildRows::clan)
                            .all();
                },
                last -> Cursor.of(key(filter.key(), last)));
    }

    private static Conditions wanted(ClanDirectory.Filter filter, @Nullable Cursor cursor) {
        var key = column(filter.key());
        var wanted = new Conditions("status <> 'DISBANDED'").andIf("region = :region", "region", filter.region());
        if (!filter.prefix().isEmpty()) {
            // No pattern: nothing in a prefix has a meaning, and a plan that is kept knows the range as well.
            wanted.and(key + " >= :prefix and " + key + " < :prefix || " + LAST, "prefix", filter.prefix());
        }
        return cursor == null ? wanted : wanted.and(key + " > :after", "after", cursor.text(0));
    }

    private static String column(Key key) {
        return switch (key) {
            case NAME -> "name_key collate \"C\"";
            case TAG -> "tag_key collate \"C\"";
        };
    }

    private static String key(Key key, Clan clan) {
        return switch (key) {
            case NAME -> clan.registration().nameKey();
            case TAG -> clan.registration().tagKey();
        };
    }
}
