package dev.warfront.identity;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.identity.IdentityRefusal.BadSanctionEnd;
import dev.warfront.identity.IdentityRefusal.SanctionForbidden;
import dev.warfront.identity.IdentityRefusal.SanctionOver;
import dev.warfront.identity.IdentityRefusal.SanctionTooLong;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// Who may sanction whom, for how long. Source: docs/rules/identity.md, sanctions.
final class SanctionRights {
    private SanctionRights() {}

    /// A sanction is applied.
    ///
    /// @param moderatorMax the longest one of a moderator
    static Result<Sanction, IdentityRefusal> apply(
            Caller by, Account account, Sanction sanction, Duration moderatorMax) {
        if (!hasEnd(sanction)) {
            return refused(new BadSanctionEnd());
        }
        return allowed(by, account, sanction, moderatorMax);
    }

    /// A sanction is ended before its time. Who could not apply it cannot lift it either.
    static Result<Sanction, IdentityRefusal> lift(
            Caller by, Account account, Sanction sanction, Instant now, Duration moderatorMax) {
        return allowed(by, account, sanction, moderatorMax)
                .flatMap(found -> found.isActive(now) ? done(found) : refused(new SanctionOver(found.id())));
    }

    private static Result<Sanction, IdentityRefusal> allowed(
            Caller by, Account account, Sanction sanction, Duration moderatorMax) {
        if (by.id().equals(account.id()) || account.isGameServer() || !isAbove(by.roles(), account.roles())) {
            return refused(new SanctionForbidden(account.id()));
        }
        if (power(by.roles()) < power(Set.of(Role.ADMIN)) && sanction.isLongerThan(moderatorMax)) {
            return refused(new SanctionTooLong(moderatorMax));
        }
        return done(sanction);
    }

    /// Equals do not sanction each other, but the highest do: nobody is above them.
    private static boolean isAbove(Set<Role> by, Set<Role> of) {
        return power(by) > power(of) || by.contains(Role.SUPER_ADMIN);
    }

    private static boolean hasEnd(Sanction sanction) {
        var until = sanction.until();
        return switch (sanction.kind()) {
            case WARNING -> until == null;
            case MUTE, WAR_BAN, SUSPENSION -> until != null && until.isAfter(sanction.at());
            case BAN -> until == null || until.isAfter(sanction.at());
        };
    }

    private static int power(Set<Role> roles) {
        return roles.stream()
                .mapToInt(role -> switch (role) {
                    case PLAYER, GAME_SERVER -> 0;
                    case MODERATOR -> 1;
                    case ADMIN -> 2;
                    case SUPER_ADMIN -> 3;
                })
                .max()
                .orElse(0);
    }
}
