package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;

/// Clans with levels, officers and money, for tests of contexts that build on guild.
public final class TestClans {
    private final InMemoryGuild guild = new InMemoryGuild();

    public Clans clans() {
        return guild.clans();
    }

    public Treasury treasury() {
        return guild.treasury();
    }

    /// A clan of a level with money, and an officer of it.
    public PlayerId officerOf(ClanId id, int level, long treasury) {
        var founded =
                Clan.founded(id, TestGuild.anyRegistration(), TestGuild.anyPlayer(), TestGuild.RULES, TestGuild.NOW);
        var grown = founded.gained(ClanLevel.experienceAt(level), TestGuild.RULES);
        guild.put(TestGuild.withTreasury(grown, treasury, grown.version()));
        return member(id, Rank.OFFICER);
    }

    /// One more member of a clan.
    public PlayerId member(ClanId clan, Rank rank) {
        var member = TestGuild.member(clan, rank);
        guild.put(guild.clan(clan), member);
        return member.player();
    }

    public void disband(ClanId clan) {
        guild.put(guild.clan(clan).disbanded());
    }

    public long treasury(ClanId clan) {
        return guild.clan(clan).treasury();
    }

    public boolean isActive(ClanId clan) {
        return guild.clan(clan).isActive();
    }
}
