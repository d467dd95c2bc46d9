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
import dev.warfront.kernel.json.WireJson;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.outbox.postgres.Published;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The events of clans as they are published on `guild.lifecycle`, in order per clan, both ways.
@Component
final class GuildEventMapping implements EventMapping<GuildEvent> {
    private static final String AGGREGATE = "clan";
    private static final JsonMapper JSON = WireJson.jsonMapper();

    @Override
    public Class<GuildEvent> type() {
        return GuildEvent.class;
    }

    @Override
    public Published map(GuildEvent event) {
        var id = event.clan().value();
        return switch (event) {
            case ClanCreated(var _, var name, var tag, var leader, var region, var at) ->
                published("clan.created", id, new ClanCreatedJson(id, name, tag, leader.value(), region, at));
            case MemberJoined(var _, var player, var rank, var at) ->
                published("clan.member_joined", id, new MemberJoinedJson(id, player.value(), rank.name(), at));
            case MemberLeft(var _, var player, var reason, var at) ->
                published("clan.member_left", id, new MemberLeftJson(id, player.value(), reason.name(), at));
            case RankChanged(var _, var player, var from, var to, var by, var at) ->
                published(
                        "clan.rank_changed",
                        id,
                        new RankChangedJson(id, player.value(), from.name(), to.name(), by.value(), at));
            case LevelChanged(var _, var from, var to, var experience, var at) ->
                published("clan.level_changed", id, new LevelChangedJson(id, from, to, experience, at));
            case ClanDisbanded(var _, var at) -> published("clan.disbanded", id, new ClanDisbandedJson(id, at));
        };
    }

    @Override
    public GuildEvent parse(String eventType, JsonNode payload) {
        return JSON.treeToValue(payload, formOf(eventType)).event();
    }

    private static Class<? extends Payload> formOf(String eventType) {
        return switch (eventType) {
            case "clan.created" -> ClanCreatedJson.class;
            case "clan.member_joined" -> MemberJoinedJson.class;
            case "clan.member_left" -> MemberLeftJson.class;
            case "clan.rank_changed" -> RankChangedJson.class;
            case "clan.level_changed" -> LevelChangedJson.class;
            case "clan.disbanded" -> ClanDisbandedJson.class;
            default -> throw new IllegalArgumentException("no event of clans: " + eventType);
        };
    }

    private static Published published(String type, UUID clan, Payload payload) {
        return new Published(type, 1, AGGREGATE, clan, GuildEvent.FEED, clan.toString(), payload);
    }

    private sealed interface Payload {
        GuildEvent event();
    }

    record ClanCreatedJson(UUID clanId, String name, String tag, UUID leaderId, String region, Instant at)
            implements Payload {
        @Override
        public GuildEvent event() {
            return new ClanCreated(new ClanId(clanId), name, tag, new PlayerId(leaderId), region, at);
        }
    }

    record MemberJoinedJson(UUID clanId, UUID playerId, String rank, Instant at) implements Payload {
        @Override
        public GuildEvent event() {
            return new MemberJoined(new ClanId(clanId), new PlayerId(playerId), Rank.valueOf(rank), at);
        }
    }

    record MemberLeftJson(UUID clanId, UUID playerId, String reason, Instant at) implements Payload {
        @Override
        public GuildEvent event() {
            return new MemberLeft(new ClanId(clanId), new PlayerId(playerId), LeaveReason.valueOf(reason), at);
        }
    }

    record RankChangedJson(UUID clanId, UUID playerId, String from, String to, UUID changedBy, Instant at)
            implements Payload {
        @Override
        public GuildEvent event() {
            return new RankChanged(
                    new ClanId(clanId),
                    new PlayerId(playerId),
                    Rank.valueOf(from),
                    Rank.valueOf(to),
                    new PlayerId(changedBy),
                    at);
        }
    }

    record LevelChangedJson(UUID clanId, int from, int to, long experience, Instant at) implements Payload {
        @Override
        public GuildEvent event() {
            return new LevelChanged(new ClanId(clanId), from, to, experience, at);
        }
    }

    record ClanDisbandedJson(UUID clanId, Instant at) implements Payload {
        @Override
        public GuildEvent event() {
            return new ClanDisbanded(new ClanId(clanId), at);
        }
    }
}
