-- A clan gives land back: from when it is NEUTRAL. Only land that is OWNED, and named by no war, is left so.
alter table territories
    add column abandon_due_at timestamptz,
    add constraint territories_abandoned check (abandon_due_at is null or state = 'OWNED');

alter table territory_ownership
    drop constraint territory_ownership_reason_check,
    add constraint territory_ownership_reason_check
        check (reason in ('WORLD', 'CLAIM', 'WAR', 'DISBANDED', 'ABANDONED'));
