package dev.warfront.war;

import dev.warfront.guild.Clan;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.territory.Territory;
import java.time.Instant;
import java.util.List;

/// All that a declaration is judged by.
///
/// @param attackerSeen recently seen members of the attacker, as defenderSeen
/// @param named the land that the declaration names, without repeats
/// @param found those of it that exist
/// @param unreachable those of it too far from the attacker's land
record DeclarationContext(
        WarType type,
        Clan attacker,
        Clan defender,
        int attackerSeen,
        int defenderSeen,
        Wars.History history,
        List<TerritoryId> named,
        List<Territory> found,
        List<TerritoryId> unreachable,
        Instant now) {
    /// Without land yet.
    DeclarationContext(
            WarType type,
            Clan attacker,
            Clan defender,
            int attackerSeen,
            int defenderSeen,
            Wars.History history,
            Instant now) {
        this(type, attacker, defender, attackerSeen, defenderSeen, history, List.of(), List.of(), List.of(), now);
    }

    DeclarationContext withLand(List<TerritoryId> named, List<Territory> found) {
        return new DeclarationContext(
                type, attacker, defender, attackerSeen, defenderSeen, history, named, found, unreachable, now);
    }

    DeclarationContext withUnreachable(List<TerritoryId> unreachable) {
        return new DeclarationContext(
                type, attacker, defender, attackerSeen, defenderSeen, history, named, found, unreachable, now);
    }
}
