-- Whoever writes an event of a war says who may see it. Rules: docs/rules/war.md.

alter table clan_war_events alter column public drop default;
