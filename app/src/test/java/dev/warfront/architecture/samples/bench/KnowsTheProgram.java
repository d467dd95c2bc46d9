package dev.warfront.architecture.samples.bench;

import dev.warfront.architecture.samples.war.stream.Feed;

record KnowsTheProgram(Feed feed) {}
