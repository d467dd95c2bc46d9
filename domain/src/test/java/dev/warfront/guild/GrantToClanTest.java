package dev.warfront.guild;

import static dev.warfront.guild.GuildGame.done;
import static dev.warfront.guild.GuildGame.refusal;
import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.anyClanId;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.clan;
import static dev.warfront.guild.TestGuild.leader;
import static dev.warfront.guild.TestGuild.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.GrantToClan.Granted;
import dev.warfront.guild.GuildEvent.LevelChanged;
import dev.warfront.guild.GuildRefusal.BadGrant;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.GrantTooLarge;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.Violation;
import dev.warfront.kernel.Result;
import dev.warfront.outbox.InMemoryOutbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class GrantToClanTest {
    private final InMemoryGuild guild = new InMemoryGuild();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final GuildGame game = GuildGame.over(guild, outbox);
    private final Clan clan = clan();

    GrantToClanTest() {
        guild.put(clan, leader(clan));
    }

    private Mono<Result<Granted, GuildRefusal>> grant(long credits, long experience) {
        return game.grantToClan.grant(anyPlayer(), clan.id(), credits, experience, "test");
    }

    @Test
    void givenCreditsAndExperience_bothArrive_andTheLevelRises() {
        var granted = done(grant(700, 284_999 + 1));

        var stored = guild.clan(clan.id());
        assertThat(granted.clan()).isEqualTo(stored);
        assertThat(stored.treasury()).isEqualTo(700);
        assertThat(stored.experience()).isEqualTo(285_000);
        assertThat(stored.level()).isEqualTo(10);
        assertThat(stored.maxMembers()).isEqualTo(55);
        assertThat(guild.ledgerSum(clan.id())).isEqualTo(700);
        assertThat(guild.grants()).containsExactly(granted.grant());
        assertThat(outbox.events()).containsExactly(new LevelChanged(clan.id(), 1, 10, 285_000, NOW));
    }

    @Test
    void givenTooLittleForTheNextLevel_nothingIsPublished() {
        assertThat(done(grant(0, 999)).clan().experience()).isEqualTo(999);
        assertThat(outbox.events()).isEmpty();
        assertThat(guild.ledgerSum(clan.id())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1, 5, credits", "5, -1, experience", "0, 0, credits"})
    void givenAnImproperGrant_itIsRefused(long credits, long experience, String field) {
        assertThat(((BadGrant) refusal(grant(credits, experience))).violations())
                .extracting(Violation::field)
                .containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, 0", "0, 9223372036854775807"})
    void givenASumBeyondTheLargestNumber_itIsRefused(long credits, long experience) {
        done(grant(1, 1));

        assertThat(refusal(grant(credits, experience))).isEqualTo(new GrantTooLarge());
        assertThat(guild.clan(clan.id()).treasury()).isEqualTo(1);
        assertThat(guild.clan(clan.id()).experience()).isEqualTo(1);
    }

    @Test
    void givenNoReason_orNoClan_itIsRefused() {
        assertThat(((BadGrant) refusal(game.grantToClan.grant(anyPlayer(), clan.id(), 1, 1, " "))).violations())
                .extracting(Violation::field)
                .containsExactly("reason");
        var unknown = anyClanId();
        assertThat(refusal(game.grantToClan.grant(anyPlayer(), unknown, 1, 1, "test")))
                .isEqualTo(new UnknownClan(unknown));
        guild.put(withStatus(clan, ClanStatus.DISBANDED));
        assertThat(refusal(grant(1, 1))).isEqualTo(new ClanNotActive(ClanStatus.DISBANDED));
    }
}
