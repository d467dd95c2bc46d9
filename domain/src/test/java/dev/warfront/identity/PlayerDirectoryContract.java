package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.PlayerDirectory.Card;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/// What every directory of players promises. Each test has names of its own.
public interface PlayerDirectoryContract {
    IdentityPorts ports();

    private Account stored(String displayName, Role role) {
        return ports().stored(new Account(
                new PlayerId(UUID.randomUUID()),
                new LoginName(anyLogin()),
                displayName,
                Set.of(role),
                true,
                Instant.parse("2026-12-01T10:00:00Z")));
    }

    private Card player(String displayName) {
        return new Card(stored(displayName, Role.PLAYER).id(), displayName);
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().substring(0, 8);
    }

    /// All pages, of two each.
    private List<Card> named(String beginning) {
        var all = new ArrayList<Card>();
        var page = ports().run(ports().players().named(beginning, new PageRequest(2, null)));
        all.addAll(page.items());
        while (page.nextCursor() != null) {
            page = ports().run(ports().players().named(beginning, new PageRequest(2, page.nextCursor())));
            all.addAll(page.items());
        }
        return all;
    }

    private void assertUnknown(PlayerId id) {
        ports().players().find(id).as(StepVerifier::create).expectComplete().verify(PATIENCE);
    }

    @Test
    default void givenPlayers_theyAreFoundByTheBeginningOfTheirNames_pageByPage() {
        var unique = word();
        var bob = player(unique + " Bob");
        var anna = player(unique + " anna");
        var annabel = player(unique.toUpperCase(Locale.ROOT) + " Annabel");
        player("Bob " + unique);

        assertThat(named(unique)).containsExactly(anna, annabel, bob);
        assertThat(named(" " + unique + " ANNA")).containsExactly(anna, annabel);
        assertThat(named(unique + " carl")).isEmpty();
    }

    @Test
    default void givenNamesThatAreLongWhenCompared_theyComePageByPage() {
        var long32 = word() + "\uFDFA".repeat(23); // each is compared as eighteen letters
        var players = List.of(player(long32), player(long32), player(long32));

        assertThat(named(long32)).containsExactlyInAnyOrderElementsOf(players);
    }

    @Test
    default void givenPlayersOfOneName_allAreFound() {
        var name = word();
        var twins = List.of(player(name), player(name), player(name.toUpperCase(Locale.ROOT)));

        assertThat(named(name))
                .isEqualTo(twins.stream()
                        .sorted(Comparator.comparing(card -> card.id().value().toString()))
                        .toList());
    }

    @Test
    default void givenLettersOfOtherScriptsAndForms_caseAndCompositionDoNotCount() {
        var unique = word();
        var strasse = player(unique + " Straße");
        var anna = player(unique + " Ánnа");
        var wide = player(unique + " Ｋｌａｎ");

        assertThat(named(unique + " STRASSE")).containsExactly(strasse);
        assertThat(named(unique + " A\u0301NN")).containsExactly(anna);
        assertThat(named(unique + " klan")).containsExactly(wide);
    }

    @Test
    default void givenWhatAPatternWouldBe_itStandsForItself() {
        var unique = word();
        var literal = player(unique + "%_\\");
        player(unique + "abc");

        assertThat(named(unique + "%")).containsExactly(literal);
        assertThat(named(unique + "%_\\")).containsExactly(literal);
        assertThat(named(unique + "_")).isEmpty();
    }

    @Test
    default void givenAPlayer_itIsFoundById_untilItsAccountIsClosed() {
        var card = player(word());
        assertThat(ports().run(ports().players().find(card.id()))).isEqualTo(card);

        ports().done(ports().accounts().close(card.id()));

        assertUnknown(card.id());
        assertThat(named(card.displayName())).isEmpty();
    }

    @Test
    default void givenAnAccountOfNoPlayer_itIsNotShown() {
        var admin = stored(word(), Role.ADMIN);

        assertUnknown(admin.id());
        assertUnknown(new PlayerId(UUID.randomUUID()));
        assertThat(named(admin.displayName())).isEmpty();
    }
}
