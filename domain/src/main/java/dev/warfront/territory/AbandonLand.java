package dev.warfront.territory;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.territory.TerritoryRefusal.ClanNotActive;
import dev.warfront.territory.TerritoryRefusal.InsufficientRank;
import dev.warfront.territory.TerritoryRefusal.NotAMember;
import dev.warfront.territory.TerritoryRefusal.NotOwner;
import dev.warfront.territory.TerritoryRefusal.TerritoryLocked;
import dev.warfront.territory.TerritoryRefusal.UnknownTerritory;
import dev.warfront.territory.TerritoryRefusal.VersionMismatch;
import dev.warfront.timer.Timer;
import dev.warfront.timer.Timers;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// An officer, or a higher rank, gives land of its clan back, or keeps it after all: notice is given, and
/// {@link FinishAbandon} takes it at its word. Source: docs/rules/territory.md, loss.
@UseCase
public final class AbandonLand {
    private final Clans clans;
    private final Territories territories;
    private final TerritoryStore store;
    private final Timers timers;
    private final Transactions transactions;
    private final TerritoryRules rules;
    private final Ids ids;
    private final Clock clock;

    public AbandonLand(
            Clans clans,
            Territories territories,
            TerritoryStore store,
            Timers timers,
            Transactions transactions,
            TerritoryRules rules,
            Ids ids,
            Clock clock) {
        this.clans = clans;
        this.territories = territories;
        this.store = store;
        this.timers = timers;
        this.transactions = transactions;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    /// The land with the instant at which it becomes NEUTRAL; where notice was given before, that stays. Refusals store
    /// nothing.
    ///
    /// @param version of the territory, as the player knows it
    public Mono<Result<Territory, TerritoryRefusal>> abandon(PlayerId player, TerritoryId territory, long version) {
        return lockedBy(player, territory, found -> decideToAbandon(found, version))
                .flatMap(decided -> decided.whenDone(this::giveNotice))
                .as(transactions::inTransaction);
    }

    /// The land without a notice; without one before it stays as it is. Refusals store nothing.
    ///
    /// @param version of the territory, as the player knows it
    public Mono<Result<Territory, TerritoryRefusal>> keep(PlayerId player, TerritoryId territory, long version) {
        return lockedBy(player, territory, found -> decideToKeep(found, version))
                .flatMap(decided -> decided.whenDone(this::takeNoticeBack))
                .as(transactions::inTransaction);
    }

    /// All that a decision needs.
    record Situation(Clan clan, Member member, Territory land) {}

    /// The rank is read again under the lock of the clan: who was demoted a moment ago is refused.
    private Mono<Result<Territory, TerritoryRefusal>> lockedBy(
            PlayerId player, TerritoryId territory, Function<Situation, Result<Territory, TerritoryRefusal>> decide) {
        return clans.membershipOf(player)
                .flatMap(seen -> clans.lock(seen.clan()))
                .flatMap(clan -> clans.membershipOf(player)
                        .filter(member -> member.clan().equals(clan.id()))
                        .flatMap(member -> territories
                                .lock(territory)
                                .map(land -> decide.apply(new Situation(clan, member, land)))
                                .defaultIfEmpty(refused(new UnknownTerritory()))))
                .defaultIfEmpty(refused(new NotAMember()));
    }

    static Result<Territory, TerritoryRefusal> decideToAbandon(Situation situation, long version) {
        return decideRight(situation)
                .flatMap(land -> land.lockedBy() == null
                        ? decideVersion(land, version)
                        : refused(new TerritoryLocked(land.lockedBy())));
    }

    static Result<Territory, TerritoryRefusal> decideToKeep(Situation situation, long version) {
        return decideRight(situation).flatMap(land -> decideVersion(land, version));
    }

    private static Result<Territory, TerritoryRefusal> decideRight(Situation situation) {
        var clan = situation.clan();
        var land = situation.land();
        if (!land.active()) {
            return refused(new UnknownTerritory());
        }
        if (!clan.isActive()) {
            return refused(new ClanNotActive(clan.status()));
        }
        if (!situation.member().rank().isAtLeast(Rank.OFFICER)) {
            return refused(new InsufficientRank(Rank.OFFICER));
        }
        return clan.id().equals(land.owner()) ? done(land) : refused(new NotOwner());
    }

    private static Result<Territory, TerritoryRefusal> decideVersion(Territory land, long version) {
        return land.version() == version ? done(land) : refused(new VersionMismatch(land.version()));
    }

    private Mono<Territory> giveNotice(Territory land) {
        if (land.abandonDueAt() != null) {
            return Mono.just(land);
        }
        var next = land.abandonedAt(clock.instant().plus(rules.territory().abandonNotice()));
        return store.replace(next).then(timers.schedule(due(next))).thenReturn(next);
    }

    private Timer due(Territory land) {
        return new Timer(ids.next(), FinishAbandon.ABANDON, land.id().value(), null, null, dueAt(land));
    }

    private static Instant dueAt(Territory land) {
        return Objects.requireNonNull(land.abandonDueAt(), "notice was given");
    }

    private Mono<Territory> takeNoticeBack(Territory land) {
        if (land.abandonDueAt() == null) {
            return Mono.just(land);
        }
        var next = land.kept();
        return store.replace(next)
                .then(timers.cancel(FinishAbandon.ABANDON, land.id().value()))
                .thenReturn(next);
    }
}
