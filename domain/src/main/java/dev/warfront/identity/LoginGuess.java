package dev.warfront.identity;

import dev.warfront.identity.LoginFailures.Subject;
import java.util.List;

/// One try of a login and a password, and where it counts when it is wrong.
///
/// @param counted what it is counted for, and whose locks it meets
/// @param judgedWhenLocked the right password helps in spite of a lock
record LoginGuess(List<Subject> counted, boolean judgedWhenLocked) {
    /// From where the account proved itself before: guesses from elsewhere and failures of neighbours do not matter.
    static LoginGuess remembered(LoginName login, String address) {
        return new LoginGuess(List.of(new Subject(Subject.Kind.REMEMBERED, login.folded() + " " + address)), false);
    }

    /// From anywhere else. All such places share what the login bears, so that many of them guess no more than one.
    ///
    /// @param folded empty for what cannot be a login
    static LoginGuess strange(String folded, String address) {
        return new LoginGuess(
                List.of(new Subject(Subject.Kind.ACCOUNT, folded), new Subject(Subject.Kind.ADDRESS, address)), false);
    }

    /// Counted and answered like any other, so that nobody can tell it from them. But nobody guesses 256 random bits,
    /// so nothing shuts out who knows them.
    static LoginGuess ofGameServer(String folded, String address) {
        return new LoginGuess(strange(folded, address).counted(), true);
    }
}
