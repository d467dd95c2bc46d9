package dev.warfront.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RightTest {
    private static final Caller PLAYER = new Caller(new PlayerId(new UUID(0, 1)), Set.of(Role.PLAYER));
    private static final Caller ADMIN = new Caller(new PlayerId(new UUID(0, 2)), Set.of(Role.ADMIN));

    @Allow
    static final class Declared {
        void byItsClass() {}

        @Allow(everyone = true)
        void everyone() {}

        @Allow({Role.ADMIN, Role.MODERATOR})
        void roles() {}
    }

    static final class Undeclared {
        void nothing() {}
    }

    @Test
    void givenNoRight_nobodyMayUseIt() throws NoSuchMethodException {
        var right = right(Undeclared.class, "nothing");

        assertThat(right).hasToString("nobody").matches(Right::isRestricted);
        assertThat(right.permits(null)).isFalse();
        assertThat(right.permits(ADMIN)).isFalse();
    }

    @Test
    void givenRoles_oneOfThemIsNeeded() throws NoSuchMethodException {
        var right = right(Declared.class, "roles");

        assertThat(right).hasToString("ADMIN, MODERATOR").matches(Right::isRestricted);
        assertThat(right.permits(null)).isFalse();
        assertThat(right.permits(PLAYER)).isFalse();
        assertThat(right.permits(ADMIN)).isTrue();
    }

    @Test
    void givenARightOfItsClass_whoHasLoggedInMayUseIt() throws NoSuchMethodException {
        var right = right(Declared.class, "byItsClass");

        assertThat(right).hasToString("signed in").matches(one -> !one.isRestricted());
        assertThat(right.permits(null)).isFalse();
        assertThat(right.permits(PLAYER)).isTrue();
    }

    @Test
    void givenEveryone_nobodyNeedsToBeKnown() throws NoSuchMethodException {
        var right = right(Declared.class, "everyone");

        assertThat(right).hasToString("everyone").matches(one -> !one.isRestricted());
        assertThat(right.permits(null)).isTrue();
        assertThat(right.permits(PLAYER)).isTrue();
    }

    private static Right right(Class<?> controller, String method) throws NoSuchMethodException {
        return Right.of(controller.getDeclaredMethod(method));
    }
}
