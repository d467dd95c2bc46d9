package dev.warfront.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;

/// The rules for everything under a root package: the program's, or that of the samples which break them.
/// A package is `<root>.<context>` (plain rules) or `<root>.<context>.<technology>`.
record Rules(String root) {

    private static final Set<String> ADAPTERS = Set.of("http", "postgres", "redis", "yaml");

    private static final Set<String> STREAMS = Set.of("rsocket", "kafka", "stream");

    /// Rooms whose first word is no context.
    private static final Set<String> ROOMS = Set.of("config", "app", "bench");

    /// The shared machinery, whose technology packages serve all contexts.
    private static final Set<String> SHARED = Set.of("kernel", "outbox", "timer");

    private static final Set<String> BLOCKING =
            Set.of("block", "blockOptional", "blockFirst", "blockLast", "toIterable", "toStream", "toFuture");

    private static final Set<String> WALL_CLOCK = Set.of("now", "currentTimeMillis", "systemUTC", "systemDefaultZone");

    ArchRule domainStandsAlone() {
        var allowed = resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "reactor.core..",
                        "reactor.util..",
                        "org.reactivestreams..",
                        "org.jspecify..")
                .or(isDomain())
                .or(describe("a primitive", JavaClass::isPrimitive));
        return classes()
                .that(isDomain())
                .should()
                .onlyDependOnClassesThat(allowed)
                .allowEmptyShould(true);
    }

    ArchRule adaptersDoNotKnowStreams() {
        return noClasses()
                .that(hasTechnology(ADAPTERS))
                .should()
                .dependOnClassesThat(hasTechnology(STREAMS))
                .allowEmptyShould(true);
    }

    ArchRule streamsDoNotKnowAdapters() {
        return noClasses()
                .that(hasTechnology(STREAMS))
                .should()
                .dependOnClassesThat(hasTechnology(ADAPTERS))
                .allowEmptyShould(true);
    }

    ArchRule nobodyBelowKnowsTheWiring() {
        return noClasses()
                .that(not(isRoom("config", "app")))
                .should()
                .dependOnClassesThat(isRoom("config", "app"))
                .allowEmptyShould(true);
    }

    ArchRule nobodyBlocks() {
        return noClasses()
                .that(not(isRoom("bench")))
                .should()
                .accessTargetWhere(targets(
                        "block on a publisher",
                        access -> BLOCKING.contains(access.getName())
                                && access.getTargetOwner().isAssignableTo(Publisher.class)))
                .allowEmptyShould(true);
    }

    ArchRule onlyTheSupervisorSubscribes() {
        return noClasses()
                .that(not(isRoom("bench")))
                .and()
                .doNotHaveFullyQualifiedName(root + ".kernel.stream.StreamSupervisor")
                .should()
                .accessTargetWhere(targets(
                        "subscribe to a publisher",
                        access -> access.getName().equals("subscribe")
                                && access.getTargetOwner().isAssignableTo(Publisher.class)))
                .allowEmptyShould(true);
    }

    ArchRule valuesHoldNoPublishers() {
        return fields().that(new DescribedPredicate<JavaField>("belong to records or sealed types of the domain") {
                    @Override
                    public boolean test(JavaField field) {
                        return isDomain().test(field.getOwner()) && isValue(field.getOwner());
                    }
                })
                .should(new ArchCondition<>("hold nothing of Reactor") {
                    @Override
                    public void check(JavaField field, ConditionEvents events) {
                        var clean = field.getAllInvolvedRawTypes().stream()
                                .noneMatch(resideInAnyPackage("reactor..", "org.reactivestreams.."));
                        events.add(
                                new SimpleConditionEvent(field, clean, field.getDescription() + " holds a publisher"));
                    }
                })
                .allowEmptyShould(true);
    }

    ArchRule timeComesFromTheClock() {
        return noClasses()
                .that(not(isRoom("config", "app", "bench")))
                .should()
                .accessTargetWhere(targets(
                        "read the wall clock",
                        access -> WALL_CLOCK.contains(access.getName()) && isClock(access.getTargetOwner())))
                .allowEmptyShould(true);
    }

    ArchRule contextsKeepTheirTechnologyToThemselves() {
        return classes()
                .that(hasTechnology(ADAPTERS).or(hasTechnology(STREAMS)))
                .should(new ArchCondition<>("use no technology package of another context") {
                    @Override
                    public void check(JavaClass user, ConditionEvents events) {
                        user.getDirectDependenciesFromSelf().stream()
                                .filter(use -> hasTechnology(ADAPTERS)
                                        .or(hasTechnology(STREAMS))
                                        .test(use.getTargetClass()))
                                .filter(use -> !SHARED.contains(word(use.getTargetClass(), 0))
                                        && !word(use.getTargetClass(), 0).equals(word(user, 0)))
                                .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
                    }
                })
                .allowEmptyShould(true);
    }

    ArchRule benchIsAClient() {
        return noClasses()
                .that(isRoom("bench"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.warfront..").and(resideOutsideOfPackages(root + ".bench..")))
                .allowEmptyShould(true);
    }

    Stream<ArchRule> all() {
        return Stream.of(
                domainStandsAlone(),
                adaptersDoNotKnowStreams(),
                streamsDoNotKnowAdapters(),
                nobodyBelowKnowsTheWiring(),
                nobodyBlocks(),
                onlyTheSupervisorSubscribes(),
                valuesHoldNoPublishers(),
                timeComesFromTheClock(),
                contextsKeepTheirTechnologyToThemselves(),
                benchIsAClient());
    }

    private DescribedPredicate<JavaClass> isDomain() {
        return describe(
                "the domain",
                type -> !word(type, 0).isEmpty() && word(type, 1).isEmpty() && !ROOMS.contains(word(type, 0)));
    }

    private DescribedPredicate<JavaClass> isRoom(String... rooms) {
        return describe(String.join(" or ", rooms), type -> Set.of(rooms).contains(word(type, 0)));
    }

    private DescribedPredicate<JavaClass> hasTechnology(Set<String> technologies) {
        return describe("one of " + technologies, type -> technologies.contains(word(type, 1)));
    }

    /// A word of the package after the root, or an empty one.
    private String word(JavaClass type, int index) {
        var name = type.getBaseComponentType().getPackageName();
        if (!name.startsWith(root + ".")) {
            return "";
        }
        return Stream.of(name.substring(root.length() + 1).split("\\.", -1))
                .skip(index)
                .findFirst()
                .orElse("");
    }

    private static boolean isValue(JavaClass type) {
        return type.isRecord()
                || type.reflect().isSealed()
                || type.getAllRawInterfaces().stream()
                        .anyMatch(parent -> parent.reflect().isSealed());
    }

    private static boolean isClock(JavaClass owner) {
        return owner.isEquivalentTo(System.class)
                || owner.isEquivalentTo(Clock.class)
                || owner.getPackageName().equals(Instant.class.getPackageName());
    }

    private static DescribedPredicate<JavaAccess<?>> targets(
            String description, java.util.function.Predicate<JavaAccess<?>> test) {
        return describe(description, test);
    }
}
