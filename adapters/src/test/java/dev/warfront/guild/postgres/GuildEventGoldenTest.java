package dev.warfront.guild.postgres;

import dev.warfront.guild.GuildEvent;
import dev.warfront.guild.GuildEvent.ClanCreated;
import dev.warfront.guild.GuildEvent.ClanDisbanded;
import dev.warfront.guild.GuildEvent.LevelChanged;
import dev.warfront.guild.GuildEvent.MemberJoined;
import dev.warfront.guild.GuildEvent.MemberLeft;
import dev.warfront.guild.GuildEvent.RankChanged;
import dev.warfront.guild.Member.LeaveReason;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.outbox.postgres.EventGoldenContract;
import dev.warfront.outbox.postgres.EventMapping;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

class GuildEventGoldenTest implements EventGoldenContract<GuildEvent> {
    private static final ClanId CLAN = new ClanId(UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91"));
    private static final PlayerId LEADER = new PlayerId(UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad92"));
    private static final PlayerId MEMBER = new PlayerId(UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad93"));
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00.123Z");

    @Override
    public String context() {
        return "guild";
    }

    @Override
    public EventMapping<GuildEvent> mapping() {
        return new GuildEventMapping();
    }

    @Override
    public List<GuildEvent> samples() {
        return List.of(
                new ClanCreated(CLAN, "Ash Wolves", "ASH", LEADER, "eu-west", AT),
                new MemberJoined(CLAN, MEMBER, Rank.MEMBER, AT),
                new MemberLeft(CLAN, MEMBER, LeaveReason.LEFT, AT),
                new MemberLeft(CLAN, MEMBER, LeaveReason.KICKED, AT),
                new RankChanged(CLAN, MEMBER, Rank.VETERAN, Rank.OFFICER, LEADER, AT),
                new LevelChanged(CLAN, 1, 10, 285_000, AT),
                new ClanDisbanded(CLAN, AT));
    }
}
