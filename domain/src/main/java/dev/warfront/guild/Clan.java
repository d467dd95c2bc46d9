package dev.warfront.guild;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A clan as it stands. Immutable: a rule answers with the next clan, whose version is one higher.
///
/// @param registration its name, tag and region
/// @param earnings what it has earned
/// @param warRecord what its wars have left
/// @param version rises with every change of the clan
public record Clan(
        ClanId id,
        ClanRegistration registration,
        ClanStatus status,
        Headcount headcount,
        Earnings earnings,
        WarRecord warRecord,
        Instant createdAt,
        long version) {
    /// Who leads it, and how many it has and may have.
    ///
    /// @param members at most `places`
    /// @param places 1..1 000
    public record Headcount(PlayerId leader, int members, int places) {
        Headcount with(int next) {
            return new Headcount(leader, next, places);
        }

        Headcount ledBy(PlayerId next) {
            return new Headcount(next, members, places);
        }
    }

    /// What a clan has earned.
    ///
    /// @param level 1..100
    /// @param experience total, from which the level follows
    /// @param treasury credits, never below zero; stored by {@link Treasury} alone
    public record Earnings(int level, long experience, int reputation, long treasury) {}

    /// What wars leave behind. Source: docs/rules/guild.md, after a war.
    ///
    /// @param immuneUntil before this instant nobody may declare war on it; null when it may
    /// @param declareCooldownUntil before this instant it may not declare; null when it may
    /// @param lossStreak wars lost in a row
    /// @param rating Elo, starts at 1 000
    public record WarRecord(
            @Nullable Instant immuneUntil, @Nullable Instant declareCooldownUntil, int lossStreak, int rating) {
        private static final int RATING_START = 1_000;
        /// From so many losses in a row on, the immunity is the long one.
        private static final int LONG_STREAK = 3;

        static final WarRecord BLANK = new WarRecord(null, null, 0, RATING_START);

        private WarRecord immune(Instant until) {
            return new WarRecord(later(immuneUntil, until), declareCooldownUntil, lossStreak, rating);
        }

        private WarRecord coolingDown(Instant until) {
            return new WarRecord(immuneUntil, later(declareCooldownUntil, until), lossStreak, rating);
        }

        private static Instant later(@Nullable Instant one, Instant other) {
            return one == null || other.isAfter(one) ? other : one;
        }

        private WarRecord streak(int losses) {
            return new WarRecord(immuneUntil, declareCooldownUntil, losses, rating);
        }
    }

    /// A clan of one: its founder.
    static Clan founded(ClanId id, ClanRegistration registration, PlayerId founder, GuildRules rules, Instant now) {
        return new Clan(
                id,
                registration,
                ClanStatus.ACTIVE,
                new Headcount(founder, 1, rules.membersAt(ClanLevel.MIN)),
                new Earnings(ClanLevel.MIN, 0, 0, 0),
                WarRecord.BLANK,
                now,
                1);
    }

    public String name() {
        return registration.name();
    }

    public String tag() {
        return registration.tag();
    }

    public String region() {
        return registration.region();
    }

    public PlayerId leader() {
        return headcount.leader();
    }

    public int memberCount() {
        return headcount.members();
    }

    public int maxMembers() {
        return headcount.places();
    }

    public int level() {
        return earnings.level();
    }

    public long experience() {
        return earnings.experience();
    }

    public long treasury() {
        return earnings.treasury();
    }

    public @Nullable Instant immuneUntil() {
        return warRecord.immuneUntil();
    }

    public @Nullable Instant declareCooldownUntil() {
        return warRecord.declareCooldownUntil();
    }

    public boolean isActive() {
        return status == ClanStatus.ACTIVE;
    }

    public boolean isFull() {
        return headcount.members() >= headcount.places();
    }

    /// The member, if it may act for the clan as an OFFICER or higher.
    ///
    /// @param by empty when not in the clan
    Result<Member, GuildRefusal> officer(Optional<Member> by) {
        if (!isActive()) {
            return refused(new GuildRefusal.ClanNotActive(status));
        }
        return officerRank(by);
    }

    /// The member, if its rank is OFFICER or higher, whatever the clan may do now.
    ///
    /// @param by empty when not in the clan
    Result<Member, GuildRefusal> officerRank(Optional<Member> by) {
        if (by.isEmpty()) {
            return refused(new GuildRefusal.NotAMember(id));
        }
        return by.get().rank().isAtLeast(Rank.OFFICER)
                ? done(by.get())
                : refused(new GuildRefusal.InsufficientRank(Rank.OFFICER));
    }

    Clan withMembers(int members) {
        return with(status, headcount.with(members), earnings, warRecord);
    }

    /// With a number of members, led by one of them.
    Clan passedOn(int members, PlayerId player) {
        return with(status, headcount.with(members).ledBy(player), earnings, warRecord);
    }

    Clan ledBy(PlayerId player) {
        return with(status, headcount.ledBy(player), earnings, warRecord);
    }

    Clan disbanded() {
        return with(ClanStatus.DISBANDED, headcount.with(0), earnings, warRecord);
    }

    /// With more experience, and the level and places that follow from it. Places are never taken away.
    Clan gained(long more, GuildRules rules) {
        var total = Math.addExact(earnings.experience(), more);
        var level = ClanLevel.of(total);
        var places = Math.max(headcount.places(), rules.membersAt(level));
        return with(
                status,
                new Headcount(headcount.leader(), headcount.members(), places),
                new Earnings(level, total, earnings.reputation(), earnings.treasury()),
                warRecord);
    }

    /// It declared war, which ends its own immunity.
    Clan declaredWar() {
        return with(
                status,
                headcount,
                earnings,
                new WarRecord(null, warRecord.declareCooldownUntil(), warRecord.lossStreak(), warRecord.rating()));
    }

    /// It may not declare before the instant; a cooldown that lasts longer stays.
    Clan coolingDown(Instant until) {
        return with(status, headcount, earnings, warRecord.coolingDown(until));
    }

    /// Nobody may declare on it before the instant; an immunity that lasts longer stays.
    Clan immune(Instant until) {
        return with(status, headcount, earnings, warRecord.immune(until));
    }

    /// It won a war: its losses in a row are over.
    Clan won() {
        return with(status, headcount, earnings, warRecord.streak(0));
    }

    /// It lost a war, and is immune for a while: longer once it has lost three in a row.
    ///
    /// @param immunity how long, after a first or second loss
    /// @param afterStreak how long, from the third on
    Clan lost(Instant at, Duration immunity, Duration afterStreak) {
        var losses = warRecord.lossStreak() + 1;
        var until = at.plus(losses >= WarRecord.LONG_STREAK ? afterStreak : immunity);
        return with(status, headcount, earnings, warRecord.streak(losses).immune(until));
    }

    private Clan with(ClanStatus nextStatus, Headcount nextHeadcount, Earnings nextEarnings, WarRecord nextRecord) {
        return new Clan(id, registration, nextStatus, nextHeadcount, nextEarnings, nextRecord, createdAt, version + 1);
    }
}
