-- Accounts, sessions, keys and game servers.

create table identity_account (
    id            uuid        primary key,
    login         varchar(20) not null,
    login_folded  varchar(80) not null,
    display_name  varchar(64) not null,
    password_hash text        not null check (password_hash like '$argon2id$%'),
    roles         text[]      not null check (cardinality(roles) > 0 and roles <@ array['PLAYER', 'MODERATOR', 'ADMIN', 'SUPER_ADMIN', 'GAME_SERVER']),
    status        varchar(8)  not null default 'ACTIVE' check (status in ('ACTIVE', 'CLOSED')),
    created_at    timestamptz not null,
    version       bigint      not null default 1 check (version > 0)
);

create unique index idx_identity_account_login on identity_account (login_folded);

------------------------------------------------------------------------------------------------------------------------
-- Refresh tokens. A family is the chain that began with one login; only its newest generation is good. Hashes alone are
-- stored, also of used tokens, since their reuse gives a thief away.
------------------------------------------------------------------------------------------------------------------------

create table identity_refresh_family (
    id         uuid        primary key,
    account_id uuid        not null references identity_account (id),
    generation int         not null check (generation > 0),
    rotated_at timestamptz not null,
    idle_until timestamptz not null,
    until      timestamptz not null,
    revoked_at timestamptz,
    check (rotated_at < idle_until and idle_until <= until)
);

create index idx_identity_refresh_family_account on identity_refresh_family (account_id) where revoked_at is null;
create index idx_identity_refresh_family_until on identity_refresh_family (until);

create table identity_refresh_token (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    family_id  uuid  not null references identity_refresh_family (id) on delete cascade,
    generation int   not null check (generation > 0),
    unique (family_id, generation)
);

------------------------------------------------------------------------------------------------------------------------
-- Keys. What is sealed is encrypted with the configured key.
------------------------------------------------------------------------------------------------------------------------

create table identity_signing_key (
    id         varchar(64) primary key,
    kind       varchar(16) not null check (kind in ('ACCESS_TOKEN', 'PROGRAM')),
    sealed     bytea       not null,
    created_at timestamptz not null
);

create unique index idx_identity_signing_key_program on identity_signing_key (kind) where kind = 'PROGRAM';

create table identity_game_server (
    id          uuid        primary key references identity_account (id),
    name        varchar(40) not null,
    signing_key bytea       not null,
    created_at  timestamptz not null,
    revoked_at  timestamptz,
    version     bigint      not null default 1 check (version > 0)
);

create unique index idx_identity_game_server_name on identity_game_server (lower(name)) where revoked_at is null;

------------------------------------------------------------------------------------------------------------------------
-- Wrong passwords, by folded login and by network address.
------------------------------------------------------------------------------------------------------------------------

create table identity_login_failure (
    kind         varchar(8)   not null check (kind in ('ACCOUNT', 'ADDRESS')),
    name         varchar(128) not null,
    -- milliseconds since 1970, oldest first
    recent       bigint[]     not null default '{}',
    locks        int          not null default 0 check (locks >= 0),
    locked_until timestamptz  not null default 'epoch',
    touched_at   timestamptz  not null default 'epoch',
    primary key (kind, name)
);

create index idx_identity_login_failure_touched on identity_login_failure (touched_at);
