package dev.warfront.guild.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Clan.Earnings;
import dev.warfront.guild.Clan.Headcount;
import dev.warfront.guild.Clan.WarRecord;
import dev.warfront.guild.ClanRegistration;
import dev.warfront.guild.ClanStatus;
import dev.warfront.guild.Invitation;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;

/// Rows of the clans' tables.
final class GuildRows {
    /// For {@link #clan}.
    static final String CLAN = """
            select id, name, tag, leader_id, level, experience, reputation, member_count, max_members, treasury, region,
                   status, immune_until, declare_cooldown_until, loss_streak, war_rating, created_at, version
            from guilds""";

    /// Present members, for {@link #member}.
    static final String MEMBER = """
            select guild_id, player_id, rank, joined_at, last_active_at, contribution, version
            from guild_members
            where left_at is null""";

    private GuildRows() {}

    static Clan clan(Readable row) {
        return new Clan(
                new ClanId(required(row, "id", UUID.class)),
                new ClanRegistration(
                        required(row, "name", String.class),
                        required(row, "tag", String.class),
                        required(row, "region", String.class)),
                ClanStatus.valueOf(required(row, "status", String.class)),
                new Headcount(
                        new PlayerId(required(row, "leader_id", UUID.class)),
                        required(row, "member_count", Integer.class),
                        required(row, "max_members", Integer.class)),
                new Earnings(
                        required(row, "level", Integer.class),
                        required(row, "experience", Long.class),
                        required(row, "reputation", Integer.class),
                        required(row, "treasury", Long.class)),
                new WarRecord(
                        row.get("immune_until", Instant.class),
                        row.get("declare_cooldown_until", Instant.class),
                        required(row, "loss_streak", Integer.class),
                        required(row, "war_rating", Integer.class)),
                required(row, "created_at", Instant.class),
                required(row, "version", Long.class));
    }

    static Member member(Readable row) {
        return new Member(
                new ClanId(required(row, "guild_id", UUID.class)),
                new PlayerId(required(row, "player_id", UUID.class)),
                Rank.valueOf(required(row, "rank", String.class)),
                required(row, "joined_at", Instant.class),
                required(row, "last_active_at", Instant.class),
                required(row, "contribution", Long.class),
                required(row, "version", Long.class));
    }

    static Invitation invitation(Readable row) {
        return new Invitation(
                new Invitation.Id(required(row, "id", UUID.class)),
                new ClanId(required(row, "guild_id", UUID.class)),
                new PlayerId(required(row, "player_id", UUID.class)),
                new PlayerId(required(row, "inviter_id", UUID.class)),
                Invitation.Status.valueOf(required(row, "status", String.class)),
                required(row, "created_at", Instant.class),
                required(row, "expires_at", Instant.class),
                required(row, "version", Long.class));
    }
}
