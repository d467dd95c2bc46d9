package dev.warfront.guild.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.warfront.guild.Clan;
import dev.warfront.guild.Clans;
import dev.warfront.guild.GuildRefusal.UnknownMember;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.NameOf;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.kernel.http.Tagged;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The clan that the caller is in.
@RestController
final class OwnClanController {
    private final Clans clans;
    private final GuildProblems problems;

    OwnClanController(Clans clans, GuildProblems problems) {
        this.clans = clans;
        this.problems = problems;
    }

    /// A clan, and what the caller is in it.
    record OwnClanJson(@JsonUnwrapped ClanJson clan, MembershipJson membership) {
        static ResponseEntity<OwnClanJson> answer(Clan clan, Member member) {
            var json = new OwnClanJson(ClanJson.of(clan, true), MembershipJson.of(member));
            return Answer.tagged(json, "\"%s.%d.%d\"".formatted(clan.id().value(), clan.version(), member.version()));
        }
    }

    /// A member's own place.
    ///
    /// @param version of the membership
    record MembershipJson(@NameOf(Rank.class) String rank, Instant joinedAt, long version) {
        static MembershipJson of(Member member) {
            return new MembershipJson(member.rank().name(), member.joinedAt(), member.version());
        }
    }

    /// The caller's clan, and what the caller is in it.
    @GetMapping("/api/v1/me/clan")
    @Allow(Role.PLAYER)
    @Tagged
    @Refuses(UnknownMember.class)
    Mono<ResponseEntity<OwnClanJson>> getOwnClan(Caller caller) {
        return clans.membershipOf(caller.id())
                .flatMap(member -> clans.find(member.clan()).map(clan -> OwnClanJson.answer(clan, member)))
                .switchIfEmpty(problems.refuse(new UnknownMember(caller.id())));
    }
}
