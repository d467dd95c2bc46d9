-- How display names are compared: as logins are, without regard to case or to how a character is composed.
create function identity_folded(name text) returns text
    language sql immutable strict parallel safe
    return btrim(normalize(lower(upper(normalize(name, nfkc) collate pg_unicode_fast)), nfkc));

alter table identity_account
    add column display_name_folded text not null generated always as (identity_folded(display_name)) stored;

-- Players that can be found, in the order of bytes, so that a prefix is a range of the index in every locale.
create index idx_identity_account_display_name on identity_account (display_name_folded collate "C", id)
    where status = 'ACTIVE' and 'PLAYER' = any (roles);
