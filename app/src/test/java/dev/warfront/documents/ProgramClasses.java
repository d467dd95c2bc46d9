package dev.warfront.documents;

import static java.util.Objects.requireNonNull;

import dev.warfront.kernel.kafka.TopicSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.util.ClassUtils;

/// What a scan finds on the class path, tests included.
final class ProgramClasses {
    private static final int CLASSES_MAX = 10_000;

    private static final Pattern GENERATED_CLIENT = Pattern.compile("dev\\.warfront\\.client\\..*");

    /// Reads each class once, however often there is a scan.
    private static final CachingMetadataReaderFactory READ = new CachingMetadataReaderFactory();

    static {
        READ.setCacheLimit(CLASSES_MAX);
    }

    private ProgramClasses() {}

    /// Classes that can be made.
    static Stream<? extends Class<?>> assignableTo(Class<?> type) {
        return found(new AssignableTypeFilter(type));
    }

    /// Topics that the program declares, by their names.
    static Map<String, TopicSpec> topics() {
        var declaring = found(new AnnotationTypeFilter(Configuration.class))
                .filter(type -> Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.getReturnType() == TopicSpec.class))
                .toArray(Class<?>[]::new);
        try (var context = new AnnotationConfigApplicationContext(declaring)) {
            return context.getBeansOfType(TopicSpec.class).values().stream()
                    .collect(Collectors.toMap(TopicSpec::name, Function.identity()));
        }
    }

    private static Stream<? extends Class<?>> found(TypeFilter filter) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.setMetadataReaderFactory(READ);
        scanner.addIncludeFilter(filter);
        scanner.addExcludeFilter(new RegexPatternTypeFilter(GENERATED_CLIENT));
        return scanner.findCandidateComponents("dev.warfront").stream()
                .map(candidate -> ClassUtils.resolveClassName(requireNonNull(candidate.getBeanClassName()), null));
    }

    /// Makes one of a class that needs nothing for it.
    static <T> T make(Class<T> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
