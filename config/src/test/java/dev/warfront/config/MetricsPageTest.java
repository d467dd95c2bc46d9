package dev.warfront.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.http.OperatorPage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import reactor.test.StepVerifier;

class MetricsPageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private volatile @Nullable Thread reader;

    @BeforeEach
    void measure() {
        Gauge.builder("war.test.reads", this, MetricsPageTest::read).register(metrics);
    }

    private double read() {
        reader = Thread.currentThread();
        return 7;
    }

    @Test
    void givenAScrape_itIsReadOnAThreadOfItsOwn() {
        try (var page = new MetricsPage(metrics)) {
            assertThat(textOf(page)).contains("war_test_reads 7.0");

            assertThat(reader).isNotNull().isNotEqualTo(Thread.currentThread());
        }
    }

    @Test
    void givenAnotherPath_nothingIsRead() {
        try (var page = new MetricsPage(metrics)) {
            page.at("/actuator/health")
                    .as(StepVerifier::create)
                    .expectComplete()
                    .verify(PATIENCE);

            assertThat(reader).isNull();
        }
    }

    @Test
    void givenTheEndOfTheProgram_theThreadEndsWithIt() throws InterruptedException {
        try (var program = new AnnotationConfigApplicationContext()) {
            program.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
            program.registerBean(PrometheusMeterRegistry.class, () -> metrics);
            program.register(ManagementConfiguration.class);
            program.refresh();
            assertThat(textOf(program.getBean("metricsPage", OperatorPage.class)))
                    .contains("war_test_reads");
        }

        assertThat(Objects.requireNonNull(reader).join(PATIENCE)).isTrue();
    }

    @Test
    void givenAPageThatIsClosed_nothingIsAnswered() {
        var page = new MetricsPage(metrics);
        page.close();

        page.at(MetricsPage.PATH)
                .as(StepVerifier::create)
                .expectError(RejectedExecutionException.class)
                .verify(PATIENCE);
    }

    private static String textOf(OperatorPage page) {
        var content = page.at(MetricsPage.PATH).blockOptional(PATIENCE).orElseThrow();
        return new String(content.body(), StandardCharsets.UTF_8);
    }
}
