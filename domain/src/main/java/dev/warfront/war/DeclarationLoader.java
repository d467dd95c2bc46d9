package dev.warfront.war;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import dev.warfront.territory.Territories;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/// Brings together what a declaration is judged by, one question after the other: they share the connection
/// of the transaction.
@DomainService
public final class DeclarationLoader {
    private final Clans clans;
    private final Wars wars;
    private final Territories territories;

    public DeclarationLoader(Clans clans, Wars wars, Territories territories) {
        this.clans = clans;
        this.wars = wars;
        this.territories = territories;
    }

    /// As they are now; nothing is locked.
    Mono<Parties> parties(DeclareWar.Command command) {
        return clans.find(command.attacker())
                .singleOptional()
                .flatMap(attacker -> clans.find(command.defender())
                        .singleOptional()
                        .flatMap(defender -> clans.membershipOf(command.by())
                                .singleOptional()
                                .map(member -> new Parties(attacker, defender, member))));
    }

    /// Locks both clans.
    Mono<Parties> lockParties(DeclareWar.Command command) {
        return clans.lockAll(Set.copyOf(List.of(command.attacker(), command.defender())))
                .flatMap(found -> clans.membershipOf(command.by())
                        .singleOptional()
                        .map(member -> new Parties(
                                named(found, command.attacker()), named(found, command.defender()), member)));
    }

    /// The clans are locked, the land named is locked here.
    Mono<DeclarationContext> context(
            DeclareWar.Command command, Clan attacker, Clan defender, WarSettings rules, Instant now) {
        var since = now.minus(rules.declare().seenWithin());
        return clans.activeMembers(attacker.id(), since)
                .flatMap(attackerSeen -> clans.activeMembers(defender.id(), since)
                        .flatMap(defenderSeen -> wars.historyOf(attacker.id(), defender.id())
                                .map(history -> new DeclarationContext(
                                        command.type(), attacker, defender, attackerSeen, defenderSeen, history, now))))
                .flatMap(context -> land(command, context, rules));
    }

    /// The caller has bounded the list; whether it is too long for a war is one of the checks.
    private Mono<DeclarationContext> land(DeclareWar.Command command, DeclarationContext context, WarSettings rules) {
        var named = command.territories();
        if (named.isEmpty()) {
            return Mono.just(context);
        }
        return territories
                .lockAll(named)
                .map(found -> context.withLand(named, found))
                .flatMap(with -> territories
                        .unreachable(
                                with.attacker().id(),
                                with.found().stream().map(land -> land.id()).toList(),
                                rules.declare().reachM())
                        .map(with::withUnreachable));
    }

    private static Optional<Clan> named(List<Clan> found, ClanId id) {
        return found.stream().filter(clan -> clan.id().equals(id)).findFirst();
    }

    /// Who declares on whom.
    ///
    /// @param member the membership of the caller
    record Parties(Optional<Clan> attacker, Optional<Clan> defender, Optional<Member> member) {}
}
