package dev.warfront.kernel.rsocket;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/// The routes of the program and their rights are those of the reference: a new one must be written there.
class RouteRightsDocumentTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference.md");
    private static final String HEADING = "### Streams and channels";

    @Test
    void theRoutesOfTheProgramAreThoseOfTheReference() throws IOException {
        var routes = routesOfTheProgram();

        assertThat(routes)
                .hasSizeGreaterThanOrEqualTo(5)
                .noneMatch(route -> route.right().equals("nobody"));
        assertThat(documented()).containsExactlyElementsOf(routes);
    }

    /// Of all controllers in main code, which need not be made for that.
    private static List<RouteRight> routesOfTheProgram() {
        try (var context = new GenericApplicationContext()) {
            var scanner = new ClassPathScanningCandidateComponentProvider(false);
            scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
            for (var controller : scanner.findCandidateComponents("dev.warfront")) {
                if (isMain(controller)) {
                    controller.setLazyInit(true);
                    context.registerBeanDefinition(requireNonNull(controller.getBeanClassName()), controller);
                }
            }
            context.registerBean(RSocketRoutes.class, () -> new RSocketRoutes((_, _) -> Mono.empty()));
            context.refresh();
            return context.getBean(RSocketRoutes.class).list();
        }
    }

    private static boolean isMain(BeanDefinition controller) {
        var from = requireNonNull(controller.getResourceDescription());
        return !from.contains("test-classes") && !from.contains("-tests.jar");
    }

    private static List<RouteRight> documented() throws IOException {
        return Files.readAllLines(REFERENCE).stream()
                .dropWhile(line -> !line.equals(HEADING))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> new RouteRight(cells[1].strip().replace("`", ""), cells[2].strip(), cells[3].strip()))
                .toList();
    }
}
