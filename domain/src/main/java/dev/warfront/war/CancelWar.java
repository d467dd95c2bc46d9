package dev.warfront.war;

import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.guild.Treasury;
import dev.warfront.guild.WarRecords;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.Outbox;
import dev.warfront.territory.WarLand;
import dev.warfront.timer.Timers;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/// The attacker calls its war off before it is ACTIVE (T8).
@UseCase
public final class CancelWar {
    private final Wars wars;
    private final Clans clans;
    private final Treasury treasury;
    private final WarRecords records;
    private final WarLand land;
    private final Timers timers;
    private final Transitions transitions;
    private final Transactions transactions;
    private final Clock clock;

    public CancelWar(
            Wars wars,
            Clans clans,
            Treasury treasury,
            WarRecords records,
            WarLand land,
            Timers timers,
            WarLog log,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        this.wars = wars;
        this.clans = clans;
        this.treasury = treasury;
        this.records = records;
        this.land = land;
        this.timers = timers;
        this.transitions = new Transitions(wars, log, outbox);
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The outcome; when refused nothing was written.
    ///
    /// @param version the version the caller has seen
    public Mono<Cancel> cancel(PlayerId by, WarId id, long version) {
        return transactions.inTransaction(Mono.defer(() -> wars.find(id))
                .flatMap(war -> clans.membershipOf(by)
                        .flatMap(member -> admit(war, member, version))
                        .defaultIfEmpty(new Cancel.NotLeadClan(id)))
                .defaultIfEmpty(new Cancel.UnknownWar(id)));
    }

    private Mono<Cancel> admit(War seen, Member member, long version) {
        if (!member.clan().equals(seen.leads().attacker())) {
            return Mono.just(new Cancel.NotLeadClan(seen.id()));
        }
        if (!member.rank().isAtLeast(Rank.DEPUTY)) {
            return Mono.just(new Cancel.InsufficientRank(seen.id()));
        }
        var leads = List.of(seen.leads().attacker(), seen.leads().defender());
        return clans.lockAll(leads).then(Mono.defer(() -> wars.lock(seen.id()))).flatMap(war -> decide(war, version));
    }

    private Mono<Cancel> decide(War war, long version) {
        return switch (war.cancel(clock.instant())) {
            case Cancel.Accepted _ when war.version() != version -> Mono.just(new Cancel.StaleVersion(war.version()));
            case Cancel.Accepted accepted -> commit(accepted).thenReturn(accepted);
            case Cancel refused -> Mono.just(refused);
        };
    }

    private Mono<Void> commit(Cancel.Accepted accepted) {
        var war = accepted.transition().war();
        var rules = war.rules();
        var endedAt = war.endedAt();
        var defender = war.leads().defender();
        return transitions
                .enter(accepted.transition())
                .then(Mono.defer(() -> timers.cancel(WarTimers.PHASE, war.id().value())))
                .then(Mono.defer(() -> land.release(war.id(), endedAt)))
                .then(pay(war.leads().attacker(), accepted.refund(), "WAR_CANCEL_REFUND", war.id()))
                .then(pay(defender, accepted.amends(), "WAR_CANCEL_AMENDS", war.id()))
                .then(Mono.defer(() -> records.coolDown(
                        war.leads().attacker(), endedAt.plus(rules.cooldown().declare()))))
                .then(
                        accepted.defenderImmune()
                                ? Mono.defer(() -> records.makeImmune(
                                        defender, endedAt.plus(rules.immunity().cancelled())))
                                : Mono.empty());
    }

    private Mono<Void> pay(ClanId clan, long credits, String reason, WarId war) {
        return credits == 0 ? Mono.empty() : Mono.defer(() -> treasury.credit(clan, credits, reason, war.value()));
    }
}
