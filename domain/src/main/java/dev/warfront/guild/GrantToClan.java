package dev.warfront.guild;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.guild.GuildEvent.LevelChanged;
import dev.warfront.guild.GuildRefusal.BadGrant;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.GrantTooLarge;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/// An administrator gives a clan credits and experience. Source: docs/rules/guild.md, money.
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

    /// It is given.
    ///
    /// @param clan with what was granted
    public record Granted(Grant grant, Clan clan) {}

    /// Refusals store nothing.
    ///
    /// @param reason why, for the audit
    public Mono<Result<Granted, GuildRefusal>> grant(
            PlayerId administrator, ClanId clan, long credits, long experience, String reason) {
        return transactions.inTransaction(clans.lock(clan)
                .flatMap(before -> {
                    var grant =
                            new Grant(ids.next(), clan, credits, experience, reason, administrator, clock.instant());
                    return decide(before, grant, rules).whenDone(after -> store(grant, before, after));
                })
                .defaultIfEmpty(refused(new UnknownClan(clan))));
    }

    /// The clan with what it gained; its credits are checked here and entered by the treasury.
    static Result<Clan, GuildRefusal> decide(Clan clan, Grant grant, GuildRules rules) {
        var violations = grant.violations();
        if (!violations.isEmpty()) {
            return refused(new BadGrant(violations));
        }
        if (!clan.isActive()) {
            return refused(new ClanNotActive(clan.status()));
        }
        if (Treasury.Credit.into(clan.treasury(), grant.credits()).burned() > 0
                || grant.experience() > Long.MAX_VALUE - clan.experience()) {
            return refused(new GrantTooLarge());
        }
        return done(clan.gained(grant.experience(), rules));
    }

    private Mono<Granted> store(Grant grant, Clan before, Clan after) {
        return store.replace(after)
                .then(store.add(grant))
                .then(credit(grant))
                .then(levelChange(grant, before, after))
                .then(clans.lock(after.id()))
                .map(stored -> new Granted(grant, stored));
    }

    private Mono<Void> credit(Grant grant) {
        return grant.credits() == 0
                ? Mono.empty()
                : treasury.credit(grant.clan(), grant.credits(), REASON, grant.id())
                        .then();
    }

    private Mono<Void> levelChange(Grant grant, Clan before, Clan after) {
        return before.level() == after.level()
                ? Mono.empty()
                : outbox.append(List.of(new LevelChanged(
                        after.id(), before.level(), after.level(), after.experience(), grant.grantedAt())));
    }
}
