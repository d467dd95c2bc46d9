package dev.warfront.config;

import dev.warfront.kernel.redis.BoundedRedis;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Redis within bounds.
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    @Bean
    LettuceClientOptionsBuilderCustomizer boundedRedis() {
        return BoundedRedis::configure;
    }
}
