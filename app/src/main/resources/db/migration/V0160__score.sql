-- What a capture is worth follows from the rules its war has kept (war.capture.points), which may say more than 5 000; the
-- pipeline refuses what no capture of the war can be worth. A row outside the old bound made its flush fail for ever. The new
-- bound is that of base_points, so every row that stands has it already and none needs to be read.

alter table clan_war_scores drop constraint clan_war_scores_points_check;
alter table clan_war_scores
    add constraint clan_war_scores_points_check check (points between -2147483648 and 2147483647) not valid;
