package dev.warfront.identity.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.identity.PlayerDirectory;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.postgres.Cursor;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Open accounts of players, found by names that the database folds.
@Component
final class PostgresPlayerDirectory implements PlayerDirectory {
    private static final String CARD = """
            select id, display_name, display_name_folded from identity_account
            where status = 'ACTIVE' and 'PLAYER' = any(roles)""";

    /// No pattern: nothing in a beginning has a meaning. The last character of all is behind all that a name may have.
    private static final String NAMED = CARD + """
             and display_name_folded collate "C" >= identity_folded(:beginning)
             and display_name_folded collate "C" < identity_folded(:beginning) || chr(1114111)""";

    private static final String BEHIND = " and (display_name_folded collate \"C\", id) > (:after, :afterId)";

    private static final String ORDER = " order by display_name_folded collate \"C\", id limit :limit";

    private final DatabaseClient database;

    PostgresPlayerDirectory(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Card> find(PlayerId player) {
        return database.sql(CARD + " and id = :id")
                .bind("id", player.value())
                .map(PostgresPlayerDirectory::card)
                .one();
    }

    /// A card, and by what it is sorted.
    private record Sorted(Card card, String folded) {}

    @Override
    public Mono<Page<Card>> named(String beginning, PageRequest page) {
        return Cursor.page(
                        page,
                        2,
                        cursor -> {
                            var sql = database.sql(NAMED + (cursor == null ? "" : BEHIND) + ORDER)
                                    .bind("beginning", beginning)
                                    .bind("limit", page.limit() + 1);
                            return (cursor == null
                                            ? sql
                                            : sql.bind("after", cursor.text(0)).bind("afterId", cursor.uuid(1)))
                                    .map(row ->
                                            new Sorted(card(row), required(row, "display_name_folded", String.class)))
                                    .all();
                        },
                        last -> Cursor.of(last.folded(), last.card().id().value()))
                .map(found ->
                        new Page<>(found.items().stream().map(Sorted::card).toList(), found.nextCursor()));
    }

    private static Card card(Readable row) {
        return new Card(new PlayerId(required(row, "id", UUID.class)), required(row, "display_name", String.class));
    }
}
