package dev.warfront.war;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Clans;
import dev.warfront.kernel.ClanId;
import dev.warfront.territory.Territories;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// Brings together what a declaration is judged by, one question after the other: they share the connection of the
/// transaction. Clans are locked by the caller, the named land is locked here.
record DeclarationSurvey(RuleBook rules, Clans clans, Wars wars, Territories territories) {
    Mono<DeclarationContext> of(DeclareWar.Command command, Clan attacker, Clan defender, Instant now) {
        var since = now.minus(rules.current().declare().seenWithin());
        return clans.activeMembers(attacker.id(), since)
                .flatMap(attackerSeen -> clans.activeMembers(defender.id(), since)
                        .flatMap(defenderSeen -> wars.historyOf(attacker.id(), defender.id())
                                .flatMap(history -> land(
                                        command,
                                        new DeclarationContext(
                                                command.type(),
                                                attacker,
                                                defender,
                                                attackerSeen,
                                                defenderSeen,
                                                history,
                                                now)))));
    }

    /// The caller has bounded the list; whether it is too long for a war is one of the checks.
    private Mono<DeclarationContext> land(DeclareWar.Command command, DeclarationContext facts) {
        var named = command.territories();
        if (named.isEmpty()) {
            return Mono.just(facts);
        }
        return territories
                .lockAll(named)
                .flatMap(found -> reach(facts.attacker().id(), facts.withLand(named, found)));
    }

    private Mono<DeclarationContext> reach(ClanId attacker, DeclarationContext facts) {
        return territories
                .unreachable(
                        attacker,
                        facts.found().stream().map(land -> land.id()).toList(),
                        rules.current().declare().reachM())
                .map(facts::withUnreachable);
    }
}
