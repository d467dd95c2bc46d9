package dev.warfront.architecture.samples.war.postgres;

import dev.warfront.architecture.samples.war.stream.Feed;

record StreamsFromAnAdapter(Feed feed) {}
