-- What staff holds against accounts. A sanction ends by its time; no row changes for that.

create table identity_sanction (
    id            uuid          primary key,
    account_id    uuid          not null references identity_account (id),
    kind          varchar(10)   not null check (kind in ('WARNING', 'MUTE', 'WAR_BAN', 'SUSPENSION', 'BAN')),
    reason        varchar(32)   not null check (reason ~ '^[A-Z][A-Z0-9_]*$'),
    public_text   varchar(500)  not null check (public_text <> ''),
    internal_note varchar(2000) not null,
    by_id         uuid          not null,
    at            timestamptz   not null,
    until         timestamptz,
    lifted_by     uuid,
    lifted_reason varchar(500),
    lifted_at     timestamptz,
    appeal        varchar(1000),
    appealed_at   timestamptz,
    check (account_id <> by_id),
    check (until > at),
    check (case kind when 'WARNING' then until is null when 'BAN' then true else until is not null end),
    check (num_nonnulls(lifted_by, lifted_reason, lifted_at) in (0, 3)),
    check (num_nonnulls(appeal, appealed_at) in (0, 2))
);

create index idx_identity_sanction_account on identity_sanction (account_id, at desc, id desc);

-- Who is connected learns that its session was ended.
create index idx_identity_refresh_family_revoked on identity_refresh_family (revoked_at) where revoked_at is not null;
