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
        long version) {}
