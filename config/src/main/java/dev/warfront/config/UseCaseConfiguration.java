package dev.warfront.config;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.UseCase;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/// Finds use cases and domain services, which know no Spring, by their marks.
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = "dev.warfront",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.ANNOTATION,
                        classes = {UseCase.class, DomainService.class}))
class UseCaseConfiguration {}
