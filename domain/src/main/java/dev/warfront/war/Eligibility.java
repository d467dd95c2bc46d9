package dev.warfront.war;

import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.identity.WarBan;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Who fights, and from when on. Source: docs/rules/war.md, who fights.
final class Eligibility {
    private static final Comparator<Member> PLACES = Comparator.comparingInt(
                    (Member member) -> -member.rank().power())
            .thenComparing(Member::joinedAt)
            .thenComparing(member -> member.player().value().toString());

    private Eligibility() {}

    /// The side as it stands when ACTIVE begins: places go by rank, then day of joining, then player; who
    /// finds none is recorded without.
    ///
    /// @param bans of those who are banned from wars
    static List<Participants.Entrant> side(
            War.Active war, Side side, List<Member> members, Map<PlayerId, WarBan> bans) {
        var places = war.rules().own().side().maxPlayers();
        var inOrder = members.stream().sorted(PLACES).toList();
        return IntStream.range(0, inOrder.size())
                .mapToObj(i -> entrant(
                        war,
                        side,
                        inOrder.get(i),
                        i < places,
                        bans.get(inOrder.get(i).player())))
                .toList();
    }

    /// @param ban null for who is not banned from wars
    static Participants.Entrant entrant(War.Active war, Side side, Member member, boolean place, @Nullable WarBan ban) {
        return new Participants.Entrant(
                member.player(),
                member.clan(),
                side,
                member.joinedAt(),
                place ? eligibleFrom(war, member, war.startedAt(), ban) : null,
                place);
    }

    /// From when on a member may fight; null without the right to. A membership that is older than the
    /// declaration may at once, a younger one after its tenure; as a membership ends when its member leaves,
    /// the day of joining says which it is.
    ///
    /// @param given when the right was given
    /// @param ban null for who is not banned from wars
    static @Nullable Instant eligibleFrom(War.Active war, Member member, Instant given, @Nullable WarBan ban) {
        if (!member.rank().isAtLeast(Rank.MEMBER) || (ban != null && ban.until() == null)) {
            return null;
        }
        var bannedUntil = ban == null ? null : ban.until();
        var notBefore = bannedUntil != null && bannedUntil.isAfter(given) ? bannedUntil : given;
        if (!member.joinedAt().isAfter(war.terms().declaredAt())) {
            return notBefore;
        }
        var tenured = member.joinedAt().plus(war.rules().own().roster().tenure());
        return tenured.isAfter(notBefore) ? tenured : notBefore;
    }
}
