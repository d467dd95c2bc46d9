package dev.warfront.config;

import dev.warfront.kernel.RulesMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/// Reads all settings, and warns of those that no real game should run with.
@Configuration(proxyBeanMethods = false)
@Import(SettingsRegistrar.class)
class SettingsConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SettingsConfiguration.class);

    private final RulesMode mode;

    SettingsConfiguration(RulesMode mode) {
        this.mode = mode;
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        if (mode.relaxed()) {
            log.warn("war.rules.relaxed is on: the ranges of the rules are lifted, for demos and tests only");
        }
    }
}
