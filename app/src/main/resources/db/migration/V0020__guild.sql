-- Clans, their members and their money. Rules: docs/rules/guild.md.

create table guilds (
    id                     uuid         primary key,
    name                   varchar(50)  not null check (char_length(name) >= 3),
    name_key               text         not null check (name_key <> ''),
    tag                    varchar(10)  not null check (char_length(tag) >= 2),
    tag_key                text         not null check (tag_key <> ''),
    leader_id              uuid         not null,
    level                  int          not null default 1 check (level between 1 and 100),
    experience             bigint       not null default 0 check (experience >= 0),
    reputation             int          not null default 0,
    member_count           int          not null check (member_count >= 0),
    max_members            int          not null check (max_members between 1 and 1000),
    treasury               bigint       not null default 0 check (treasury >= 0),
    region                 varchar(32)  not null,
    status                 varchar(10)  not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED', 'DISBANDED')),
    immune_until           timestamptz,
    declare_cooldown_until timestamptz,
    betrayal_until         timestamptz,
    loss_streak            int          not null default 0 check (loss_streak >= 0),
    war_rating             int          not null default 1000,
    created_at             timestamptz  not null,
    version                bigint       not null default 1,
    check (member_count <= max_members),
    check ((member_count = 0) = (status = 'DISBANDED'))
);
-- A name looks like no other, also not like that of a disbanded clan.
create unique index guilds_name_key on guilds (name_key);
create unique index guilds_tag_key on guilds (tag_key);

-- One row a membership; an ended one is kept for cooldowns and history.
create table guild_members (
    guild_id       uuid        not null references guilds (id),
    player_id      uuid        not null,
    rank           varchar(8)  not null check (rank in ('LEADER', 'DEPUTY', 'OFFICER', 'VETERAN', 'MEMBER', 'RECRUIT')),
    -- 10 - power, for lists by rank.
    rank_order     smallint    generated always as (case rank
        when 'LEADER' then 0 when 'DEPUTY' then 2 when 'OFFICER' then 4
        when 'VETERAN' then 6 when 'MEMBER' then 8 else 9 end) stored,
    joined_at      timestamptz not null,
    last_active_at timestamptz not null,
    contribution   bigint      not null default 0 check (contribution >= 0),
    left_at        timestamptz,
    leave_reason   varchar(8)  check (leave_reason in ('LEFT', 'KICKED')),
    version        bigint      not null default 1,
    primary key (guild_id, player_id, joined_at),
    check ((left_at is null) = (leave_reason is null)),
    check (left_at >= joined_at)
);
create unique index guild_members_one_clan on guild_members (player_id) where left_at is null;
create unique index guild_members_one_leader on guild_members (guild_id) where left_at is null and rank = 'LEADER';
create index guild_members_present on guild_members (guild_id, rank_order, joined_at, player_id) where left_at is null;
create index guild_members_left on guild_members (player_id, left_at) where left_at is not null;

create table guild_invitations (
    id         uuid        primary key,
    guild_id   uuid        not null references guilds (id),
    player_id  uuid        not null,
    inviter_id uuid        not null,
    status     varchar(8)  not null check (status in ('PENDING', 'ACCEPTED', 'REVOKED', 'EXPIRED')),
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at),
    version    bigint      not null default 1
);
create unique index guild_invitations_one_pending on guild_invitations (guild_id, player_id) where status = 'PENDING';

-- The treasury's ledger: a treasury is the sum of its entries.
create table guild_treasury_entries (
    guild_id  uuid        not null references guilds (id),
    reason    varchar(32) not null check (reason ~ '^[A-Z][A-Z_]*$'),
    reference uuid        not null,
    credits   bigint      not null check (credits <> 0),
    balance   bigint      not null check (balance >= 0),
    at        timestamptz not null default clock_timestamp(),
    primary key (guild_id, reason, reference)
);

create table guild_grants (
    id         uuid         primary key,
    guild_id   uuid         not null references guilds (id),
    credits    bigint       not null check (credits >= 0),
    experience bigint       not null check (experience >= 0),
    reason     varchar(200) not null,
    granted_by uuid         not null,
    granted_at timestamptz  not null,
    check (credits > 0 or experience > 0)
);
create index guild_grants_guild on guild_grants (guild_id, granted_at);
