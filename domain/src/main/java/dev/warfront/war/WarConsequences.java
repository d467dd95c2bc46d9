package dev.warfront.war;

import dev.warfront.guild.Treasury;
import dev.warfront.guild.WarRecords;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.InsufficientFunds;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.WarLand;
import reactor.core.publisher.Mono;

/// What the clans of a war put in and get back: credits, land, and peace. All inside the caller's
/// transaction, which has both clans locked.
@DomainService
public final class WarConsequences {
    private final Treasury treasury;
    private final WarRecords records;
    private final WarLand land;

    public WarConsequences(Treasury treasury, WarRecords records, WarLand land) {
        this.treasury = treasury;
        this.records = records;
        this.land = land;
    }

    /// The declarer pays and gives up its own immunity; the land named is locked.
    ///
    /// Error: {@link StaleWrite} when credits or land are gone since the checks; then all is decided again.
    Mono<Void> declared(War.Declared war) {
        var attacker = war.leads().attacker();
        return debit(war).then(land.reserve(war.id(), war.terms().targets())).then(records.declared(attacker));
    }

    /// Of a war that was called off.
    Mono<Void> cancelled(Cancellation cancelled) {
        var war = cancelled.transition().war();
        var leads = war.leads();
        var immunity = war.rules().own().immunity().cancelled();
        return land.release(war.id(), war.endedAt())
                .then(credit(leads.attacker(), cancelled.refund(), "WAR_CANCEL_REFUND", war.id()))
                .then(credit(leads.defender(), cancelled.amends(), "WAR_CANCEL_AMENDS", war.id()))
                .then(coolDown(war))
                .then(
                        cancelled.defenderImmune()
                                ? records.makeImmune(
                                        leads.defender(), war.endedAt().plus(immunity))
                                : Mono.empty());
    }

    /// Of a war that was settled: the land is free, the attacker rests, the loser is left in peace.
    Mono<Void> settled(War.Ended war) {
        var immunity = war.rules().own().immunity();
        return land.release(war.id(), war.endedAt())
                .then(coolDown(war))
                .then(records.decided(
                        war.winner(), war.loser(), war.endedAt(), immunity.loser(), immunity.afterStreak()));
    }

    private Mono<Void> coolDown(War.Ended war) {
        var rest = war.rules().own().cooldown().declare();
        return records.coolDown(war.leads().attacker(), war.endedAt().plus(rest));
    }

    private Mono<Void> debit(War.Declared war) {
        var terms = war.terms();
        if (terms.cost() == 0) {
            return Mono.empty();
        }
        return treasury.debit(
                        terms.leads().attacker(),
                        terms.cost(),
                        "WAR_DECLARATION",
                        war.id().value())
                .onErrorMap(
                        InsufficientFunds.class,
                        _ -> new StaleWrite("the treasury for war " + war.id().value()));
    }

    private Mono<Void> credit(ClanId clan, long credits, String reason, WarId war) {
        return credits == 0
                ? Mono.empty()
                : treasury.credit(clan, credits, reason, war.value()).then();
    }
}
