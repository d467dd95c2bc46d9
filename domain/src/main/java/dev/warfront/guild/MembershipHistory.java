package dev.warfront.guild;

import dev.warfront.guild.GuildRefusal.AlreadyInClan;
import dev.warfront.guild.GuildRefusal.CoolingDown;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What is known of a player before a decision about membership.
///
/// @param membership the present one, empty when in no clan
/// @param departures the last time the player left each clan of its own will
public record MembershipHistory(PlayerId player, Optional<Member> membership, List<Departure> departures) {
    public MembershipHistory {
        departures = List.copyOf(departures);
    }

    /// A clan the player was in.
    ///
    /// @param at when the player left
    public record Departure(ClanId clan, Instant at) {}

    boolean isIn(ClanId clan) {
        return membership.filter(member -> member.clan().equals(clan)).isPresent();
    }

    /// What forbids the player to found a clan now; empty when nothing does.
    Optional<GuildRefusal> refusalOfFounding(Instant now, GuildRules rules) {
        return refusal(now, _ -> rules.joinCooldown());
    }

    /// What forbids the player to join a clan now; empty when nothing does.
    Optional<GuildRefusal> refusalOfJoining(ClanId clan, Instant now, GuildRules rules) {
        return refusal(now, left -> left.equals(clan) ? rules.rejoinCooldown() : rules.joinCooldown());
    }

    private Optional<GuildRefusal> refusal(Instant now, Function<ClanId, Duration> cooldown) {
        return membership
                .<GuildRefusal>map(member -> new AlreadyInClan(member.clan()))
                .or(() -> departures.stream()
                        .map(departure -> departure.at().plus(cooldown.apply(departure.clan())))
                        .max(Comparator.naturalOrder())
                        .filter(now::isBefore)
                        .map(CoolingDown::new));
    }
}
