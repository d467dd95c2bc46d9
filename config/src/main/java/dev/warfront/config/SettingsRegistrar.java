package dev.warfront.config;

import static java.util.Objects.requireNonNull;

import dev.warfront.kernel.Settings;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/// Makes a bean of every record that is marked as settings, read when the program starts.
final class SettingsRegistrar implements ImportBeanDefinitionRegistrar {

    private static final String BASE_PACKAGE = "dev.warfront";

    private final Environment environment;

    /// The context, which has read every class of the program already.
    private final ResourceLoader read;

    SettingsRegistrar(Environment environment, ResourceLoader read) {
        this.environment = environment;
        this.read = read;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        var reader = new SettingsReader(environment);
        var scanner = new ClassPathScanningCandidateComponentProvider(false, environment);
        scanner.setResourceLoader(read);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Settings.class));
        for (var candidate : scanner.findCandidateComponents(BASE_PACKAGE)) {
            var type = ClassUtils.resolveClassName(requireNonNull(candidate.getBeanClassName()), null);
            register(type, reader, registry);
        }
    }

    private static <T> void register(Class<T> type, SettingsReader reader, BeanDefinitionRegistry registry) {
        var definition = new RootBeanDefinition(type, () -> reader.read(type));
        definition.setLazyInit(false);
        registry.registerBeanDefinition(type.getName(), definition);
    }
}
