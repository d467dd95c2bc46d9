package dev.warfront.guild.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.guild.ClanDirectory;
import dev.warfront.guild.ClanStore;
import dev.warfront.guild.Clans;
import dev.warfront.guild.GuildPorts;
import dev.warfront.guild.Invitations;
import dev.warfront.guild.Memberships;
import dev.warfront.guild.Treasury;
import dev.warfront.identity.Presence;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.outbox.postgres.EventMapping;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Clans over the real PostgreSQL, for tests of other contexts too.
public final class GuildOnPostgres implements GuildPorts {
    private final DatabaseClient database = KernelOnPostgres.database();
    private final PostgresClans clans = new PostgresClans(database);
    private final PostgresMemberships memberships = new PostgresMemberships(database);

    /// How the events of clans look on the wire.
    public static EventMapping<?> events() {
        return new GuildEventMapping();
    }

    @Override
    public Clans clans() {
        return clans;
    }

    @Override
    public ClanDirectory clanDirectory() {
        return new PostgresClanDirectory(database);
    }

    @Override
    public ClanStore clanStore() {
        return clans;
    }

    @Override
    public Memberships memberships() {
        return memberships;
    }

    @Override
    public Invitations invitations() {
        return new PostgresInvitations(database);
    }

    @Override
    public Treasury treasury() {
        return new PostgresTreasury(database);
    }

    @Override
    public Presence presence() {
        return memberships;
    }

    @Override
    public Transactions transactions() {
        return KernelOnPostgres.transactions();
    }

    /// The sum of a clan's ledger.
    public Mono<Long> ledgerSum(ClanId clan) {
        return database.sql("""
                        select coalesce(sum(credits), 0)::bigint as sum from guild_treasury_entries
                        where guild_id = :clan""")
                .bind("clan", clan.value())
                .map(row -> required(row, "sum", Long.class))
                .one();
    }

    /// What of all credits to a clan did not fit into its treasury.
    public Mono<Long> burned(ClanId clan) {
        return database.sql("""
                        select coalesce(sum(burned), 0)::bigint as sum from guild_treasury_entries
                        where guild_id = :clan""")
                .bind("clan", clan.value())
                .map(row -> required(row, "sum", Long.class))
                .one();
    }
}
