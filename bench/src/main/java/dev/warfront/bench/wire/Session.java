package dev.warfront.bench.wire;

import java.util.Map;

/// A login of the program and the token it stands for; renewed when the program no longer takes it. Threads
/// may share one.
public final class Session {
    private final String login;
    private final String password;
    private volatile String token = "";

    /// Not logged in yet; the first call that needs it will be.
    public Session(String login, String password) {
        this.login = login;
        this.password = password;
    }

    /// Logs in. Wrong credentials are a [Refused] with status 401.
    public static Session open(HttpApi http, String login, String password) {
        var session = new Session(login, password);
        session.renew(http);
        return session;
    }

    public String login() {
        return login;
    }

    /// The bearer token of now.
    public String token() {
        return token;
    }

    void renew(HttpApi http) {
        var answer = http.send(Call.post("/auth/login", Map.of("login", login, "password", password)));
        token = answer.path("access_token").asString();
    }

    @Override
    public String toString() {
        return "Session[" + login + "]";
    }
}
