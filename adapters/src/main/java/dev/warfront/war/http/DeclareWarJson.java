package dev.warfront.war.http;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.war.DeclareWar;
import dev.warfront.war.WarType;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The body of a declaration.
///
/// @param territories the land it is about; none in a RANKING war
record DeclareWarJson(
        @NotNull UUID attackerClanId,
        @NotNull UUID defenderClanId,
        @NotNull WarType warType,
        @Nullable @Size(max = 100) List<@NotNull UUID> territories) {
    DeclareWar.Command by(PlayerId player) {
        var named = territories == null
                ? List.<TerritoryId>of()
                : territories.stream().map(TerritoryId::new).toList();
        return new DeclareWar.Command(player, new ClanId(attackerClanId), new ClanId(defenderClanId), warType, named);
    }
}
