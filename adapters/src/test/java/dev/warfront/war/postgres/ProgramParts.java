package dev.warfront.war.postgres;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.json.SectionCodec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.util.ClassUtils;

/// The parts of the program that a world of tests stands on. The class path is looked through once for all
/// worlds, which takes longer than everything else about one.
final class ProgramParts {
    private static final List<String> ADAPTERS = List.of(
            "dev.warfront.audit.postgres",
            "dev.warfront.war.postgres",
            "dev.warfront.war.cache",
            "dev.warfront.war.http",
            "dev.warfront.battle.http",
            "dev.warfront.battle.postgres",
            "dev.warfront.guild.postgres",
            "dev.warfront.identity.postgres",
            "dev.warfront.territory.postgres",
            "dev.warfront.timer.postgres",
            "dev.warfront.outbox.postgres");

    /// All are found, only those that are asked for are made.
    private static final Set<Class<?>> ON_DEMAND = new LinkedHashSet<>();
    /// Every context that has a war keep rules says how they are stored.
    private static final Set<Class<?>> RULE_CODECS = new LinkedHashSet<>();

    static {
        var components = new ClassPathScanningCandidateComponentProvider(true);
        ADAPTERS.stream().flatMap(each -> found(components, each)).forEach(ON_DEMAND::add);
        // what sees players by their requests
        found(only(new RegexPatternTypeFilter(Pattern.compile(".*\\.PresenceFilter"))), "dev.warfront.identity.http")
                .forEach(ON_DEMAND::add);
        found(only(new AssignableTypeFilter(SectionCodec.class)), "dev.warfront")
                .forEach(RULE_CODECS::add);
        RULE_CODECS.removeAll(ON_DEMAND);
        found(
                        only(new AnnotationTypeFilter(UseCase.class), new AnnotationTypeFilter(DomainService.class)),
                        "dev.warfront")
                .forEach(ON_DEMAND::add);
    }

    private ProgramParts() {}

    static void registerIn(AnnotationConfigApplicationContext context) {
        ON_DEMAND.forEach(part -> context.registerBean(part, definition -> definition.setLazyInit(true)));
        RULE_CODECS.forEach(part -> context.registerBean(part));
    }

    private static ClassPathScanningCandidateComponentProvider only(TypeFilter... kinds) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        Stream.of(kinds).forEach(scanner::addIncludeFilter);
        return scanner;
    }

    private static Stream<Class<?>> found(ClassPathScanningCandidateComponentProvider scanner, String folder) {
        return scanner.findCandidateComponents(folder).stream()
                .map(each -> Objects.requireNonNull(each.getBeanClassName()))
                .map(name -> ClassUtils.resolveClassName(name, null));
    }
}
