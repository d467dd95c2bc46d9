-- Guesses from elsewhere are no longer held against an owner: where an account proved itself, it is counted by itself.

create table identity_login_address (
    account_id uuid        not null references identity_account (id),
    address    varchar(43) not null,
    seen_at    timestamptz not null,
    primary key (account_id, address)
);

create index idx_identity_login_address_seen on identity_login_address (seen_at);

alter table identity_login_failure alter column kind type varchar(10);
alter table identity_login_failure drop constraint identity_login_failure_kind_check;
alter table identity_login_failure add constraint identity_login_failure_kind_check
    check (kind in ('ACCOUNT', 'ADDRESS', 'REMEMBERED'));
