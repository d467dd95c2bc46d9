package dev.warfront.war;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.guild.Treasury;
import dev.warfront.guild.WarRecords;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.InsufficientFunds;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.Outbox;
import dev.warfront.territory.Territories;
import dev.warfront.territory.WarLand;
import dev.warfront.timer.Timers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/// A clan declares war (T1). Checks, cost, locks of land, war and events are one transaction: both clans are locked
/// first, so that declarations that could contradict each other wait for one another.
@UseCase
public final class DeclareWar {
    private final RuleBook rules;
    private final Wars wars;
    private final Clans clans;
    private final Treasury treasury;
    private final WarRecords records;
    private final DeclarationSurvey survey;
    private final WarLand land;
    private final DeclarationRate rate;
    private final Timers timers;
    private final Transitions transitions;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    public DeclareWar(
            RuleBook rules,
            Wars wars,
            Clans clans,
            Treasury treasury,
            WarRecords records,
            Territories territories,
            WarLand land,
            DeclarationRate rate,
            Timers timers,
            WarLog log,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.rules = rules;
        this.wars = wars;
        this.clans = clans;
        this.treasury = treasury;
        this.records = records;
        this.survey = new DeclarationSurvey(rules, clans, wars, territories);
        this.land = land;
        this.rate = rate;
        this.timers = timers;
        this.transitions = new Transitions(wars, log, outbox);
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

    /// The outcome; when refused nothing was written.
    public Mono<Declaration> declare(Command command) {
        return transactions.inTransaction(Mono.defer(
                        () -> clans.lockAll(Set.copyOf(List.of(command.attacker(), command.defender()))))
                .flatMap(found -> admit(command, byId(found))));
    }

    private Mono<Declaration> admit(Command command, Map<ClanId, Clan> found) {
        var attacker = found.get(command.attacker());
        var defender = found.get(command.defender());
        if (attacker == null || defender == null) {
            return Mono.just(new Declaration.UnknownClan(attacker == null ? command.attacker() : command.defender()));
        }
        return clans.membershipOf(command.by())
                .filter(member -> member.clan().equals(command.attacker()))
                .flatMap(member -> admitMember(command, member, attacker, defender))
                .defaultIfEmpty(new Declaration.NotClanMember(command.attacker()));
    }

    private Mono<Declaration> admitMember(Command command, Member member, Clan attacker, Clan defender) {
        if (!member.rank().isAtLeast(Rank.DEPUTY)) {
            return Mono.just(new Declaration.InsufficientRank(command.attacker()));
        }
        var now = clock.instant();
        return rate.attempt(attacker.id(), rules.current().declare().perHour(), now)
                .<Declaration>map(Declaration.RateLimited::new)
                .switchIfEmpty(Mono.defer(
                        () -> survey.of(command, attacker, defender, now).flatMap(facts -> judge(command, facts))));
    }

    private Mono<Declaration> judge(Command command, DeclarationContext facts) {
        var current = rules.current();
        var violations = DeclarationChecks.of(current, facts);
        if (!violations.isEmpty()) {
            return Mono.just(new Declaration.Refused(violations));
        }
        var terms = new WarTerms(
                new WarId(ids.next()),
                new Leads(command.attacker(), command.defender()),
                command.type(),
                command.territories(),
                facts.now(),
                command.by(),
                DeclarationChecks.cost(current, facts),
                facts.attacker().region(),
                current);
        var transition = War.Declared.declare(terms);
        return commit(transition, facts).thenReturn(new Declaration.Accepted(transition));
    }

    private Mono<Void> commit(Transition<War.Declared> transition, DeclarationContext facts) {
        var war = transition.war();
        var terms = war.terms();
        return treasury.debit(
                        terms.leads().attacker(),
                        terms.cost(),
                        "WAR_DECLARATION",
                        war.id().value())
                .onErrorMap(InsufficientFunds.class, _ -> lost(war, "the treasury of the attacker"))
                .then(Mono.defer(() -> land.lock(war.id(), terms.targets())))
                .filter(List::isEmpty)
                .switchIfEmpty(lostRace(war, "the land named"))
                .then(Mono.defer(() -> wars.create(war, targets(facts))))
                .then(Mono.defer(() -> records.declared(terms.leads().attacker())))
                .then(Mono.defer(() -> timers.schedule(WarTimers.phase(war.id(), war.epoch(), war.deadlineAt()))))
                .then(Mono.defer(() -> transitions.append(transition)));
    }

    /// Locked rows cannot change between check and use; if they did, everything is decided again.
    private static <T> Mono<T> lostRace(War war, String what) {
        return Mono.error(() -> lost(war, what));
    }

    private static StaleWrite lost(War war, String what) {
        return new StaleWrite(what + " for war " + war.id().value());
    }

    private static List<ContestedLand> targets(DeclarationContext facts) {
        var defender = facts.defender().id();
        return facts.found().stream()
                .map(land -> new ContestedLand(
                        land.id(),
                        LandKind.TARGET,
                        defender,
                        defender,
                        Side.DEFENDER,
                        null,
                        null,
                        land.defenseLevel(),
                        0,
                        1))
                .toList();
    }

    private static Map<ClanId, Clan> byId(List<Clan> clans) {
        return clans.stream().collect(Collectors.toMap(Clan::id, Function.identity()));
    }
}
