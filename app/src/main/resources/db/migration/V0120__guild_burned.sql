-- A treasury holds at most 2^63 - 1. A credit is never refused: what does not fit is burned, and its entry says so.
alter table guild_treasury_entries
    add column burned bigint not null default 0 check (burned >= 0),
    drop constraint guild_treasury_entries_credits_check,
    add constraint guild_treasury_entries_moves check (credits <> 0 or burned > 0);
