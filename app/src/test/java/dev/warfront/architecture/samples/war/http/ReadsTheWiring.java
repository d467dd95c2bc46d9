package dev.warfront.architecture.samples.war.http;

import dev.warfront.architecture.samples.config.Wiring;

record ReadsTheWiring(Wiring wiring) {}
