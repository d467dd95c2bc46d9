package dev.warfront.kernel;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The right to use a route, over whatever it is reached. Source: docs/rights.md.
///
/// @param declared null where the route declares none, which closes it to everybody
public record Right(@Nullable Allow declared) {
    /// What the method of a controller declares, else its class.
    public static Right of(Method route) {
        var own = route.getAnnotation(Allow.class);
        return new Right(own == null ? route.getDeclaringClass().getAnnotation(Allow.class) : own);
    }

    /// Whether a caller may use it.
    ///
    /// @param caller null for who has not logged in
    public boolean permits(@Nullable Caller caller) {
        if (declared == null) {
            return false;
        }
        return declared.everyone() || (caller != null && (!isRestricted() || hasRole(caller, declared)));
    }

    /// Whether some of those who have logged in may not use it.
    public boolean isRestricted() {
        return declared == null || (!declared.everyone() && declared.value().length > 0);
    }

    /// `everyone`, `signed in`, the roles of which one is needed, or `nobody` where none is declared.
    @Override
    public String toString() {
        if (declared == null) {
            return "nobody";
        }
        if (declared.everyone()) {
            return "everyone";
        }
        return isRestricted()
                ? Arrays.stream(declared.value()).map(Role::name).collect(Collectors.joining(", "))
                : "signed in";
    }

    private static boolean hasRole(Caller caller, Allow declared) {
        return Arrays.stream(declared.value()).anyMatch(caller::is);
    }
}
