package dev.warfront.war;

import static dev.warfront.war.Violation.about;
import static dev.warfront.war.Violation.until;

import dev.warfront.guild.Clan;
import dev.warfront.guild.ClanStatus;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The checks of a declaration, in their order. Source: docs/rules/war.md, declaring.
final class DeclarationChecks {
    private final WarRules rules;
    private final DeclarationContext facts;
    private final List<Violation> found = new ArrayList<>();

    private DeclarationChecks(WarRules rules, DeclarationContext facts) {
        this.rules = rules;
        this.facts = facts;
    }

    /// All that speaks against it; empty when nothing does.
    static List<Violation> of(WarRules rules, DeclarationContext facts) {
        var checks = new DeclarationChecks(rules, facts);
        checks.clans();
        checks.strength();
        checks.openWars();
        checks.rest();
        checks.land();
        checks.means();
        return List.copyOf(checks.found);
    }

    static long cost(WarRules rules, DeclarationContext facts) {
        return rules.declare()
                .cost(facts.defender().memberCount(), facts.history().offensive());
    }

    private void clans() {
        var attacker = facts.attacker();
        var defender = facts.defender();
        refuse(attacker.id().equals(defender.id()), DeclarationCode.WAR_SELF_TARGET);
        refuse(
                attacker.status() != ClanStatus.ACTIVE || defender.status() != ClanStatus.ACTIVE,
                DeclarationCode.CLAN_NOT_ACTIVE);
        refuse(
                !rules.declare().crossRegion() && !attacker.region().equals(defender.region()),
                DeclarationCode.WAR_REGION_MISMATCH);
    }

    private void strength() {
        var declare = rules.declare();
        var attacker = facts.attacker();
        var defender = facts.defender();
        refuse(attacker.memberCount() < declare.minMembers(), DeclarationCode.WAR_ATTACKER_TOO_SMALL);
        refuse(defender.memberCount() < declare.minMembers(), DeclarationCode.WAR_DEFENDER_TOO_SMALL);
        refuse(attacker.level() < attackerLevelMin(), DeclarationCode.WAR_ATTACKER_LEVEL_TOO_LOW);
        refuse(defender.level() < declare.minLevel(), DeclarationCode.WAR_DEFENDER_LEVEL_TOO_LOW);
        refuse(tooYoung(attacker) || tooYoung(defender), DeclarationCode.WAR_CLAN_TOO_YOUNG);
        refuse(
                facts.attackerSeen() > (long) declare.maxSizeRatio() * facts.defenderSeen()
                        || attacker.level() - defender.level() > declare.maxLevelGap(),
                DeclarationCode.WAR_POWER_GAP_TOO_LARGE);
    }

    private int attackerLevelMin() {
        var strongholds = facts.found().stream().anyMatch(land -> land.type() != TerritoryType.RESOURCE);
        var declare = rules.declare();
        return strongholds ? Math.max(declare.minLevel(), declare.strongholdLevel()) : declare.minLevel();
    }

    private boolean tooYoung(Clan clan) {
        return clan.createdAt().plus(rules.declare().minAge()).isAfter(facts.now());
    }

    private void openWars() {
        var history = facts.history();
        var limit = rules.limit();
        if (history.open() != null) {
            found.add(new Violation(DeclarationCode.WAR_ALREADY_OPEN, null, history.open(), null, null));
        }
        refuse(
                history.offensive() >= limit.offensive() || history.total() >= limit.total(),
                DeclarationCode.WAR_ATTACKER_LIMIT);
        refuse(history.defensive() >= limit.defensive(), DeclarationCode.WAR_DEFENDER_LIMIT);
    }

    private void rest() {
        var lastEnded = facts.history().lastEndedAt();
        refuseUntil(facts.attacker().declareCooldownUntil(), DeclarationCode.WAR_DECLARE_COOLDOWN);
        refuseUntil(
                lastEnded == null ? null : lastEnded.plus(rules.cooldown().pair()), DeclarationCode.WAR_PAIR_COOLDOWN);
        refuseUntil(facts.defender().immuneUntil(), DeclarationCode.WAR_TARGET_IMMUNE);
    }

    private void land() {
        var named = facts.named();
        var noTarget = facts.type() != WarType.RANKING && named.isEmpty();
        var wrongLand = facts.type() == WarType.RESOURCE
                && facts.found().stream().anyMatch(land -> land.type() != TerritoryType.RESOURCE);
        var allowed = facts.type() == WarType.RANKING ? 0 : rules.declare().maxTargets();
        refuse(noTarget || wrongLand, DeclarationCode.WAR_TERRITORY_REQUIRED);
        refuse(named.size() > allowed, DeclarationCode.WAR_TERRITORY_LIMIT);
        refuseLand(unknown(), DeclarationCode.WAR_TERRITORY_NOT_FOUND);
        refuseLand(
                those(land -> land.active() && !facts.defender().id().equals(land.owner())),
                DeclarationCode.WAR_TERRITORY_NOT_DEFENDERS);
        refuseLand(those(land -> land.lockedBy() != null), DeclarationCode.WAR_TERRITORY_LOCKED);
        refuseProtectedLand();
        refuseLand(facts.unreachable(), DeclarationCode.WAR_TERRITORY_UNREACHABLE);
    }

    private void refuseProtectedLand() {
        var latest = facts.found().stream()
                .map(Territory::protectedUntil)
                .filter(until -> until != null && until.isAfter(facts.now()))
                .max(Instant::compareTo);
        latest.ifPresent(until -> found.add(until(DeclarationCode.WAR_TERRITORY_PROTECTED, until)));
    }

    private void means() {
        var cost = cost(rules, facts);
        if (facts.attacker().treasury() < cost) {
            found.add(new Violation(DeclarationCode.WAR_TREASURY_INSUFFICIENT, null, null, null, cost));
        }
        refuse(facts.history().world() >= rules.limit().global(), DeclarationCode.WAR_CAPACITY_EXCEEDED);
    }

    private List<TerritoryId> unknown() {
        var known = those(Territory::active);
        return facts.named().stream().filter(id -> !known.contains(id)).toList();
    }

    private List<TerritoryId> those(Predicate<Territory> condition) {
        return facts.found().stream().filter(condition).map(Territory::id).toList();
    }

    private void refuse(boolean condition, DeclarationCode code) {
        if (condition) {
            found.add(Violation.of(code));
        }
    }

    private void refuseUntil(@Nullable Instant until, DeclarationCode code) {
        if (until != null && until.isAfter(facts.now())) {
            found.add(until(code, until));
        }
    }

    private void refuseLand(List<TerritoryId> ids, DeclarationCode code) {
        if (!ids.isEmpty()) {
            found.add(about(
                    code,
                    String.join(
                            ", ", ids.stream().map(id -> id.value().toString()).toList())));
        }
    }
}
