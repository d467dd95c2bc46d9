package dev.warfront.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.warfront.kernel.HotView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule holds for the program, and every rule is seen to fail on a sample that breaks it.
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {

    private static final String SAMPLES = "dev.warfront.architecture.samples";

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.warfront");

    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(SAMPLES);

    static Stream<ArchRule> rules() {
        return new Rules("dev.warfront").all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProgramKeepsTheRule(ArchRule rule) {
        assertThatCode(() -> rule.check(PROGRAM)).doesNotThrowAnyException();
    }

    /// The rule, and the samples that break it and no others.
    static Stream<Arguments> brokenRules() {
        var rules = new Rules(SAMPLES);
        return Stream.of(
                Arguments.of(
                        rules.domainStandsAlone(),
                        List.of("war.SpringInTheDomain", "war.LooseCommands", "war.DecidesByAMemory")),
                Arguments.of(rules.adaptersDoNotKnowStreams(), List.of("war.postgres.StreamsFromAnAdapter")),
                Arguments.of(rules.streamsDoNotKnowAdapters(), List.of("war.kafka.SqlFromAStream")),
                Arguments.of(rules.nobodyBelowKnowsTheWiring(), List.of("war.http.ReadsTheWiring")),
                Arguments.of(rules.nobodyBlocks(), List.of("war.http.Blocks")),
                Arguments.of(rules.onlyTheSupervisorSubscribes(), List.of("war.kafka.Subscribes")),
                Arguments.of(rules.valuesHoldNoPublishers(), List.of("war.ValueWithAPublisher", "war.Sealed$Hot")),
                Arguments.of(rules.timeComesFromTheClock(), List.of("war.ReadsTheWallClock")),
                Arguments.of(rules.contextsKeepTheirTechnologyToThemselves(), List.of("war.http.UsesAnothersTable")),
                Arguments.of(rules.benchIsAClient(), List.of("bench.KnowsTheProgram")),
                Arguments.of(
                        rules.everyPackageIsAContextOrItsTechnology(),
                        List.of("war.jdbc.UnknownTechnology", "payment.UnknownContext", "war.http.json.TooDeep")),
                Arguments.of(rules.contextsKnowOnlyThoseBeforeThem(), List.of("guild.KnowsALaterContext")),
                Arguments.of(
                        rules.commandsAnswerResults(),
                        List.of(
                                "war.LooseCommands.answersABoolean",
                                "war.LooseCommands.answersMany",
                                "war.LooseCommands.refusesForAnother")),
                Arguments.of(rules.useCasesKnowNoFramework(), List.of("war.LooseCommands.takesAFramework")),
                Arguments.of(
                        rules.decisionsArePure(), List.of("war.LooseCommands.decide", "war.LooseCommands.decideLater")),
                Arguments.of(rules.aContextHasOneSealedRefusal(), List.of("war.CancelRefusal", "guild.GuildRefusal")),
                Arguments.of(
                        rules.controllersAnswerTypedBodies(),
                        List.of(
                                "war.http.LooseController.object",
                                "war.http.LooseController.raw",
                                "war.http.LooseController.wild")),
                Arguments.of(
                        rules.commandsReadNothingRemembered(),
                        List.of(
                                "war.DecidesByAMemory",
                                "war.postgres.LoadsFromAMemory",
                                "war.http.CommandsByAMemory")));
    }

    @ParameterizedTest
    @MethodSource("brokenRules")
    void theSampleBreaksTheRule(ArchRule rule, List<String> samples) {
        var report = rule.evaluate(BROKEN).getFailureReport().getDetails();

        assertThat(samples)
                .allSatisfy(sample -> assertThat(report).anyMatch(line -> line.contains(SAMPLES + "." + sample)));
        assertThat(report).allMatch(line -> samples.stream().anyMatch(sample -> line.contains(SAMPLES + "." + sample)));
    }

    @Test
    void everyRuleHasASample() {
        assertThat(brokenRules().map(broken -> ((ArchRule) broken.get()[0]).getDescription()))
                .containsExactlyElementsOf(
                        new Rules(SAMPLES).all().map(ArchRule::getDescription).toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void theOrderNamesNoContextTwice() {
        assertThat(Contexts.ORDER).doesNotHaveDuplicates();
    }

    @Test
    void thereIsAProgramToCheck() {
        assertThat(PROGRAM.stream().map(type -> type.getPackageName()))
                .contains("dev.warfront.app", "dev.warfront.bench");
        assertThat(PROGRAM.get(HotView.class).getAccessesToSelf()).isNotEmpty();
    }
}
