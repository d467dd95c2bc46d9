package dev.warfront.score;

import dev.warfront.kernel.Side;
import java.util.UUID;

/// Whose total it is, inside one war.
///
/// @param id of a side the war's own id, else that of the clan, player or battle
/// @param side for which the points were made
public record TotalKey(Scope scope, UUID id, Side side) {
    /// What points are added up for.
    public enum Scope {
        SIDE,
        CLAN,
        PLAYER,
        BATTLE
    }
}
