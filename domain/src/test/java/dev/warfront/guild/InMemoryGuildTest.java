package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import reactor.core.publisher.Mono;

class InMemoryGuildTest
        implements ClansContract,
                ClanDirectoryContract,
                MembershipsContract,
                InvitationsContract,
                TreasuryContract,
                WarRecordsContract {
    private final InMemoryGuild guild = new InMemoryGuild();

    @Override
    public GuildPorts ports() {
        return guild;
    }

    @Override
    public Mono<Long> ledgerSum(ClanId clan) {
        return Mono.fromSupplier(() -> guild.ledgerSum(clan));
    }

    @Override
    public Mono<Long> burned(ClanId clan) {
        return Mono.fromSupplier(() -> guild.burned(clan));
    }
}
