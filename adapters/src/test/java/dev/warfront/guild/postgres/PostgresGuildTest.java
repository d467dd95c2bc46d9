package dev.warfront.guild.postgres;

import dev.warfront.guild.ClanDirectoryContract;
import dev.warfront.guild.ClansContract;
import dev.warfront.guild.GuildPorts;
import dev.warfront.guild.InvitationsContract;
import dev.warfront.guild.MembershipsContract;
import dev.warfront.guild.TreasuryContract;
import dev.warfront.guild.WarRecordsContract;
import dev.warfront.kernel.ClanId;
import reactor.core.publisher.Mono;

class PostgresGuildTest
        implements ClansContract,
                ClanDirectoryContract,
                MembershipsContract,
                InvitationsContract,
                TreasuryContract,
                WarRecordsContract {
    private final GuildOnPostgres guild = new GuildOnPostgres();

    @Override
    public GuildPorts ports() {
        return guild;
    }

    @Override
    public Mono<Long> ledgerSum(ClanId clan) {
        return guild.ledgerSum(clan);
    }

    @Override
    public Mono<Long> burned(ClanId clan) {
        return guild.burned(clan);
    }
}
