-- Takes the audit log out of the hands of the program's role: it may add entries and chain them, and nothing else. Run once
-- by a superuser when the program has migrated, as often as you like:
--
--   psql -v program=warfront -f deploy/postgres/audit-owner.sql
--
-- The program's role must be no superuser and must not own the database or the schema, whose owner may drop what is in
-- it. Later migrations of these tables then need a role that may: spring.flyway.user. Why: docs/security.md.

do $$
begin
    if not exists (select from pg_roles where rolname = 'warfront_audit') then
        create role warfront_audit nologin;
    end if;
end $$;

alter table audit_entry owner to warfront_audit;
alter table audit_chain owner to warfront_audit;
alter function audit_refuse() owner to warfront_audit;
alter function audit_entry_written() owner to warfront_audit;
alter function audit_chain_moved() owner to warfront_audit;

revoke all on audit_entry, audit_chain from :"program";
grant select, insert, update (chain_seq, prev_hash, hash) on audit_entry to :"program";
grant select, update (seq, hash) on audit_chain to :"program";
