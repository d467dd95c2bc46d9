package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Clans and members for tests; names only what matters.
public final class TestGuild {
    public static final Duration PATIENCE = Duration.ofSeconds(10);
    public static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    public static final GuildRules RULES =
            new GuildRules(Duration.ofDays(7), 50, Duration.ofDays(1), Duration.ofDays(3), Rank.MEMBER, 50, 5);

    private TestGuild() {}

    public static PlayerId anyPlayer() {
        return new PlayerId(UUID.randomUUID());
    }

    public static ClanId anyClanId() {
        return new ClanId(UUID.randomUUID());
    }

    /// Unlike every other.
    public static ClanRegistration anyRegistration() {
        var unique = UUID.randomUUID().toString();
        return new ClanRegistration("Clan " + unique, unique.substring(26), "eu");
    }

    public static Clan clan(ClanRegistration registration, PlayerId leader) {
        return Clan.founded(anyClanId(), registration, leader, RULES, NOW);
    }

    public static Clan clan() {
        return clan(anyRegistration(), anyPlayer());
    }

    public static Member member(ClanId clan, Rank rank) {
        return Member.joining(clan, anyPlayer(), rank, NOW);
    }

    public static Member leader(Clan clan) {
        return Member.joining(clan.id(), clan.leader(), Rank.LEADER, NOW);
    }

    public static Member joined(Member member, Instant at) {
        return new Member(member.clan(), member.player(), member.rank(), at, at, 0, 1);
    }

    public static Invitation invitation(ClanId clan, PlayerId player) {
        return invitation(clan, player, NOW);
    }

    public static Invitation invitation(ClanId clan, PlayerId player, Instant at) {
        return new Invitation(
                new Invitation.Id(UUID.randomUUID()),
                clan,
                player,
                anyPlayer(),
                Invitation.Status.PENDING,
                at,
                at.plus(RULES.inviteTtl()),
                1);
    }

    /// A clan of a size, with places for as many more as there are.
    public static Clan withMembers(Clan clan, int members, int places) {
        return new Clan(
                clan.id(),
                clan.registration(),
                clan.status(),
                new Clan.Headcount(clan.leader(), members, places),
                clan.earnings(),
                clan.warRecord(),
                clan.createdAt(),
                clan.version());
    }

    public static Clan withStatus(Clan clan, ClanStatus status) {
        return new Clan(
                clan.id(),
                clan.registration(),
                status,
                clan.headcount(),
                clan.earnings(),
                clan.warRecord(),
                clan.createdAt(),
                clan.version());
    }

    static Clan withTreasury(Clan clan, long treasury, long version) {
        return new Clan(
                clan.id(),
                clan.registration(),
                clan.status(),
                clan.headcount(),
                new Clan.Earnings(
                        clan.level(), clan.experience(), clan.earnings().reputation(), treasury),
                clan.warRecord(),
                clan.createdAt(),
                version);
    }
}
