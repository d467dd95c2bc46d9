-- What identity, staff and game servers have done, written in the transaction of its effect. Rows are never changed, but
-- that each gets its place in the chain once, and never deleted: triggers refuse it to everybody, and deploy/postgres
-- takes the right from the program's role as well.

create table audit_entry (
    id             uuid        primary key,
    at             timestamptz not null,
    actor_id       uuid        not null,
    roles          text[]      not null,
    action         text        not null check (action <> ''),
    target_type    text        not null,
    target_id      text        not null,
    address        text        not null,
    correlation_id varchar(64) not null,
    chain_seq      bigint check (chain_seq > 0),
    prev_hash      bytea check (octet_length(prev_hash) = 32),
    hash           bytea check (octet_length(hash) = 32),
    check ((target_type = '') = (target_id = '')),
    check ((chain_seq is null) = (hash is null) and (chain_seq is null) = (prev_hash is null))
);

create unique index idx_audit_entry_chain on audit_entry (chain_seq) where chain_seq is not null;
create index idx_audit_entry_unchained on audit_entry (at, id) where chain_seq is null;

-- The list, newest first, for each filter. That of all entries has a condition that always holds and that only the list of
-- all names: beside a filter it is not to be chosen, since what is rare would be looked for in it row by row.
create index idx_audit_entry_newest on audit_entry (at, id) where chain_seq is null or chain_seq > 0;
create index idx_audit_entry_actor on audit_entry (actor_id, at, id);
create index idx_audit_entry_actor_action on audit_entry (actor_id, action, at, id);
create index idx_audit_entry_action on audit_entry (action, at, id);
create index idx_audit_entry_target on audit_entry (target_id, at, id);

-- Where the chain ends. Whoever adds to it holds this row.
create table audit_chain (
    only_row boolean primary key default true check (only_row),
    seq      bigint  not null check (seq >= 0),
    hash     bytea   not null check (octet_length(hash) = 32)
);

insert into audit_chain (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create function audit_refuse() returns trigger
language plpgsql as $$
begin
    raise exception '% of % is refused: it is append-only', tg_op, tg_table_name using errcode = '42501';
end $$;

create function audit_entry_written() returns trigger
language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.chain_seq is null then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.chain_seq is null and new.chain_seq is not null
       and (new.id, new.at, new.actor_id, new.roles, new.action, new.target_type, new.target_id, new.address,
            new.correlation_id)
         = (old.id, old.at, old.actor_id, old.roles, old.action, old.target_type, old.target_id, old.address,
            old.correlation_id) then
        return new;
    end if;
    raise exception '% of % is refused: it is append-only', tg_op, tg_table_name using errcode = '42501';
end $$;

create function audit_chain_moved() returns trigger
language plpgsql as $$
begin
    if new.seq > old.seq then
        return new;
    end if;
    raise exception 'the head of the audit chain only moves on' using errcode = '42501';
end $$;

create trigger audit_entry_written before insert or update on audit_entry
    for each row execute function audit_entry_written();
create trigger audit_entry_kept before delete or truncate on audit_entry
    for each statement execute function audit_refuse();
create trigger audit_chain_moved before update on audit_chain
    for each row execute function audit_chain_moved();
create trigger audit_chain_kept before insert or delete or truncate on audit_chain
    for each statement execute function audit_refuse();
