package dev.warfront.bench.simulator;

import dev.warfront.bench.wire.Refused;
import dev.warfront.bench.wire.Unreachable;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The simulator as a command.
@Command(
        name = "bench",
        description =
                "Fights one clan war against a running Warfront and compares an independent book with its totals.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:book and program agree",
            "1:they do not",
            "2:wrong arguments",
            "3:program not reachable",
            "4:credentials refused",
            "5:war too slow",
            "6:anything else"
        },
        commandListHeading = "Benches, the last line of each is its figures as JSON:%n",
        sortOptions = false)
public final class SimulateCommand implements Callable<Integer> {

    @Mixin
    private SimulatorArguments arguments = new SimulatorArguments();

    /// With its exit codes, which hold for commands below it too.
    ///
    /// @param more commands below it
    public static CommandLine line(Object... more) {
        var line = new CommandLine(new SimulateCommand());
        for (var command : more) {
            line.addSubcommand(command);
        }
        return line.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("bench: " + why(failure));
            return exitCode(failure);
        });
    }

    /// Reads the arguments, fights a war, and answers the exit code.
    public static int run(String... words) {
        return line().execute(words);
    }

    /// Fights a war, prints its report as the last line, and answers the exit code.
    @Override
    public Integer call() {
        var report = new Simulator(arguments.options()).run();
        System.out.println(report.line());
        return report.match() ? 0 : 1;
    }

    private static int exitCode(Exception failure) {
        return switch (failure) {
            case Unreachable _ -> 3;
            case BadCredentials _ -> 4;
            case TooSlow _ -> 5;
            default -> 6;
        };
    }

    private static String why(Exception failure) {
        return switch (failure) {
            case Unreachable _ -> failure.getMessage() + " (" + failure.getCause() + ")";
            case Refused _ -> "the program refused a step of the war: " + failure.getMessage();
            case BadCredentials _, TooSlow _, IllegalStateException _ -> String.valueOf(failure.getMessage());
            default -> failure.toString();
        };
    }
}
