package dev.warfront.war;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Rank;
import dev.warfront.identity.Sanctions;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/// A clan declares war (T1). Checks, cost, locks of land, war and events are one transaction: both clans are
/// locked first, so that declarations that could contradict each other wait for one another.
@UseCase
public final class DeclareWar {
    private final WarRules rules;
    private final DeclarationLoader declarations;
    private final Sanctions sanctions;
    private final WarConsequences consequences;
    private final Transitions transitions;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    /// @param rules all that a war keeps from now on
    public DeclareWar(
            List<WarRule> rules,
            DeclarationLoader declarations,
            Sanctions sanctions,
            WarConsequences consequences,
            Transitions transitions,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.rules = WarRules.of(rules);
        this.declarations = declarations;
        this.sanctions = sanctions;
        this.consequences = consequences;
        this.transitions = transitions;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// Whom to declare war on, and about what.
    ///
    /// @param territories the land it is about; repeats count once
    public record Command(PlayerId by, ClanId attacker, ClanId defender, WarType type, List<TerritoryId> territories) {
        public Command {
            territories = territories.stream().distinct().toList();
        }
    }

    /// Who has no right is refused before a clan is locked; of others the right is read again under the locks.
    public Mono<Result<War.Declared, WarRefusal>> declare(Command command) {
        return transactions.inTransaction(declarations
                .parties(command)
                .map(parties -> admit(command, parties))
                .flatMap(admitted -> admitted.thenDecide(_ -> declareUnlessBanned(command))));
    }

    /// The account is asked before a clan is locked, and no ban comes until the end.
    private Mono<Result<War.Declared, WarRefusal>> declareUnlessBanned(Command command) {
        return sanctions
                .warBan(command.by())
                .map(ban -> Result.<War.Declared, WarRefusal>refused(new WarRefusal.Banned(ban.until())))
                .switchIfEmpty(Mono.defer(() -> declareLocked(command)));
    }

    private Mono<Result<War.Declared, WarRefusal>> declareLocked(Command command) {
        return declarations
                .lockParties(command)
                .map(parties -> admit(command, parties))
                .flatMap(admitted -> admitted.thenDecide(leads -> loadAndDecide(command, leads)))
                .flatMap(decided -> decided.whenDone(this::store));
    }

    private static Result<LeadClans, WarRefusal> admit(Command command, DeclarationLoader.Parties parties) {
        if (parties.attacker().isEmpty()) {
            return refused(new WarRefusal.UnknownClan(command.attacker()));
        }
        if (parties.defender().isEmpty()) {
            return refused(new WarRefusal.UnknownClan(command.defender()));
        }
        var member = parties.member().filter(one -> one.clan().equals(command.attacker()));
        if (member.isEmpty()) {
            return refused(new WarRefusal.NotClanMember(command.attacker()));
        }
        if (!member.get().rank().isAtLeast(Rank.DEPUTY)) {
            return refused(new WarRefusal.InsufficientRank(Rank.DEPUTY));
        }
        return done(new LeadClans(parties.attacker().get(), parties.defender().get()));
    }

    private Mono<Result<Declaration, WarRefusal>> loadAndDecide(Command command, LeadClans leads) {
        return declarations
                .context(command, leads.attacker(), leads.defender(), rules.own(), clock.instant())
                .map(context -> decide(command, context, rules, new WarId(ids.next())));
    }

    private static Result<Declaration, WarRefusal> decide(
            Command command, DeclarationContext context, WarRules rules, WarId id) {
        var violations = DeclarationChecks.of(rules.own(), context);
        if (!violations.isEmpty()) {
            return refused(new WarRefusal.Violations(violations));
        }
        var terms = new WarTerms(
                id,
                new Leads(command.attacker(), command.defender()),
                command.type(),
                command.territories(),
                context.now(),
                command.by(),
                DeclarationChecks.cost(rules.own(), context),
                context.attacker().region(),
                rules);
        return done(new Declaration(War.Declared.declare(terms), targets(context)));
    }

    private static List<ContestedLand> targets(DeclarationContext context) {
        var defender = context.defender().id();
        return context.found().stream()
                .map(land ->
                        ContestedLand.named(land.id(), LandKind.TARGET, defender, Side.DEFENDER, land.defenseLevel()))
                .toList();
    }

    private Mono<War.Declared> store(Declaration declaration) {
        var war = declaration.transition().war();
        return consequences
                .declared(war)
                .then(transitions.begin(declaration.transition(), declaration.targets()))
                .thenReturn(war)
                .onErrorMap(AlreadyTaken.class, taken -> lostPair(taken, war));
    }

    /// Decided again, the declaration is refused for the other war.
    private static RuntimeException lostPair(AlreadyTaken taken, War war) {
        return taken.constraint().equals(Wars.OPEN_PAIR_KEY)
                ? new StaleWrite("the pair of war " + war.id().value())
                : taken;
    }

    private record LeadClans(Clan attacker, Clan defender) {}

    private record Declaration(Transition<War.Declared> transition, List<ContestedLand> targets) {}
}
