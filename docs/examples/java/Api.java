import dev.warfront.client.ApiClient;
import dev.warfront.client.ApiException;
import dev.warfront.client.api.BattleApi;
import dev.warfront.client.api.GuildApi;
import dev.warfront.client.api.IdentityApi;
import dev.warfront.client.api.ScoreApi;
import dev.warfront.client.api.TerritoryApi;
import dev.warfront.client.api.WarApi;
import dev.warfront.client.model.LogIn;
import dev.warfront.client.model.RefreshToken;
import dev.warfront.client.model.Tokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/// The generated client for one account: with its token, and with calls that are safe to repeat.
final class Api {
    private static final int ATTEMPTS = 10;
    private static final Set<Integer> LATER = Set.of(0, 429, 502, 503, 504); // 0: no answer

    final IdentityApi identity;
    final GuildApi clans;
    final TerritoryApi land;
    final WarApi wars;
    final BattleApi battles;
    final ScoreApi scores;

    private final IdentityApi door; // who knocks there shows no token
    private final Config.Login login;
    private volatile Tokens tokens;

    Api(URI base, Config.Login login) {
        var client = client(base).setRequestInterceptor(this::authorize);
        this.identity = new IdentityApi(client);
        this.clans = new GuildApi(client);
        this.land = new TerritoryApi(client);
        this.wars = new WarApi(client);
        this.battles = new BattleApi(client);
        this.scores = new ScoreApi(client);
        this.door = new IdentityApi(client(base));
        this.login = login;
    }

    private static ApiClient client(URI base) {
        return new ApiClient()
                .setScheme(base.getScheme())
                .setHost(base.getHost())
                .setPort(base.getPort())
                .setReadTimeout(Duration.ofSeconds(10));
    }

    private void authorize(HttpRequest.Builder request) {
        if (tokens != null) {
            request.header("Authorization", "Bearer " + tokens.getAccessToken());
        }
    }

    String token() {
        return tokens.getAccessToken();
    }

    Api logIn() throws Exception {
        var form = new LogIn().login(login.login()).password(login.password());
        tokens = repeated(_ -> door.logIn(form, null));
        return this;
    }

    /// A token lives 15 min. A refresh token is good for one use; without a good one, log in.
    void renew() throws Exception {
        var refresh = new RefreshToken().refreshToken(tokens.getRefreshToken());
        try {
            tokens = repeated(_ -> door.refreshTokens(refresh, null));
        } catch (ApiException refused) {
            if (refused.getCode() != 401) {
                throw refused;
            }
            logIn();
        }
    }

    /// Sends a call until it is answered.
    <T> T call(Call<T> call) throws Exception {
        try {
            return repeated(call);
        } catch (ApiException refused) {
            if (refused.getCode() != 401 || tokens == null) {
                throw refused;
            }
            renew();
            return repeated(call);
        }
    }

    interface Call<T> {
        /// @param key the same in each repeat
        T send(String key) throws ApiException;
    }

    private static <T> T repeated(Call<T> call) throws Exception {
        var key = UUID.randomUUID().toString();
        for (var attempt = 1; ; attempt++) {
            try {
                return call.send(key);
            } catch (ApiException refused) {
                if (attempt == ATTEMPTS || !passes(refused)) {
                    throw refused;
                }
                Thread.sleep(pause(refused, attempt));
            }
        }
    }

    /// No answer, too fast, or trouble at the other end: the same request, a little later.
    private static boolean passes(ApiException refused) {
        var problem = refused.getResponseBody();
        return LATER.contains(refused.getCode()) || (problem != null && problem.contains("IDEMPOTENCY_IN_PROGRESS"));
    }

    private static Duration pause(ApiException refused, int attempt) {
        var headers = refused.getResponseHeaders();
        return headers != null && headers.firstValue("Retry-After").isPresent()
                ? Duration.ofSeconds(headers.firstValueAsLong("Retry-After").getAsLong())
                : Duration.ofMillis(Math.min(100L << attempt, 5_000));
    }

    /// As `If-Match` has it.
    static String version(long version) {
        return "\"" + version + "\"";
    }
}
