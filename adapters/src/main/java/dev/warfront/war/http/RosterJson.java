package dev.warfront.war.http;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.http.NameOf;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.LandKind;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.ParticipantView;
import dev.warfront.war.Tally;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who and what a war is about, over HTTP.
final class RosterJson {
    private RosterJson() {}
    /// Who is on the roster of a war.
    record ParticipantJson(
            UUID playerId,
            UUID clanId,
            @NameOf(Side.class) String side,
            @NameOf(ParticipantStatus.class) String status,
            boolean place,
            @Nullable Instant eligibleFrom,
            Instant joinedAt,
            long points,
            long kills,
            long deaths,
            long assists,
            long objectives) {
        static ParticipantJson of(ParticipantView one, Tally tally) {
            return new ParticipantJson(
                    one.player().value(),
                    one.clan().value(),
                    one.side().name(),
                    one.status().name(),
                    one.place(),
                    one.eligibleFrom(),
                    one.joinedAt(),
                    tally.points(),
                    tally.kills(),
                    tally.deaths(),
                    tally.assists(),
                    tally.objectives());
        }
    }
    /// A territory that a war is about.
    record ContestedLandJson(
            UUID territoryId,
            @NameOf(LandKind.class) String kind,
            UUID initialOwnerClanId,
            UUID ownerClanId,
            @NameOf(Side.class) String holderSide,
            @Nullable Instant capturedAt,
            @Nullable Instant captureLockedUntil,
            int defenseLevel,
            int captureCount,
            long version) {
        static ContestedLandJson of(ContestedLand land) {
            return new ContestedLandJson(
                    land.territory().value(),
                    land.kind().name(),
                    land.initialOwner().value(),
                    land.holder().value(),
                    land.holderSide().name(),
                    land.capturedAt(),
                    land.lockedUntil(),
                    land.defenseLevel(),
                    land.captureCount(),
                    land.version());
        }
    }
}
