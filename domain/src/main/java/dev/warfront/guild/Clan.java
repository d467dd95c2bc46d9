package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A clan as it stands.
///
/// @param level 1..100
/// @param experience total, from which the level follows
/// @param treasury credits, never below zero
/// @param immuneUntil before this instant nobody may declare war on it; null when it may
/// @param declareCooldownUntil before this instant it may not declare; null when it may
/// @param lossStreak wars lost in a row
/// @param version rises with every change of the clan
public record Clan(
        ClanId id,
        String name,
        String tag,
        PlayerId leader,
        int level,
        long experience,
        int reputation,
        int memberCount,
        int maxMembers,
        long treasury,
        String region,
        ClanStatus status,
        @Nullable Instant immuneUntil,
        @Nullable Instant declareCooldownUntil,
        int lossStreak,
        int warRating,
        Instant createdAt,
        long version) {
    private static final int WAR_RATING_START = 1_000;

    /// A clan of one: its founder.
    static Clan founded(ClanId id, ClanRegistration registration, PlayerId founder, GuildRules rules, Instant now) {
        return new Clan(
                id,
                registration.name(),
                registration.tag(),
                founder,
                ClanLevel.MIN,
                0,
                0,
                1,
                rules.membersAt(ClanLevel.MIN),
                0,
                registration.region(),
                ClanStatus.ACTIVE,
                null,
                null,
                0,
                WAR_RATING_START,
                now,
                1);
    }

    public boolean isActive() {
        return status == ClanStatus.ACTIVE;
    }

    public boolean isFull() {
        return memberCount >= maxMembers;
    }

    Clan withMembers(int members) {
        return withMembers(members, leader);
    }

    Clan withMembers(int members, PlayerId leads) {
        return next(leads, level, experience, members, maxMembers, status);
    }

    Clan ledBy(PlayerId player) {
        return withMembers(memberCount, player);
    }

    Clan disbanded() {
        return next(leader, level, experience, 0, maxMembers, ClanStatus.DISBANDED);
    }

    /// With more experience, and the level and places that follow from it. Places are never taken away.
    ///
    /// @throws ArithmeticException when the sum passes the largest number
    Clan gained(long more, GuildRules rules) {
        var total = Math.addExact(experience, more);
        var reached = ClanLevel.of(total);
        return next(leader, reached, total, memberCount, Math.max(maxMembers, rules.membersAt(reached)), status);
    }

    /// With more credits, of the same version: the treasury is stored by its ledger alone.
    ///
    /// @throws ArithmeticException when the sum passes the largest number
    Clan credited(long credits) {
        return with(
                leader, level, experience, memberCount, maxMembers, status, Math.addExact(treasury, credits), version);
    }

    private Clan next(PlayerId leads, int reached, long total, int members, int places, ClanStatus state) {
        return with(leads, reached, total, members, places, state, treasury, version + 1);
    }

    private Clan with(
            PlayerId leads,
            int reached,
            long total,
            int members,
            int places,
            ClanStatus state,
            long credits,
            long number) {
        return new Clan(
                id,
                name,
                tag,
                leads,
                reached,
                total,
                reputation,
                members,
                places,
                credits,
                region,
                state,
                immuneUntil,
                declareCooldownUntil,
                lossStreak,
                warRating,
                createdAt,
                number);
    }
}
