package dev.warfront.war;

import static dev.warfront.war.DeclarationViolation.about;
import static dev.warfront.war.DeclarationViolation.until;

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
    private final WarSettings rules;
    private final DeclarationContext context;
    private final List<DeclarationViolation> found = new ArrayList<>();

    private DeclarationChecks(WarSettings rules, DeclarationContext context) {
        this.rules = rules;
        this.context = context;
    }

    /// All that speaks against it; empty when nothing does.
    static List<DeclarationViolation> of(WarSettings rules, DeclarationContext context) {
        var checks = new DeclarationChecks(rules, context);
        checks.clans();
        checks.strength();
        checks.openWars();
        checks.rest();
        checks.land();
        checks.means();
        return List.copyOf(checks.found);
    }

    static long cost(WarSettings rules, DeclarationContext context) {
        return rules.declare()
                .cost(context.defender().memberCount(), context.history().offensive());
    }

    private void clans() {
        var attacker = context.attacker();
        var defender = context.defender();
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
        var attacker = context.attacker();
        var defender = context.defender();
        refuse(attacker.memberCount() < declare.minMembers(), DeclarationCode.WAR_ATTACKER_TOO_SMALL);
        refuse(defender.memberCount() < declare.minMembers(), DeclarationCode.WAR_DEFENDER_TOO_SMALL);
        refuse(attacker.level() < attackerLevelMin(), DeclarationCode.WAR_ATTACKER_LEVEL_TOO_LOW);
        refuse(defender.level() < declare.minLevel(), DeclarationCode.WAR_DEFENDER_LEVEL_TOO_LOW);
        refuse(tooYoung(attacker) || tooYoung(defender), DeclarationCode.WAR_CLAN_TOO_YOUNG);
        refuse(
                context.attackerSeen() > (long) declare.maxSizeRatio() * context.defenderSeen()
                        || attacker.level() - defender.level() > declare.maxLevelGap(),
                DeclarationCode.WAR_POWER_GAP_TOO_LARGE);
    }

    private int attackerLevelMin() {
        var strongholds = context.found().stream().anyMatch(land -> land.type() != TerritoryType.RESOURCE);
        var declare = rules.declare();
        return strongholds ? Math.max(declare.minLevel(), declare.strongholdLevel()) : declare.minLevel();
    }

    private boolean tooYoung(Clan clan) {
        return clan.createdAt().plus(rules.declare().minAge()).isAfter(context.now());
    }

    private void openWars() {
        var history = context.history();
        var limit = rules.limit();
        if (history.open() != null) {
            found.add(new DeclarationViolation(DeclarationCode.WAR_ALREADY_OPEN, null, history.open(), null, null));
        }
        refuse(
                history.offensive() >= limit.offensive() || history.total() >= limit.total(),
                DeclarationCode.WAR_ATTACKER_LIMIT);
        refuse(history.defensive() >= limit.defensive(), DeclarationCode.WAR_DEFENDER_LIMIT);
    }

    private void rest() {
        var lastEnded = context.history().lastEndedAt();
        refuseUntil(context.attacker().declareCooldownUntil(), DeclarationCode.WAR_DECLARE_COOLDOWN);
        refuseUntil(
                lastEnded == null ? null : lastEnded.plus(rules.cooldown().pair()), DeclarationCode.WAR_PAIR_COOLDOWN);
        refuseUntil(context.defender().immuneUntil(), DeclarationCode.WAR_TARGET_IMMUNE);
    }

    private void land() {
        var named = context.named();
        var noTarget = context.type() != WarType.RANKING && named.isEmpty();
        var wrongLand = context.type() == WarType.RESOURCE
                && context.found().stream().anyMatch(land -> land.type() != TerritoryType.RESOURCE);
        var allowed = context.type() == WarType.RANKING ? 0 : rules.declare().maxTargets();
        refuse(noTarget || wrongLand, DeclarationCode.WAR_TERRITORY_REQUIRED);
        refuse(named.size() > allowed, DeclarationCode.WAR_TERRITORY_LIMIT);
        refuseLand(unknown(), DeclarationCode.WAR_TERRITORY_NOT_FOUND);
        refuseLand(
                those(land -> land.active() && !context.defender().id().equals(land.owner())),
                DeclarationCode.WAR_TERRITORY_NOT_DEFENDERS);
        refuseLand(those(land -> land.lockedBy() != null), DeclarationCode.WAR_TERRITORY_LOCKED);
        refuseProtectedLand();
        refuseLand(context.unreachable(), DeclarationCode.WAR_TERRITORY_UNREACHABLE);
    }

    private void refuseProtectedLand() {
        var latest = context.found().stream()
                .map(Territory::protectedUntil)
                .filter(until -> until != null && until.isAfter(context.now()))
                .max(Instant::compareTo);
        latest.ifPresent(until -> found.add(until(DeclarationCode.WAR_TERRITORY_PROTECTED, until)));
    }

    private void means() {
        var cost = cost(rules, context);
        if (context.attacker().treasury() < cost) {
            found.add(new DeclarationViolation(DeclarationCode.WAR_TREASURY_INSUFFICIENT, null, null, null, cost));
        }
        refuse(context.history().world() >= rules.limit().global(), DeclarationCode.WAR_CAPACITY_EXCEEDED);
    }

    private List<TerritoryId> unknown() {
        var known = those(Territory::active);
        return context.named().stream().filter(id -> !known.contains(id)).toList();
    }

    private List<TerritoryId> those(Predicate<Territory> condition) {
        return context.found().stream().filter(condition).map(Territory::id).toList();
    }

    private void refuse(boolean condition, DeclarationCode code) {
        if (condition) {
            found.add(DeclarationViolation.of(code));
        }
    }

    private void refuseUntil(@Nullable Instant until, DeclarationCode code) {
        if (until != null && until.isAfter(context.now())) {
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
