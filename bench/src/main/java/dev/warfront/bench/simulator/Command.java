package dev.warfront.bench.simulator;

import dev.warfront.bench.wire.Refused;
import dev.warfront.bench.wire.Unreachable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/// The simulator as a command. See [Arguments#HELP].
public final class Command {
    private Command() {}

    /// Reads the arguments, fights a war, and answers the exit code.
    public static int run(String... args) {
        try {
            var arguments = new Arguments(List.of(args), Set.of());
            if (arguments.help()) {
                System.out.print(Arguments.HELP);
                return 0;
            }
            return run(arguments.options());
        } catch (IllegalArgumentException | UncheckedIOException wrong) {
            return fail(2, wrong.getMessage() + "\n\n" + Arguments.HELP);
        }
    }

    /// Fights a war, prints its report as the last line, and answers the exit code.
    public static int run(Options options) {
        try {
            var report = new Simulator(options).run();
            System.out.println(report.line());
            return report.match() ? 0 : 1;
        } catch (Unreachable gone) {
            return fail(3, gone.getMessage() + " (" + gone.getCause() + ")");
        } catch (BadCredentials bad) {
            return fail(4, String.valueOf(bad.getMessage()));
        } catch (TooSlow slow) {
            return fail(5, String.valueOf(slow.getMessage()));
        } catch (Refused refused) {
            return fail(6, "the program refused a step of the war: " + refused.getMessage());
        } catch (IllegalStateException other) {
            return fail(6, String.valueOf(other.getMessage()));
        }
    }

    private static int fail(int code, String why) {
        System.err.println("simulator: " + why);
        return code;
    }
}
