package dev.warfront.identity.http;

import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.http.IdentityApi.ADMIN;
import static dev.warfront.identity.http.IdentityApi.code;
import static dev.warfront.identity.http.IdentityApi.field;
import static dev.warfront.identity.http.IdentityApi.player;

import dev.warfront.identity.Account;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.TestIdentity;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// The routes of sanctions, and each of their codes.
class SanctionHttpTest {
    private static final String MODERATOR = new UUID(0, 2) + " MODERATOR";
    private static final String TOMORROW = "2026-12-02T10:00:00.000Z";
    private static final String IN_TWO_WEEKS = "2026-12-15T10:00:00.000Z";

    private final IdentityApi api = new IdentityApi();
    private final String login = anyLogin();
    private final Account anna = done(api.game.register.register(new LoginName(login), PASSWORD, "Anna"));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void givenASuspension_logInAndRefreshAreRefusedAndSayUntilWhen() {
        var session = field(api.logIn(login, PASSWORD), "refresh_token");
        apply(ADMIN, "SUSPENSION", TOMORROW)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.until")
                .isEqualTo(TOMORROW)
                .jsonPath("$.internal_note")
                .isEqualTo("seen by two");

        code(api.logIn(login, PASSWORD), 403, "ACCOUNT_SUSPENDED")
                .jsonPath("$.retry_at")
                .isEqualTo(TOMORROW)
                .jsonPath("$.detail")
                .isEqualTo("You cheated.");
        code(api.refresh(session), 403, "ACCOUNT_SUSPENDED");
        code(api.logIn(login, "wrong password"), 401, "INVALID_CREDENTIALS");
    }

    @Test
    void givenABanForEver_logInIsRefused_andNoInstantIsNamed() {
        apply(ADMIN, "BAN", null).expectStatus().isCreated();

        code(api.logIn(login, PASSWORD), 403, "ACCOUNT_BANNED")
                .jsonPath("$.retry_at")
                .doesNotExist();
    }

