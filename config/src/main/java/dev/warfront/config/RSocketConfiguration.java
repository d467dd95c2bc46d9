package dev.warfront.config;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/// Streams on TCP share the event loops of the HTTP server, so that a stream has its subscribers of both
/// transports on the same loops.
@Configuration(proxyBeanMethods = false)
class RSocketConfiguration {

    @Bean(destroyMethod = "")
    LoopResources streamLoops(ReactorResourceFactory resources) {
        return resources.getLoopResources();
    }
}
