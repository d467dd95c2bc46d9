package dev.warfront.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaWildcardType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.warfront.kernel.HotView;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The rules for everything under a root package: the program's, or that of the samples which break them.
/// A package is `<root>.<context>` (plain rules) or `<root>.<context>.<technology>`.
record Rules(String root) {

    private static final Set<String> ADAPTERS = Set.of(
            "http", "postgres", "redis", "yaml", "json", "jwt", "argon2", "crypto", "cache", "netty", "settings");

    private static final Set<String> STREAMS = Set.of("rsocket", "kafka", "stream");

    private static final Set<String> TECHNOLOGIES =
            Stream.concat(ADAPTERS.stream(), STREAMS.stream()).collect(Collectors.toUnmodifiableSet());

    /// Rooms whose first word is no context.
    private static final Set<String> ROOMS = Set.of("config", "app", "bench");

    /// The shared machinery, whose technology packages serve all contexts.
    private static final Set<String> SHARED = Set.of("kernel", "outbox", "timer");

    /// Those that answer whoever reads, and keep what these are answered.
    private static final Set<String> READERS = Set.of("http", "rsocket", "cache");

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
                        "org.jspecify..",
                        "dev.warfront.kernel")
                .or(isDomain())
                .or(describe("a primitive", JavaClass::isPrimitive));
        return classes().that(isDomain()).should().onlyDependOnClassesThat(allowed);
    }

    ArchRule adaptersDoNotKnowStreams() {
        return noClasses().that(hasTechnology(ADAPTERS)).should().dependOnClassesThat(hasTechnology(STREAMS));
    }

    ArchRule streamsDoNotKnowAdapters() {
        return noClasses().that(hasTechnology(STREAMS)).should().dependOnClassesThat(hasTechnology(ADAPTERS));
    }

    ArchRule nobodyBelowKnowsTheWiring() {
        return noClasses().that(not(isRoom("config", "app"))).should().dependOnClassesThat(isRoom("config", "app"));
    }

    ArchRule nobodyBlocks() {
        return noClasses()
                .that(not(isRoom("bench")))
                .should()
                .accessTargetWhere(targets(
                        "block on a publisher",
                        access -> BLOCKING.contains(access.getName())
                                && access.getTargetOwner().isAssignableTo(Publisher.class)));
    }

    ArchRule onlyTheSupervisorSubscribes() {
        return noClasses()
                .that(not(isRoom("bench")))
                .and()
                .doNotHaveFullyQualifiedName(root + ".kernel.stream.StreamSupervisor")
                .and()
                .doNotHaveFullyQualifiedName(root + ".kernel.postgres.Lease") // an operator: it passes subscribers on
                .should()
                .accessTargetWhere(targets(
                        "subscribe to a publisher",
                        access -> access.getName().equals("subscribe")
                                && access.getTargetOwner().isAssignableTo(Publisher.class)));
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
                });
    }

    ArchRule timeComesFromTheClock() {
        return noClasses()
                .that(not(isRoom("config", "app", "bench")))
                .should()
                .accessTargetWhere(targets(
                        "read the wall clock",
                        access -> WALL_CLOCK.contains(access.getName()) && isClock(access.getTargetOwner())));
    }

    ArchRule contextsKeepTheirTechnologyToThemselves() {
        return classes()
                .that(hasTechnology(TECHNOLOGIES))
                .should(new ArchCondition<>("use no technology package of another context") {
                    @Override
                    public void check(JavaClass user, ConditionEvents events) {
                        user.getDirectDependenciesFromSelf().stream()
                                .filter(use -> hasTechnology(TECHNOLOGIES).test(use.getTargetClass()))
                                .filter(use -> !SHARED.contains(word(use.getTargetClass(), 0))
                                        && !word(use.getTargetClass(), 0).equals(word(user, 0)))
                                .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
                    }
                });
    }

    ArchRule benchIsAClient() {
        return noClasses()
                .that(isRoom("bench"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.warfront..").and(resideOutsideOfPackages(root + ".bench..")));
    }

    ArchRule everyPackageIsAContextOrItsTechnology() {
        return classes()
                .that(describe("belong to no room", type -> !word(type, 0).isEmpty() && !ROOMS.contains(word(type, 0))))
                .and()
                .doNotHaveSimpleName("package-info")
                .should(keep(
                        "lie in <context> or <context>.<technology>",
                        type -> Contexts.ORDER.contains(word(type, 0))
                                && (word(type, 1).isEmpty() || TECHNOLOGIES.contains(word(type, 1)))
                                && word(type, 2).isEmpty()));
    }

    ArchRule contextsKnowOnlyThoseBeforeThem() {
        return classes()
                .that(describe("belong to a context", type -> Contexts.ORDER.contains(word(type, 0))))
                .should(new ArchCondition<>("use no later context") {
                    @Override
                    public void check(JavaClass user, ConditionEvents events) {
                        user.getDirectDependenciesFromSelf().stream()
                                .filter(use -> Contexts.isAfter(word(use.getTargetClass(), 0), word(user, 0)))
                                .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
                    }
                });
    }

    ArchRule commandsAnswerResults() {
        return methods()
                .that()
                .arePublic()
                .and(describe(
                        "belong to use cases and answer publishers",
                        method -> method.getOwner().isAnnotatedWith(UseCase.class)
                                && method.getRawReturnType().isAssignableTo(Publisher.class)))
                .should(keepMethods(
                        "answer Mono<Result<…, the refusal of their context>>",
                        method -> result(method.getReturnType())
                                .map(types -> types.getLast().toErasure())
                                .filter(refusal -> isRefusalOf(method.getOwner(), refusal))
                                .isPresent()));
    }

    ArchRule useCasesKnowNoFramework() {
        return methods()
                .that()
                .arePublic()
                .and(describe("belong to use cases", method -> method.getOwner().isAnnotatedWith(UseCase.class)))
                .should(keepMethods(
                        "take types of the domain and the JDK only",
                        method -> method.getParameterTypes().stream()
                                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                                .map(JavaClass::getBaseComponentType)
                                .allMatch(type -> type.isPrimitive()
                                        || isDomain().test(type)
                                        || resideInAnyPackage("java..", "dev.warfront.kernel")
                                                .test(type))));
    }

    /// What use cases decide is a function of what they have read: its methods are named `decide…`.
    ArchRule decisionsArePure() {
        return methods()
                .that(describe(
                        "decide in use cases",
                        method -> method.getOwner().isAnnotatedWith(UseCase.class)
                                && method.getName().startsWith("decide")))
                .should(keepMethods(
                        "be static and answer no publisher",
                        method -> method.getModifiers().contains(JavaModifier.STATIC)
                                && !method.getRawReturnType().isAssignableTo(Publisher.class)));
    }

    ArchRule aContextHasOneSealedRefusal() {
        return classes()
                .that(isDomain())
                .and()
                .haveSimpleNameEndingWith("Refusal")
                .should(keep(
                        "be the sealed interface <Context>Refusal",
                        type -> isRefusalOf(type, type)
                                && type.isInterface()
                                && type.reflect().isSealed()));
    }

    ArchRule controllersAnswerTypedBodies() {
        return methods()
                .that(describe(
                        "answer requests",
                        method -> word(method.getOwner(), 1).equals("http")
                                && (method.getOwner().isAnnotatedWith(RestController.class)
                                        || method.getOwner().isAnnotatedWith(Controller.class))
                                && (method.isAnnotatedWith(RequestMapping.class)
                                        || method.isMetaAnnotatedWith(RequestMapping.class))))
                .should(keepMethods("answer no raw body and no Object", method -> isTyped(method.getReturnType())));
    }

    /// A command decides by what it has read itself: neither it nor a port beneath it asks a remembered view, nor does
    /// whoever calls it.
    ArchRule commandsReadNothingRemembered() {
        return noClasses()
                .that(describe(
                        "are no readers, or call commands",
                        type -> !hasTechnology(READERS).test(type) || callsCommands(type)))
                .should()
                .accessTargetWhere(targets(
                        "read a remembered view",
                        access -> access.getTargetOwner().isEquivalentTo(HotView.class)));
    }

    private static boolean callsCommands(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(use -> use.getTargetClass().isAnnotatedWith(UseCase.class));
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
                benchIsAClient(),
                everyPackageIsAContextOrItsTechnology(),
                contextsKnowOnlyThoseBeforeThem(),
                commandsAnswerResults(),
                useCasesKnowNoFramework(),
                decisionsArePure(),
                aContextHasOneSealedRefusal(),
                controllersAnswerTypedBodies(),
                commandsReadNothingRemembered());
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

    /// The two types of the result that a publisher of one answers.
    private static Optional<List<JavaType>> result(JavaType answer) {
        return arguments(answer, Mono.class).map(List::getFirst).flatMap(type -> arguments(type, Result.class));
    }

    private static Optional<List<JavaType>> arguments(JavaType type, Class<?> generic) {
        return type instanceof JavaParameterizedType parameterized
                        && type.toErasure().isEquivalentTo(generic)
                ? Optional.of(parameterized.getActualTypeArguments())
                : Optional.empty();
    }

    private boolean isRefusalOf(JavaClass user, JavaClass refusal) {
        var context = word(user, 0);
        return refusal.getPackageName().equals(root + "." + context)
                && refusal.getName()
                        .substring(refusal.getPackageName().length() + 1)
                        .equals(Character.toUpperCase(context.charAt(0)) + context.substring(1) + "Refusal");
    }

    /// Neither Object, a wildcard nor a generic type without its arguments, at any depth.
    private static boolean isTyped(JavaType type) {
        return switch (type) {
            case JavaWildcardType _ -> false;
            case JavaParameterizedType parameterized ->
                parameterized.getActualTypeArguments().stream().allMatch(Rules::isTyped);
            case JavaClass raw ->
                !raw.isEquivalentTo(Object.class) && raw.getTypeParameters().isEmpty();
            default -> true;
        };
    }

    private static ArchCondition<JavaClass> keep(String description, Predicate<JavaClass> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(
                        new SimpleConditionEvent(type, holds.test(type), type.getName() + " does not " + description));
            }
        };
    }

    private static ArchCondition<JavaMethod> keepMethods(String description, Predicate<JavaMethod> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        method, holds.test(method), method.getFullName() + " does not " + description));
            }
        };
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

    private static DescribedPredicate<JavaAccess<?>> targets(String description, Predicate<JavaAccess<?>> test) {
        return describe(description, test);
    }
}
