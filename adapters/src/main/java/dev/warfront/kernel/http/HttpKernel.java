package dev.warfront.kernel.http;

import dev.warfront.kernel.json.WireJson;
import jakarta.validation.MessageInterpolator;
import java.util.Locale;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/// Makes WebFlux know the arguments and answers of this package.
@Configuration(proxyBeanMethods = false)
@Order // behind those of Spring Boot, which know one mapper
class HttpKernel implements WebFluxConfigurer {
    private final ProblemWriter problems;

    HttpKernel(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        configurer.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(WireJson.strictMapper()));
        configurer.defaultCodecs().maxInMemorySize(BoundedRequest.BODY_MAX);
        configurer.customCodecs().register(problems);
    }

    /// Constraints are answered by code and field; texts in many languages would be loaded from files on an event loop.
    @Override
    public Validator getValidator() {
        var validator = new LocalValidatorFactoryBean();
        validator.setMessageInterpolator(new CodesOnly());
        validator.afterPropertiesSet();
        return validator;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(
                new CallerArgument(), new OptionalCallerArgument(), new IfMatchArgument(), new PageRequestArgument());
    }

    private static final class CodesOnly implements MessageInterpolator {
        @Override
        public String interpolate(String template, Context context) {
            return template;
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return template;
        }
    }
}
