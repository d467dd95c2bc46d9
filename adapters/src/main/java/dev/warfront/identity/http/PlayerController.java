package dev.warfront.identity.http;

import dev.warfront.identity.IdentityRefusal.NoSuchPlayer;
import dev.warfront.identity.PlayerDirectory;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Answer.ListJson;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.ProblemException;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.kernel.http.Violation;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Who else plays, for those who are signed in.
@RestController
@RequestMapping("/api/v1/players")
@Allow
final class PlayerController {
    /// As long as a display name may be, and of what it may have.
    private static final Pattern BEGINNING = Pattern.compile("\\P{C}{1,32}");

    private final PlayerDirectory players;
    private final IdentityProblems problems;

    PlayerController(PlayerDirectory players, IdentityProblems problems) {
        this.players = players;
        this.problems = problems;
    }

    /// A player as others see it.
    record PlayerJson(UUID id, String displayName) {
        static PlayerJson of(PlayerDirectory.Card card) {
            return new PlayerJson(card.id().value(), card.displayName());
        }
    }

    /// Players whose display names begin so, by name.
    ///
    /// @param displayName how it begins, in any case
    @GetMapping
    Mono<ResponseEntity<ListJson<PlayerJson>>> listPlayers(
            @RequestParam("display_name") String displayName, PageRequest page) {
        if (Normalizer.normalize(displayName, Form.NFKC).isBlank()
                || !BEGINNING.matcher(displayName).matches()) {
            throw new ProblemException(Problem.invalid(Violation.FORMAT, "display_name"));
        }
        return players.named(displayName, page).map(found -> Answer.page(found, PlayerJson::of));
    }

    /// A player, as others see it.
    @GetMapping("/{id}")
    @Refuses(NoSuchPlayer.class)
    Mono<ResponseEntity<PlayerJson>> getPlayer(@PathVariable UUID id) {
        return players.find(new PlayerId(id))
                .map(card -> Answer.ok(PlayerJson.of(card)))
                .switchIfEmpty(problems.refuse(new NoSuchPlayer(new PlayerId(id))));
    }
}
