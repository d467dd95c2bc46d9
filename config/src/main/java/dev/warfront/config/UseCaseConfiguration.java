package dev.warfront.config;

import dev.warfront.kernel.UseCase;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/// Finds the use cases, which know no Spring, by their mark.
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = "dev.warfront",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = UseCase.class))
class UseCaseConfiguration {}
