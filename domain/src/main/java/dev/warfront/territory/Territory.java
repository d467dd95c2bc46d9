package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A piece of land as it stands. Source: docs/rules/territory.md.
///
/// @param windowStart minute of the day (UTC) at which battles for it may start
/// @param active inactive land cannot be contested or claimed
public record Territory(
        TerritoryId id,
        Place place,
        Holding holding,
        Defence defence,
        Stock stock,
        int windowStart,
        boolean active,
        long version) {
    /// Where it lies, which never changes in play.
    ///
    /// @param radiusM its extent around the location, metres
    public record Place(String name, TerritoryType type, String region, Location location, double radiusM) {}

    /// Whose it is, and who fights for it.
    ///
    /// @param owner the clan that owns it in the world; null exactly when NEUTRAL
    /// @param protectedUntil no war may name it before this instant; null when it may
    /// @param lockedBy the one war that names it; null when none
    /// @param capturedAt since when the owner has it; null when NEUTRAL
    /// @param abandonDueAt when it becomes NEUTRAL, since its owner gave notice; null when it did not, and in
    ///     all states but OWNED
    public record Holding(
            @Nullable ClanId owner,
            TerritoryState state,
            @Nullable Instant protectedUntil,
            @Nullable WarId lockedBy,
            @Nullable Instant capturedAt,
            @Nullable Instant abandonDueAt) {
        public Holding {
            if ((owner == null) != (state == TerritoryState.NEUTRAL)) {
                throw new IllegalArgumentException("owner " + owner + " in state " + state);
            }
            if (abandonDueAt != null && state != TerritoryState.OWNED) {
                throw new IllegalArgumentException("abandoned at " + abandonDueAt + " in state " + state);
            }
        }

        /// A notice does not outlast the state that it was given in.
        private Holding in(TerritoryState next, @Nullable WarId war) {
            return new Holding(owner, next, protectedUntil, war, capturedAt, null);
        }

        private Holding leaving(@Nullable Instant at) {
            return new Holding(owner, state, protectedUntil, lockedBy, capturedAt, at);
        }
    }

    /// How hard it is to take.
    ///
    /// @param level 1..10
    public record Defence(int level, Improvements improvements) {}

    /// What it yields and holds.
    ///
    /// @param type ORE, ENERGY, DATA or MIXED
    /// @param baseYield units an hour
    public record Stock(String type, long amount, long capacity, int baseYield) {
        private Stock halved() {
            return new Stock(type, amount / 2, capacity, baseYield);
        }
    }

    public String name() {
        return place.name();
    }

    public TerritoryType type() {
        return place.type();
    }

    public String region() {
        return place.region();
    }

    public Location location() {
        return place.location();
    }

    public @Nullable ClanId owner() {
        return holding.owner();
    }

    public TerritoryState state() {
        return holding.state();
    }

    public @Nullable Instant protectedUntil() {
        return holding.protectedUntil();
    }

    public @Nullable WarId lockedBy() {
        return holding.lockedBy();
    }

    public @Nullable Instant capturedAt() {
        return holding.capturedAt();
    }

    public int defenseLevel() {
        return defence.level();
    }

    public Improvements improvements() {
        return defence.improvements();
    }

    public @Nullable Instant abandonDueAt() {
        return holding.abandonDueAt();
    }

    /// 1..10, see {@link SiegeDifficulty}.
    public int siegeDifficulty() {
        return SiegeDifficulty.of(type(), defence.level(), defence.improvements());
    }

    /// Whether a war may name it: owned, active, and named by no other war. Land it names already it may name again.
    public boolean isReservableFor(WarId war) {
        return war.equals(lockedBy()) || (active && lockedBy() == null && state() == TerritoryState.OWNED);
    }

    Territory claimedBy(ClanId clan, Instant at) {
        return with(new Holding(clan, TerritoryState.OWNED, protectedUntil(), lockedBy(), at, null));
    }

    Territory vacated() {
        return with(new Holding(null, TerritoryState.NEUTRAL, protectedUntil(), lockedBy(), null, null));
    }

    /// Its owner gave notice.
    Territory abandonedAt(Instant at) {
        return with(holding.leaving(at));
    }

    /// Its owner keeps it after all.
    Territory kept() {
        return with(holding.leaving(null));
    }

    /// Whether it is to become NEUTRAL by now.
    boolean isAbandonDue(Instant now) {
        return abandonDueAt() != null && !now.isBefore(abandonDueAt());
    }

    Territory reservedFor(WarId war) {
        return with(holding.in(TerritoryState.LOCKED, war));
    }

    Territory contested() {
        return with(holding.in(TerritoryState.CONTESTED, lockedBy()));
    }

    Territory besieged() {
        return with(holding.in(TerritoryState.BESIEGED, lockedBy()));
    }

    Territory released() {
        return with(holding.in(owner() == null ? TerritoryState.NEUTRAL : TerritoryState.OWNED, null));
    }

    /// What a lost war leaves: half of the stock and of the improvements, no defence. It stays named by its war, which
    /// releases it when it has ended.
    Territory conqueredBy(ClanId clan, Instant at, Instant safeUntil) {
        return new Territory(
                id,
                place,
                new Holding(clan, state(), safeUntil, lockedBy(), at, null),
                new Defence(1, improvements().halved()),
                stock.halved(),
                windowStart,
                active,
                version + 1);
    }

    private Territory with(Holding next) {
        return new Territory(id, place, next, defence, stock, windowStart, active, version + 1);
    }
}
