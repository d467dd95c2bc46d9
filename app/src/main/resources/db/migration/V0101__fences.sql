-- Timers know no phases: a fence is whatever number its owner counts, and a timer of an older one is void.

alter table timers rename column phase_epoch to fence;
alter table timers alter column fence type bigint;

drop index idx_timers_one_phase;
create unique index idx_timers_one_fence on timers (owner_id, kind, fence) where fence is not null and fired_at is null;
