package dev.warfront.guild;

import static dev.warfront.guild.GuildGame.done;
import static dev.warfront.guild.GuildGame.refusal;
import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.anyRegistration;
import static dev.warfront.guild.TestGuild.clan;
import static dev.warfront.guild.TestGuild.leader;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.GuildEvent.ClanCreated;
import dev.warfront.guild.GuildEvent.MemberJoined;
import dev.warfront.guild.GuildRefusal.AlreadyInClan;
import dev.warfront.guild.GuildRefusal.BadRegistration;
import dev.warfront.guild.GuildRefusal.CoolingDown;
import dev.warfront.guild.GuildRefusal.NameTaken;
import dev.warfront.guild.GuildRefusal.TagTaken;
import dev.warfront.guild.GuildRefusal.UnknownRegion;
import dev.warfront.guild.GuildRefusal.Violation;
import dev.warfront.outbox.InMemoryOutbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CreateClanTest {
    private final InMemoryGuild guild = new InMemoryGuild();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final GuildGame game = GuildGame.over(guild, outbox);

    @Test
    void givenAFreeName_theFounderLeadsAClanOfOne() {
        var founder = anyPlayer();

        var founded = done(game.createClan.create(founder, new ClanRegistration("Ash Wolves", "ASH", "EU")));

        var stored = guild.clan(founded.id());
        assertThat(stored).isEqualTo(founded);
        assertThat(stored.leader()).isEqualTo(founder);
        assertThat(stored.region()).isEqualTo("eu");
        assertThat(stored.level()).isEqualTo(1);
        assertThat(stored.memberCount()).isEqualTo(1);
        assertThat(stored.maxMembers()).isEqualTo(50);
        assertThat(stored.treasury()).isZero();
        assertThat(guild.presentIn(stored.id()))
                .containsExactly(Member.joining(stored.id(), founder, Rank.LEADER, NOW));
        assertThat(outbox.events())
                .containsExactly(
                        new ClanCreated(stored.id(), "Ash Wolves", "ASH", founder, "eu", NOW),
                        new MemberJoined(stored.id(), founder, Rank.LEADER, NOW));
    }

    @Test
    void givenAnImproperRegistration_allItsFlawsAreNamed() {
        var refused = (BadRegistration) refusal(game.createClan.create(anyPlayer(), new ClanRegistration("", "", "")));

        assertThat(refused.violations()).extracting(Violation::field).containsExactly("name", "tag", "region");
        assertThat(guild.all()).isEmpty();
    }

    @Test
    void givenARegionThatTheWorldDoesNotHave_itIsRefused() {
        var registration = new ClanRegistration("Ash Wolves", "ASH", GuildGame.NO_REGION);

        assertThat(refusal(game.createClan.create(anyPlayer(), registration)))
                .isEqualTo(new UnknownRegion(GuildGame.NO_REGION));
        assertThat(guild.all()).isEmpty();
    }

    @Test
    void givenANameOfAnotherClan_itIsTaken_andNobodyIsStored() {
        done(game.createClan.create(anyPlayer(), new ClanRegistration("Ash Wolves", "ASH", "eu")));
        var player = anyPlayer();

        assertThat(refusal(game.createClan.create(player, new ClanRegistration("ASH-WOLVES", "OTHER", "eu"))))
                .isEqualTo(new NameTaken("ASH-WOLVES"));
        assertThat(guild.member(player)).isEmpty();
    }

    @Test
    void givenATagOfAnotherClan_itIsTaken() {
        done(game.createClan.create(anyPlayer(), new ClanRegistration("Ash Wolves", "ASH", "eu")));

        assertThat(refusal(game.createClan.create(anyPlayer(), new ClanRegistration("Others", "ash", "eu"))))
                .isEqualTo(new TagTaken("ash"));
    }

    @Test
    void givenAMemberOfAClan_itFoundsNoOther() {
        var clan = clan();
        guild.put(clan, leader(clan));

        assertThat(refusal(game.createClan.create(clan.leader(), anyRegistration())))
                .isEqualTo(new AlreadyInClan(clan.id()));
    }

    @Test
    void givenAPlayerWhoLeft_itFoundsAfterTheCooldown_notBefore() {
        var player = anyPlayer();
        var founded = done(game.createClan.create(player, anyRegistration()));
        done(game.leaveClan.leave(player, founded.id()));
        var until = NOW.plus(Duration.ofDays(1));

        game.clock.set(until.minusMillis(1));
        assertThat(refusal(game.createClan.create(player, anyRegistration()))).isEqualTo(new CoolingDown(until));
        game.clock.set(until);
        assertThat(done(game.createClan.create(player, anyRegistration())).leader())
                .isEqualTo(player);
    }
}
