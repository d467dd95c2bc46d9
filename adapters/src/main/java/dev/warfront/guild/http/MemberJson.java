package dev.warfront.guild.http;

import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.NameOf;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.ResponseEntity;

/// A member on the wire.
record MemberJson(
        UUID playerId,
        UUID clanId,
        @NameOf(Rank.class) String rank,
        Instant joinedAt,
        Instant lastActiveAt,
        long contribution,
        long version) {
    static MemberJson of(Member member) {
        return new MemberJson(
                member.player().value(),
                member.clan().value(),
                member.rank().name(),
                member.joinedAt(),
                member.lastActiveAt(),
                member.contribution(),
                member.version());
    }

    static ResponseEntity<MemberJson> answer(Member member) {
        return Answer.ok(of(member), member.version());
    }
}
