package dev.warfront.bench.simulator;

/// The program does not know the administrator or the game server.
public final class BadCredentials extends RuntimeException {
    BadCredentials(String login, Throwable cause) {
        super("the program does not take the login or password of " + login, cause);
    }
}
