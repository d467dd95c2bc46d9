package dev.warfront.guild;

import dev.warfront.guild.GrantOutcome.Granted;
import dev.warfront.guild.GuildEvent.LevelChanged;
import dev.warfront.guild.GuildRefusal.BadGrant;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.GrantTooLarge;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/// An administrator gives a clan credits and experience. Source: docs/rules/guild.md, grants.
@UseCase
public final class GrantToClan {
    private static final String REASON = "GRANT";

    private final Clans clans;
    private final ClanStore store;
    private final Treasury treasury;
    private final Outbox outbox;
    private final Transactions transactions;
    private final GuildRules rules;
    private final Ids ids;
    private final Clock clock;

    public GrantToClan(
            Clans clans,
            ClanStore store,
            Treasury treasury,
            Outbox outbox,
            Transactions transactions,
            GuildRules rules,
            Ids ids,
            Clock clock) {
        this.clans = clans;
        this.store = store;
        this.treasury = treasury;
        this.outbox = outbox;
        this.transactions = transactions;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    /// Refusals store nothing.
    ///
    /// @param reason why, for the audit
    public Mono<GrantOutcome> grant(PlayerId administrator, ClanId clan, long credits, long experience, String reason) {
        return Mono.defer(() -> {
            var grant = new Grant(ids.next(), clan, credits, experience, reason, administrator, clock.instant());
            var flaws = grant.flaws();
            return flaws.isEmpty() ? transactions.inTransaction(give(grant)) : Mono.just(new BadGrant(flaws));
        });
    }

    private Mono<GrantOutcome> give(Grant grant) {
        return clans.lock(grant.clan())
                .flatMap(found -> store(decide(found, grant, rules), found))
                .defaultIfEmpty(new UnknownClan());
    }

    static GrantOutcome decide(Clan clan, Grant grant, GuildRules rules) {
        if (!clan.isActive()) {
            return new ClanNotActive(clan.status());
        }
        try {
            return new Granted(grant, clan.gained(grant.experience(), rules).credited(grant.credits()));
        } catch (ArithmeticException _) {
            return new GrantTooLarge();
        }
    }

    private Mono<GrantOutcome> store(GrantOutcome outcome, Clan before) {
        return outcome instanceof Granted(var grant, var clan)
                ? store.replace(clan)
                        .then(store.add(grant))
                        .then(credit(grant))
                        .then(levelChange(grant, before, clan))
                        .then(clans.find(clan.id()))
                        .map(after -> new Granted(grant, after))
                : Mono.just(outcome);
    }

    private Mono<Void> credit(Grant grant) {
        return grant.credits() == 0 ? Mono.empty() : treasury.credit(grant.clan(), grant.credits(), REASON, grant.id());
    }

    private Mono<Void> levelChange(Grant grant, Clan before, Clan after) {
        return before.level() == after.level()
                ? Mono.empty()
                : outbox.append(List.of(new LevelChanged(
                        after.id(), before.level(), after.level(), after.experience(), grant.grantedAt())));
    }
}
