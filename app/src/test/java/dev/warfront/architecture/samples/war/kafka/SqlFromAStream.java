package dev.warfront.architecture.samples.war.kafka;

import dev.warfront.architecture.samples.war.redis.View;

record SqlFromAStream(View view) {}
