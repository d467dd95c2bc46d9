package dev.warfront.war;

import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.kernel.Side;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/// Records who fights when ACTIVE begins: the present members of both lead clans, the highest ranks first where a side
/// is full. A membership that is older than the declaration may fight at once, a younger one after its tenure; as a
/// membership ends when its member leaves, the day of joining says which it is.
record Enlistment(Clans clans, Participants participants) {
    Mono<Void> enlist(War.Active war) {
        return side(war, Side.ATTACKER)
                .flatMap(attackers -> side(war, Side.DEFENDER).flatMap(defenders -> {
                    var all = new ArrayList<>(attackers);
                    all.addAll(defenders);
                    return participants.enlist(war.id(), all);
                }));
    }

    private Mono<List<Participants.Entrant>> side(War.Active war, Side side) {
        return clans.membersOf(war.leads().of(side))
                .take(war.rules().side().maxPlayers())
                .map(member -> entrant(war, side, member))
                .collectList();
    }

    private static Participants.Entrant entrant(War.Active war, Side side, Member member) {
        var memberAtDeclaration = !member.joinedAt().isAfter(war.terms().declaredAt());
        var eligibleFrom = memberAtDeclaration
                ? war.startedAt()
                : member.joinedAt().plus(war.rules().roster().tenure());
        return new Participants.Entrant(member.player(), member.clan(), side, member.joinedAt(), eligibleFrom);
    }
}