    @Test
    void givenWhatMayNotBe_eachIsRefusedByItsCode() {
        code(apply(ADMIN, "MUTE", null), 422, "SANCTION_END_INVALID");
        code(apply(MODERATOR, "MUTE", IN_TWO_WEEKS), 403, "SANCTION_TOO_LONG");
        code(apply(anna.id().value() + " ADMIN", "MUTE", TOMORROW), 403, "SANCTION_FORBIDDEN");
        code(apply(ADMIN, UUID.randomUUID(), "MUTE", TOMORROW), 404, "ACCOUNT_NOT_FOUND");
        code(apply(player(anna.id()), "MUTE", TOMORROW), 403, "FORBIDDEN");
        code(
                api.post(
                        "/api/v1/admin/sanctions",
                        ADMIN,
                        Map.of("account_id", anna.id().value(), "kind", "MUTE")),
                400,
                "VALIDATION_FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000-01-01T00:00:00Z", "-1000000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
    void givenAnEndThatNobodyCanStore_itIsRefused(String until) {
        code(apply(ADMIN, "MUTE", until), 400, "VALIDATION_FAILED")
                .jsonPath("$.violations[0].field")
                .isEqualTo("until");
    }

    @Test
    void givenMoreSanctionsThanOneOfTheStaffMayApply_itWaits_andOthersDoNot() {
        for (var i = 0; i < TestIdentity.RULES.sanction().perHour(); i++) {
            apply(MODERATOR, "MUTE", TOMORROW).expectStatus().isCreated();
        }

        code(apply(MODERATOR, "MUTE", TOMORROW), 429, "RATE_LIMITED");
        apply(ADMIN, "MUTE", TOMORROW).expectStatus().isCreated();
    }

    @Test
    void givenMoreThanOneOfTheStaffMayApplyAndLift_nothingIsLifted_andOthersDoNotWait() {
        var id = field(apply(MODERATOR, "MUTE", TOMORROW), "id");
        for (var i = 1; i < TestIdentity.RULES.sanction().perHour(); i++) {
            code(lift(MODERATOR, UUID.randomUUID().toString()), 404, "SANCTION_NOT_FOUND");
        }

        code(lift(MODERATOR, id), 429, "RATE_LIMITED");
        code(apply(MODERATOR, "MUTE", TOMORROW), 429, "RATE_LIMITED");
        lift(ADMIN, id).expectStatus().isOk();
    }

    @Test
    void givenASanction_staffLiftsItOnce() {
        var id = field(apply(MODERATOR, "MUTE", TOMORROW), "id");

        lift(MODERATOR, id)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.lifted_reason")
                .isEqualTo("a mistake");

        code(lift(ADMIN, id), 409, "SANCTION_OVER");
        code(lift(ADMIN, UUID.randomUUID().toString()), 404, "SANCTION_NOT_FOUND");
        lift(ADMIN, field(apply(ADMIN, "BAN", null), "id")).expectStatus().isOk();
    }

    @Test
    void givenALongSanction_aModeratorDoesNotLiftIt() {
        code(lift(MODERATOR, field(apply(ADMIN, "MUTE", IN_TWO_WEEKS), "id")), 403, "SANCTION_TOO_LONG");
    }

    @Test
    void givenAPlayer_itReadsItsSanctionsWithoutWhatStaffNoted_andAppealsOnce() {
        var player = player(anna.id());
        var id = field(apply(ADMIN, "MUTE", TOMORROW), "id");

        api.get("/api/v1/me/sanctions", player)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].public_text")
                .isEqualTo("You cheated.")
                .jsonPath("$.items[0].internal_note")
                .doesNotExist()
                .jsonPath("$.items[0].by_id")
                .doesNotExist();
        appeal(player, id)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.appeal")
                .isEqualTo("not me");
        code(appeal(player, id), 409, "APPEAL_MADE");
        code(appeal(ADMIN, id), 404, "SANCTION_NOT_FOUND");
    }

    @Test
    void givenAnAccount_staffSeesIt_andPlayersDoNot() {
        api.logIn(login, PASSWORD).expectStatus().isOk();
        apply(ADMIN, "SUSPENSION", TOMORROW).expectStatus().isCreated();
        var path = "/api/v1/admin/accounts/" + anna.id().value();

        api.get(path, MODERATOR)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("SUSPENDED")
                .jsonPath("$.roles[0]")
                .isEqualTo("PLAYER")
                .jsonPath("$.last_login_at")
                .isEqualTo("2026-12-01T10:00:00.000Z")
                .jsonPath("$.sanctions[0].internal_note")
                .isEqualTo("seen by two")
                .jsonPath("$.password_hash")
                .doesNotExist();
        code(api.get(path, player(anna.id())), 403, "FORBIDDEN");
        code(api.get("/api/v1/admin/accounts/" + UUID.randomUUID(), ADMIN), 404, "ACCOUNT_NOT_FOUND");
    }

    private ResponseSpec apply(String by, String kind, @Nullable String until) {
        return apply(by, anna.id().value(), kind, until);
    }

    private ResponseSpec apply(String by, UUID account, String kind, @Nullable String until) {
        var body = new HashMap<String, Object>(Map.of(
                "account_id",
                account,
                "kind",
                kind,
                "reason",
                "CHEATING",
                "public_text",
                "You cheated.",
                "internal_note",
                "seen by two"));
        if (until != null) {
            body.put("until", until);
        }
        return api.post("/api/v1/admin/sanctions", by, body);
    }

    private ResponseSpec lift(String by, String id) {
        return api.post("/api/v1/admin/sanctions/" + id + "/lift", by, Map.of("reason", "a mistake"));
    }

    private ResponseSpec appeal(String by, String id) {
        return api.post("/api/v1/me/sanctions/" + id + "/appeal", by, Map.of("note", "not me"));
    }
}
