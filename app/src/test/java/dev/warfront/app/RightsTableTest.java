package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.app.RightsCallers.Asking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every route of the whole program is asked by everybody; who may use it is what docs/rights.md says.
@ExtendWith(SharedProgram.class)
class RightsTableTest {
    private static final Path TABLE = Path.of("..", "docs", "rights.md");
    private static final Path SEEN = Path.of("target", "rights.md");
    private static final String HEADING = "## Table";
    private static final String NOT_KNOWN = "UNAUTHENTICATED";
    private static final Set<String> CLOSED = Set.of(NOT_KNOWN, "FORBIDDEN");
    private static final String WHAT_TO_DO = """
            What docs/rights.md says is not what was seen. The rows that were seen are in app/target/rights.md.
            Where a cell of a known route differs, somebody has won or lost a right: is that meant? A new route, or one
            that asks for other things by now, gets a body and the ids it names in RightsRequests. When each cell is \
            right, copy the row.""";

    private static RunningProgram program;
    private static RightsCallers callers;

    @BeforeAll
    static void prepare(RunningProgram shared) throws Exception {
        program = shared;
        callers = new RightsCallers(shared);
    }

    @Test
    void givenARoute_itDeclaresARight() {
        assertThat(routes())
                .hasSizeGreaterThan(60)
                .extracting(RightsRoute::right)
                .doesNotContain("nobody");
    }

    @Test
    void givenEverybodyAtEveryRoute_eachIsAnsweredAsTheTableSays() throws IOException {
        var http = new RightsOverHttp(program, callers.requests);
        var rsocket = new RightsOverRSocket(program, callers.requests);
        var seen = Stream.concat(
                        ask(RightsRoute.overHttp(program), http::ask),
                        ask(RightsRoute.overRSocket(program), rsocket::ask))
                .toList();
        var rows = seen.stream().map(Answers::row).toList();
        Files.write(SEEN, Stream.concat(head(), rows.stream()).toList());

        assertThat(seen).allSatisfy(RightsTableTest::assertDeclared);
        assertThat(section(Files.readAllLines(TABLE)))
                .as(WHAT_TO_DO)
                .containsExactlyElementsOf(Stream.concat(head(), rows.stream()).toList());
    }

    /// What a route declares is what it keeps, whatever the table says. Behind that, FORBIDDEN may be a rule's answer.
    private static void assertDeclared(Answers answers) {
        callers.columns()
                .forEach((column, all) -> all.forEach(who -> {
                    var good = !column.equals("shut out") && !column.equals("forged");
                    assertThat(answers.of().get(who))
                            .as(
                                    "%s, for %s, by %s",
                                    answers.route(), answers.route().right(), who.name())
                            .matches(answer -> good
                                    ? answers.route().permits(who) ? !answer.equals(NOT_KNOWN) : CLOSED.contains(answer)
                                    : answer.equals(NOT_KNOWN));
                }));
    }

    /// In the order of the routes; who would no longer be a member behind one is asked to take it last.
    private static Stream<Answers> ask(List<RightsRoute> routes, BiFunction<RightsRoute, Asking, String> by) {
        return routes.stream()
                .sorted(Comparator.comparing(route -> route.path().endsWith("/leave")))
                .map(route -> ask(route, by))
                .toList()
                .stream()
                .sorted(Comparator.comparing(answers -> routes.indexOf(answers.route())));
    }

    private static Answers ask(RightsRoute route, BiFunction<RightsRoute, Asking, String> by) {
        return new Answers(
                route,
                callers.columns().values().stream()
                        .flatMap(List::stream)
                        .collect(Collectors.toMap(who -> who, who -> by.apply(route, who))));
    }

    private static List<RightsRoute> routes() {
        return Stream.concat(RightsRoute.overHttp(program).stream(), RightsRoute.overRSocket(program).stream())
                .toList();
    }

    private static Stream<String> head() {
        var columns = callers.columns().keySet();
        return Stream.of(
                "| | Route | Right | " + String.join(" | ", columns) + " |",
                "|---|---|---|" + "---|".repeat(columns.size()));
    }

    private static List<String> section(List<String> lines) {
        return lines.stream()
                .dropWhile(line -> !line.equals(HEADING))
                .filter(line -> line.startsWith("|"))
                .toList();
    }

    /// What everybody was answered by one route.
    private record Answers(RightsRoute route, Map<Asking, String> of) {
        String row() {
            var cells = callers.columns().values().stream()
                    .map(all -> all.stream().map(of::get).distinct().collect(Collectors.joining(", ")));
            return Stream.concat(
                            Stream.of("`" + route.kind() + "`", "`" + route.path() + "`", "`" + route.right() + "`"),
                            cells)
                    .collect(Collectors.joining(" | ", "| ", " |"));
        }
    }
}
